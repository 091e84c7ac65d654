"""Whom a notice is mailed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, StringField, widgets

from feedback.outreach.queries.telling import Part
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.forms import Form
from feedback.web.templating import text

BETWEEN, ASSIGNED = "/", "="
F = TypeVar("F", bound="WhomForm")


class ToField(SelectMultipleField):  # type: ignore[misc]
    """Groups and segments to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class WhomForm(Form):
    """Whom one looks at; sent by GET. The groups themselves are the form's, so a choice is never somebody else's."""

    class Meta:
        csrf = False

    to = ToField(_("To whom"))
    groups: Sequence[StakeholderGroup] = ()

    def parts(self) -> list[Part]:
        """What was ticked and is offered, in the order it stands in."""
        ticked = set(self.to.data or ())
        return [part for code, _label, part in offered(self.groups) if code in ticked]


class TellForm(WhomForm):
    """Whom it is sent to, and where answers go."""

    class Meta:
        csrf = True

    reply_to = StringField(
        _("Where answers by mail go"),
        description=_("Somebody will press “Reply”. Empty: to the address that all mail of this installation has."),
        render_kw={"type": "email", "autocomplete": "email"},
    )


def offered(groups: Sequence[StakeholderGroup]) -> Iterator[tuple[str, str, Part]]:
    """Every group and every segment of it: its value in the form, its label, what it means."""
    for group in groups:
        name = text(group.name)
        yield group.code, gettext("%(group)s, everybody", group=name), (group.id, {})
        for one in group.segments:
            value = f"{group.code}{BETWEEN}{one.attribute}{ASSIGNED}{one.value}"
            yield value, f"{name}, {one.attribute} = {one.value}", (group.id, {one.attribute: one.value})


def whom_form(groups: Sequence[StakeholderGroup], typed: Any) -> WhomForm:
    return _offering(WhomForm(formdata=typed), groups)


def tell_form(groups: Sequence[StakeholderGroup], **start: Any) -> TellForm:
    return _offering(TellForm(**start), groups)


def _offering(form: F, groups: Sequence[StakeholderGroup]) -> F:
    form.groups = groups
    form.to.choices = [(value, label) for value, label, _part in offered(groups)]
    for field in form:
        field.flags.quiet_optional = True
    return form
