"""Forms of the programme."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from feedback.accounts import queries as accounts
from feedback.backlog.models import Decision, Improvement
from feedback.names import LONGEST_NAME
from feedback.programme import rules
from feedback.programme.models import Notice
from feedback.web.forms import Form
from feedback.web.templating import say
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of
from feedback.web.tone import Tone


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


class NoticeForm(TextsForm):
    """What people will read; `heard` and `answer` come with `in_languages`."""

    kind = RadioField(_("What it tells"), [InputRequired(_("Choose one."))])

    def values(self, before: Notice | None = None) -> dict[str, Any]:
        """What `draft_notice` and `change_notice` take."""
        return {
            "kind": self.kind.data,
            "heard": self.texts("heard", before.heard if before else None),
            "answer": self.texts("answer", before.answer if before else None),
        }


def notice_form(row: Improvement, notice: Notice | None = None, decision: Decision | None = None) -> NoticeForm:
    """The form of a notice; a new one starts with what fits where the improvement stands."""
    languages = accounts.organisation().languages
    heard = Asked(
        _("What you heard"),
        most=rules.LONGEST_TEXT,
        long=True,
        help=_("In your own words. Nobody's sentence, and nothing that would tell who said it."),
        tone="text",
    )
    answer = Asked(_("What comes of it"), most=rules.LONGEST_TEXT, long=True, required=False, tone="text")
    form = in_languages(NoticeForm, languages, heard=heard, answer=answer)(
        data=_shown(notice) if notice else _start(row, decision, languages[0])
    )
    form.kind.choices = [(kind, say(rules.kind_label(kind))) for kind in rules.KINDS]
    return form


def _shown(notice: Notice) -> dict[str, Any]:
    return {"kind": notice.kind, **start_of("heard", notice.heard), **start_of("answer", notice.answer)}


def _start(row: Improvement, decision: Decision | None, language: str) -> dict[str, Any]:
    """A draft begins with the reason of the decision: a no is told with its why."""
    reason = decision.reason if decision else ""
    return {"kind": rules.kind_of(row.status), **start_of("answer", {language: reason} if reason else {})}
