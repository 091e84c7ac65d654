"""Forms about the work: its plan, how far it is, its milestones and check-list."""

from __future__ import annotations

from datetime import date
from typing import TypedDict
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.journeys.queries import functions
from feedback.names import LONGEST_NAME
from feedback.programme import rules
from feedback.programme.models import Implementation
from feedback.web.forms import Form
from feedback.web.templating import text
from feedback.web.tone import Tone


class Plan(TypedDict):
    """What `actions.plan` takes."""

    owner_id: UUID | None
    function_id: UUID | None
    planned_on: date | None
    due_on: date | None


class PlanForm(Form):
    """Who does it, from when, until when."""

    owner = SelectField(_("Who is in charge"), validators=[Optional()])
    area = SelectField(_("Area that carries it out"), validators=[Optional()])
    planned_on = DateField(_("From when"), [Optional()])
    # A milestone on the same page has such a field too.
    due_on = DateField(_("Until when"), [Optional()], id="plan_due_on")

    assigns = True
    """Whether who fills it in may say who is in charge, and which area."""

    def values(self, row: Improvement) -> Plan:
        """What `actions.plan` takes; whoever may not name somebody leaves who it is."""
        chosen = UUID(self.owner.data) if self.owner.data else None
        area = UUID(self.area.data) if self.area.data else None
        owner, area = (chosen, area) if self.assigns else (row.owner_id, row.function_id)
        return Plan(owner_id=owner, function_id=area, planned_on=self.planned_on.data, due_on=self.due_on.data)


def plan_form(row: Improvement, work: Implementation | None, *, may_assign: bool, typed: bool = True) -> PlanForm:
    """The form with what is planned, or what was typed; whoever may not say who is in charge sees who it is."""
    named = {"owner": str(row.owner_id or ""), "area": str(row.function_id or "")}
    planned = {**named, "planned_on": work.planned_on if work else None, "due_on": row.due_on}
    form = PlanForm(data=planned) if typed else PlanForm(formdata=None, data=planned)
    people = accounts.people()
    form.owner.choices = [("", gettext("nobody in charge")), *((str(key), name) for key, name in people.items())]
    form.area.choices = [("", gettext("no area yet")), *_areas(row)]
    form.assigns = may_assign
    if not may_assign:
        form.owner.render_kw = form.area.render_kw = {"disabled": True}
    return form


def _areas(row: Improvement) -> list[tuple[str, str]]:
    """The areas in use, and the one that has it already."""
    held = [one for one in functions.all_functions() if one.archived_at is None or one.id == row.function_id]
    return [(str(one.id), text(one.name)) for one in held]


class ProgressForm(Form):
    """How far the work is."""

    percent = IntegerField(
        _("Done, in per cent"),
        [InputRequired(_("Write how much is done, from 0 to 100.")), NumberRange(0, 100, _("From 0 to 100."))],
    )
    blocker = StringField(
        _("What stands in the way"),
        [Length(max=rules.LONGEST_NOTE), Tone("note")],
        description=_("Leave it empty if nothing does."),
    )


class MilestoneForm(Form):
    """A dated part of the work."""

    title = StringField(_("What will be there"), [InputRequired(_("Write something here.")), Length(max=LONGEST_NAME)])
    due_on = DateField(_("Until when"), [Optional()])


class ChecksForm(Form):
    """Lines for the check-list."""

    lines = TextAreaField(
        _("What is to be done"),
        [InputRequired(_("Write something here."))],
        description=_("One line for each."),
        render_kw={"rows": 3},
    )

    def texts(self) -> list[str]:
        return (self.lines.data or "").splitlines()
