"""Forms of the blueprint: one thing in a line, one thing in full, and how two tools hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from feedback.accounts.queries import organisation
from feedback.journeys.models import BlueprintItem, Stage, ToolLink
from feedback.journeys.queries import functions
from feedback.journeys.rules import blueprint as rules
from feedback.web.forms import Form
from feedback.web.templating import say, text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of

TEXTS: Mapping[str, str] = {
    rules.COMMUNICATION: "said_when",
    rules.QUESTION: "answered",
    rules.PROCESS: "need",
    rules.TOOL: "need",
}
"""Kind -> the second text its things have."""


class LineForm(Form):
    """A thing of a layer in one line, in the organisation's own language."""

    text = StringField(validators=[DataRequired(_("Write something here.")), Length(max=rules.LONGEST_ITEM)])


class ItemForm(TextsForm):
    """A thing in full; its texts come with `in_languages`, what does not belong to its kind is taken out."""

    touchpoint = SelectField(_("Where in the stage"), [Optional()])
    function = SelectField(_("Area that does or keeps it"), [Optional()])
    state = SelectField(
        _("How it is today"), [Optional()], description=_("As you judge it. What people say about it is shown beside.")
    )
    minutes = IntegerField(
        _("How long, in minutes"),
        [Optional(), NumberRange(0, rules.LONGEST_WAIT, _("Write minutes from 0 to a year."))],
        description=_("As far as you know; leave it empty where nobody has measured it."),
    )

    def values(self, item: BlueprintItem | None = None) -> dict[str, Any]:
        """What `add` and `change` take."""
        values: dict[str, Any] = {name: self.texts(name, getattr(item, name, None)) for name in self.asked}
        values["touchpoint_id"] = _id(self.touchpoint)
        values["function_id"] = _id(self.function)
        if "state" in self:
            values["state"] = self.state.data or ""
        if "minutes" in self:
            values["minutes"] = self.minutes.data
        return values


class LinkForm(TextsForm):
    """What is carried over comes with `in_languages`."""

    target = SelectField(_("Into which tool"), [InputRequired(_("Choose another tool."))])
    integration = SelectField(
        _("How it gets there"), [InputRequired(_("Choose how it gets from one tool to the other."))]
    )


def _id(field: Field) -> UUID | None:
    return UUID(field.data) if field.data else None


def line_form() -> LineForm:
    """The form of one line."""
    return LineForm()


def item_form(
    kind: str, stage: Stage, item: BlueprintItem | None = None, *, touchpoint: UUID | None = None, sent: bool = True
) -> ItemForm:
    """The form of a new thing of this kind, or of this one; with `sent` false what was posted is another form's."""
    form = _item_class(kind)(data=_shown(item) if item else {"touchpoint": str(touchpoint or "")}, **_posted(sent))
    form.touchpoint.choices = [
        ("", gettext("The stage as a whole")),
        *((str(point.id), text(point.name)) for point in stage.touchpoints),
    ]
    form.function.choices = [("", gettext("Not said yet")), *_areas(item)]
    if kind in rules.JUDGED:
        form.state.choices = [("", say(rules.state_label(""))), *((code, say(label)) for code, label in rules.STATES)]
    else:
        del form.state
    if kind != rules.WAIT:
        del form.minutes
    return form


def _posted(sent: bool) -> dict[str, None]:
    return {} if sent else {"formdata": None}


def _item_class(kind: str) -> type[ItemForm]:
    asked = {"text": Asked(say(rules.kind(kind).asks), rules.LONGEST_ITEM, long=True, tone="text")}
    if more := TEXTS.get(kind):
        label, help = _more_asked()[more]
        asked[more] = Asked(label, rules.LONGEST_ITEM, required=False, help=help, tone="text")
    return in_languages(ItemForm, organisation().languages, **asked)


def _more_asked() -> dict[str, tuple[str, str]]:
    return {
        "said_when": (gettext("When it is said"), gettext("Such as: the evening before, or when the price changes.")),
        "answered": (
            gettext("Where the person finds the answer"),
            gettext("Leave it empty where they find it nowhere: then it stands among what you need."),
        ),
        "need": (
            gettext("Which need of the person it serves"),
            gettext("Things with the same words here serve the same need: one that works is enough."),
        ),
    }


def _areas(item: BlueprintItem | None) -> Sequence[tuple[str, str]]:
    """Areas in use, and the one that stands there though it is archived."""
    rows = [
        one for one in functions.all_functions() if one.archived_at is None or (item and item.function_id == one.id)
    ]
    return [(str(one.id), text(one.name)) for one in rows]


def _shown(item: BlueprintItem) -> dict[str, Any]:
    texts = [start_of(name, getattr(item, name)) for name in ("text", "said_when", "answered", "need")]
    return {
        **{key: value for one in texts for key, value in one.items()},
        "touchpoint": str(item.touchpoint_id or ""),
        "function": str(item.function_id or ""),
        "state": item.state,
        "minutes": item.minutes,
    }


def link_form(tools: Sequence[tuple[UUID, str]], link: ToolLink | None = None, *, sent: bool = True) -> LinkForm:
    """The form of how a tool hangs together with one of `tools` (id, name); of this link, without the choice.

    With `sent` false what was posted belongs to another form.
    """
    what = Asked(
        gettext("What is carried over"),
        rules.LONGEST_ITEM,
        required=False,
        help=gettext("Such as the address of the visit."),
    )
    kind = in_languages(LinkForm, organisation().languages, what=what)
    shown = start_of("what", link.what) | {"integration": link.integration} if link else {}
    form = kind(data=shown, **_posted(sent))
    form.integration.choices = [(code, say(label)) for code, label in rules.INTEGRATIONS]
    if link:
        del form.target
    else:
        form.target.choices = [(str(tool_id), name) for tool_id, name in tools]
    return form
