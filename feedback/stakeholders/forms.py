"""Forms of stakeholder groups and segments, and how a form asks for one text in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from feedback.accounts.queries import organisation
from feedback.db import Texts
from feedback.errors import Invalid
from feedback.names import LONGEST_CODE, LONGEST_NAME, retyped
from feedback.stakeholders import rules
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.forms import Form, texts_from
from feedback.web.languages import NAMES
from feedback.web.templating import say, text


class TextsForm(Form):
    """A form with texts in every language of the organisation: fields `name_es`, `name_en`, …"""

    languages: tuple[str, ...] = ()

    def texts(self, name: str, before: Texts | None = None) -> Texts:
        """What was typed; languages that are not the organisation's keep the text they had."""
        typed = {field.name: field.data or "" for field in self}
        return retyped(before or {}, texts_from(typed, name, self.languages), self.languages)

    def fields_of(self, name: str) -> list[Field]:
        """The fields of one text, in the order of languages."""
        return [self[f"{name}_{code}"] for code in self.languages]


def start_of(name: str, texts: Texts) -> dict[str, str]:
    """A text as the data its fields start with."""
    return {f"{name}_{code}": text for code, text in texts.items()}


def in_languages(form: type[TextsForm], **labels: Any) -> type[TextsForm]:
    """The form with one field per text and language; a text is required in the organisation's own language.

    A label is the text's name, or a pair (name, most characters) for a longer text that is never required.
    """
    languages = tuple(organisation().languages)
    fields: dict[str, Any] = {"languages": languages}
    for name, label in labels.items():
        for code in languages:
            fields[f"{name}_{code}"] = _field(label, code, languages)
    return type(form.__name__, (form,), fields)


def _field(label: Any, code: str, languages: tuple[str, ...]) -> Field:
    title, most = label if isinstance(label, tuple) else (label, LONGEST_NAME)
    required = not isinstance(label, tuple) and code == languages[0]
    first = InputRequired(gettext("Write a name.")) if required else Optional()
    kind = TextAreaField if isinstance(label, tuple) else StringField
    kwargs = {"rows": 2, "lang": code} if isinstance(label, tuple) else {"lang": code}
    too_long = Length(max=most, message=gettext("At most %(most)s characters.", most=most))
    return kind(_title(title, code, languages), [first, too_long], render_kw=kwargs)


def _title(title: Any, code: str, languages: Sequence[str]) -> str:
    return f"{title} ({NAMES.get(code, code)})" if len(languages) > 1 else str(title)


class GroupForm(TextsForm):
    """Kind, size and place of a group; its name comes with `in_languages`."""

    kind = SelectField(_("Kind"))
    size = StringField(
        _("How many people"),
        [Length(max=20)],
        description=_("About how many belong to it. Without it nobody can say how much a few answers mean."),
        render_kw={"inputmode": "numeric"},
    )
    parent = SelectField(_("Part of"), validators=[Optional()])
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
    form = in_languages(GroupForm, name=_("Name"))(data=data, **({} if sent else {"formdata": None}))
    assert isinstance(form, GroupForm)
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
        [InputRequired(_("Write something here.")), Length(max=LONGEST_NAME)],
        render_kw={"placeholder": _("region")},
    )
    value = StringField(
        _("Value"),
        [InputRequired(_("Write something here.")), Length(max=LONGEST_NAME)],
        render_kw={"placeholder": _("north")},
    )
