"""Forms of the areas and of what they do at a stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts import queries as accounts
from feedback.accounts.queries import organisation
from feedback.errors import Invalid
from feedback.journeys.actions.roles import Wanted
from feedback.journeys.models import BusinessFunction, StageRole
from feedback.journeys.queries import belonging
from feedback.journeys.rules import functions as function_rules
from feedback.journeys.rules import roles as rules
from feedback.web.forms import Form
from feedback.web.templating import say, text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class FunctionForm(TextsForm):
    """The name of an area."""


class ReadyForm(Form):
    """Which of the ready areas to take."""

    codes = SelectMultipleField(
        _("Areas that come ready"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class BelongingForm(Form):
    """Who works in an area: members of the organisation, and groups of people who are asked."""

    members = SelectMultipleField(
        _("People with an account"),
        description=_("What they lead, decide and carry out counts as the area taking part."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    groups = SelectMultipleField(
        _("Groups who are asked"),
        description=_("What enough of them answer counts as the area taking part; sub-groups count with their group."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def wanted(self) -> dict[str, set[UUID]]:
        """What `actions.belonging.belong` takes; the form was found valid."""
        return {"members": set(map(UUID, self.members.data)), "groups": set(map(UUID, self.groups.data))}


class RolesForm(TextsForm):
    """For each area a part, a task and what it must know, named as `rules.field_of` says."""

    def refuse(self, error: Invalid) -> None:
        """A text that is missing is missing in the organisation's own language."""
        own = self.languages[0]
        named = {name if name in self else f"{name}_{own}": why for name, why in error.fields.items()}
        super().refuse(Invalid(error.message, named))

    def wanted(self, functions: Sequence[BusinessFunction], roles: Mapping[UUID, StageRole]) -> list[Wanted]:
        """What `actions.roles.fill` takes."""
        return [self._cell(one, roles.get(one.id)) for one in functions]

    def _cell(self, function: BusinessFunction, before: StageRole | None) -> Wanted:
        task, knows = rules.field_of("task", function.code), rules.field_of("knows", function.code)
        return Wanted(
            function,
            self[rules.field_of("part", function.code)].data or "",
            self.texts(task, before.task if before else None),
            self.texts(knows, before.knows if before else None),
        )


def function_form(function: BusinessFunction | None = None) -> FunctionForm:
    """The form of a new area, or of this one's name."""
    kind = in_languages(FunctionForm, organisation().languages, name=Asked(_("Name of the area"), tone="text"))
    return kind(data=start_of("name", function.name) if function else {})


def belonging_form(function: BusinessFunction) -> BelongingForm:
    """Who works in the area, as it is known, among all who could."""
    now = {"members": belonging.members_of(function.id), "groups": belonging.groups_of(function.id)}
    form = BelongingForm(data={name: [str(one) for one in found] for name, found in now.items()})
    form.members.choices = [(str(user_id), name) for user_id, name in accounts.people().items()]
    form.groups.choices = [(str(one.id), text(one.name)) for one in belonging.possible_groups()]
    return form


def ready_form(taken: set[str]) -> ReadyForm:
    """The ready areas that are not there yet, all ticked."""
    left = [one for one in function_rules.ready() if one.code not in taken]
    form = ReadyForm(data={"codes": [one.code for one in left]})
    form.codes.choices = [(one.code, text(dict(one.name))) for one in left]
    return form


def roles_form(functions: Sequence[BusinessFunction], roles: Mapping[UUID, StageRole]) -> RolesForm:
    """What these areas do at one stage, beginning with what is known of it."""
    languages = organisation().languages
    kind = in_languages(RolesForm, languages, **_texts_of(functions))
    for one in functions:
        setattr(kind, rules.field_of("part", one.code), SelectField(_("Its part"), validators=[Optional()]))
    form = kind(data={key: value for one in functions for key, value in _start(one, roles.get(one.id)).items()})
    for one in functions:
        form[rules.field_of("part", one.code)].choices = _parts()
    for item in form:
        item.flags.quiet_optional = True
    return form


def _texts_of(functions: Sequence[BusinessFunction]) -> dict[str, Asked]:
    shape: dict[str, Any] = {"most": rules.LONGEST_TASK, "long": True, "required": False}
    task, knows = gettext("Its task here; with no role, why"), gettext("What it must know for it")
    return {
        rules.field_of(name, one.code): Asked(label, **shape)
        for one in functions
        for name, label in (("task", task), ("knows", knows))
    }


def _parts() -> list[tuple[str, str]]:
    return [("", gettext("Still open")), *((one.code, say(one.label)) for one in rules.PARTS)]


def _start(function: BusinessFunction, role: StageRole | None) -> dict[str, str]:
    if role is None:
        return {}
    return {
        rules.field_of("part", function.code): role.part,
        **start_of(rules.field_of("task", function.code), role.task),
        **start_of(rules.field_of("knows", function.code), role.knows),
    }
