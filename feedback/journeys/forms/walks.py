"""Forms of the proof of concept: which services, and the check-list of one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Optional

from feedback.errors import Invalid
from feedback.journeys.actions.walks import Seen
from feedback.journeys.models import Stage, Touchpoint, Walk
from feedback.journeys.rules import walks as rules
from feedback.journeys.rules.walks import Extra, Looked
from feedback.web.forms import Form
from feedback.web.templating import say

NEW_LINES = 2
"""Empty lines for what nobody drew; saving brings new ones."""


class ChooseForm(Form):
    """Services by hand, and whose they were."""

    services = TextAreaField(
        _("Services"),
        [DataRequired(_("Write at least one service, one a line."))],
        description=_(
            "One a line: your own number of the service, and its day if you know it, such as “A-1042 2026-03-31”. "
            "No names and no addresses: a walk holds no person."
        ),
        render_kw={"rows": 8},
    )
    group = SelectField(_("Whose services"), validators=[Optional()])

    @property
    def group_id(self) -> UUID | None:
        return UUID(self.group.data) if self.group.data else None


def choose_form(groups: Iterable[tuple[UUID, str]]) -> ChooseForm:
    """The form for services by hand. `groups`: id and name of those in use."""
    form = ChooseForm()
    form.group.choices = [("", gettext("Of several groups")), *((str(one), name) for one, name in groups)]
    return form


# --- the check-list of one service --------------------------------------------------------------------


@dataclass(slots=True)
class Step:
    """One touchpoint on the check-list as it is shown. `was` tells what the page said when it was opened."""

    touchpoint: Touchpoint
    outcome: str
    note: str
    was: str
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """One line for something nobody drew; its key is the id of what is kept, or new1, new2, …"""

    key: str
    text: str
    stage: str
    was: str
    errors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Checklist:
    """The touchpoints of the map by stage, and the lines for what is not on it."""

    stages: list[tuple[Stage, list[Step]]]
    lines: list[Line]
    form_errors: list[str] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        return [step for _stage, steps in self.stages for step in steps]

    @property
    def looked_at(self) -> int:
        return sum(1 for step in self.steps if step.outcome)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(id of the field, what is wrong with it), in the order of the page."""
        steps = [(f"note-{step.touchpoint.id}", error) for step in self.steps for error in step.errors]
        return steps + [(f"extra-{line.key}", error) for line in self.lines for error in line.errors]

    def seen(self) -> Seen | None:
        """What changed against the page that was shown; None where something cannot be, its reason at its place."""
        steps, extras, added = {}, {}, []
        for step in self.steps:
            if (looked := _looked(step)) and _mark(looked.outcome, looked.note) != step.was:
                steps[step.touchpoint.id] = looked
        for line in self.lines:
            extra = _extra(line)
            if line.key.startswith("new"):
                added += [extra] if extra else []
            elif not line.errors and _mark(line.text, line.stage) != line.was:
                extras[UUID(line.key)] = extra
        return None if self.errors else Seen(steps, extras, added)

    def refuse(self, error: Invalid) -> None:
        """Show what the action refused."""
        self.form_errors.append(say(error.message))


def _looked(step: Step) -> Looked | None:
    try:
        return rules.looked_of("note", step.outcome, step.note)
    except Invalid as error:
        step.errors += [say(one) for one in error.fields.values()]
        return None


def _extra(line: Line) -> Extra | None:
    try:
        return rules.extra_of("extra", line.text, _uuid(line.stage))
    except Invalid as error:
        line.errors += [say(one) for one in error.fields.values()]
        return None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _mark(*parts: str) -> str:
    """Short for what the page was opened with, so that what somebody else saw meanwhile is not overwritten."""
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def shown(walk: Walk, stages: Sequence[Stage]) -> Checklist:
    """The check-list as it is kept."""
    steps = {step.touchpoint_id: (step.outcome, step.note) for step in walk.steps}

    def step(touchpoint: Touchpoint) -> Step:
        outcome, note = steps.get(touchpoint.id, ("", ""))
        return Step(touchpoint, outcome, note, _mark(outcome, note))

    kept = [(str(one.id), one.text, str(one.stage_id or "")) for one in walk.extras]
    lines = [Line(key, text, stage, _mark(text, stage)) for key, text, stage in kept]
    return Checklist(_by_stage(stages, step), [*lines, *(_new(number) for number in range(1, NEW_LINES + 1))])


def sent(typed: Mapping[str, str], stages: Sequence[Stage]) -> Checklist:
    """The check-list as somebody sent it."""
    names = set(typed)

    def step(touchpoint: Touchpoint) -> Step:
        outcome, note, was = (typed.get(f"{name}-{touchpoint.id}", "") for name in ("outcome", "note", "was"))
        # Drawn after the page was opened: nothing was said of it.
        absent = not {f"outcome-{touchpoint.id}", f"note-{touchpoint.id}"} & names
        return Step(touchpoint, "", "", _mark("", "")) if absent else Step(touchpoint, outcome, note, was)

    keys = [name.removeprefix("extra-") for name in typed if name.startswith("extra-")]
    keys = [key for key in keys if key.startswith("new") or _uuid(key)]
    lines = [Line(key, typed[f"extra-{key}"], typed.get(f"at-{key}", ""), typed.get(f"was-{key}", "")) for key in keys]
    return Checklist(_by_stage(stages, step), lines)


def _by_stage(stages: Sequence[Stage], step: Any) -> list[tuple[Stage, list[Step]]]:
    found = [(stage, [step(touchpoint) for touchpoint in stage.touchpoints]) for stage in stages]
    return [(stage, steps) for stage, steps in found if steps]


def _new(number: int) -> Line:
    return Line(f"new{number}", "", "", "")
