"""Forms of stakeholder groups and segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from feedback.accounts.queries import organisation
from feedback.db import Texts
from feedback.errors import Invalid
from feedback.names import LONGEST_CODE, LONGEST_NAME
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.rules import groups as rules
from feedback.web.forms import Form
from feedback.web.templating import say, text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class GroupForm(TextsForm):
    """Kind, size and place of a group; its name comes with `in_languages`."""

    kind = SelectField(_("Kind"), [InputRequired(_("Choose customers, employees, suppliers or others."))])
    size = StringField(
        _("How many people"),
        [Length(max=20)],
        description=_("About how many belong to it. Without it nobody can say how much a few answers mean."),
        render_kw={"inputmode": "numeric"},
    )
    parent = SelectField(
        _("Part of"), validators=[Optional()], description=_("A sub-group is of the same kind as its group.")
    )
    code = StringField(
        _("Code"),
        [Length(max=LONGEST_CODE)],
        description=_("For files, links and the command line. Left empty it is made from the name; it never changes."),
    )

    def validate_size(self, field: Field) -> None:
        try:
            rules.size_of(field.data or "")
        except Invalid as error:
            raise ValidationError(say(error.message)) from None

    def values(self, before: Texts | None = None) -> dict[str, Any]:
        """What `create_group` and `change_group` take."""
        return {
            "name": self.texts("name", before),
            "kind": self.kind.data,
            "size": rules.size_of(self.size.data or ""),
            "parent_id": self.parent.data or None,
        }


def group_form(
    parents: Iterable[StakeholderGroup],
    group: StakeholderGroup | None = None,
    *,
    start: Mapping[str, str] | None = None,
    sent: bool = True,
) -> GroupForm:
    """The form of this group, or of a new one that starts with `start`.

    `parents` are the groups it may become a part of. With `sent` false what was posted belongs to another form.
    """
    data = _shown(group) if group else dict(start or {})
    form = in_languages(GroupForm, organisation().languages, name=Asked(_("Name"), tone="text"))(
        data=data, **({} if sent else {"formdata": None})
    )
    form.kind.choices = [(kind, say(rules.kind_label(kind))) for kind in rules.KINDS]
    form.parent.choices = [("", gettext("No other group: it stands on its own"))]
    form.parent.choices += [(str(one.id), text(one.name)) for one in parents]
    if group is not None:
        del form.code
    return form


def _shown(group: StakeholderGroup) -> dict[str, str]:
    fields = {"kind": group.kind, "size": str(group.size or ""), "parent": str(group.parent_id or "")}
    return fields | start_of("name", group.name)


class SegmentForm(Form):
    """An attribute with one of its values."""

    attribute = StringField(
        _("Attribute"),
        [DataRequired(_("Write something here.")), Length(max=LONGEST_NAME)],
        render_kw={"placeholder": _("region")},
    )
    value = StringField(
        _("Value"),
        [DataRequired(_("Write something here.")), Length(max=LONGEST_NAME)],
        render_kw={"placeholder": _("north")},
    )
