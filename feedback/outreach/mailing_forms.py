"""The forms of mailings: what they say and to whom, and when they go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateTimeLocalField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from feedback.db import now
from feedback.outreach.actions.mailings import Wish
from feedback.outreach.models import Mailing
from feedback.outreach.rules.mailings import MOST_REMINDERS, is_protected
from feedback.outreach.rules.quiet_hours import zones
from feedback.outreach.trigger_forms import WholeField
from feedback.web.forms import Form
from feedback.web.languages import NAMES

PREFIXES = ("", "reminder_")
BETWEEN = " = "
_NUMBERS = {"inputmode": "numeric"}


class MailingForm(Form):
    """Who signs, to which segment, how fast, until when; with `subject_es`, `body_es`, `reminder_subject_es`, …"""

    sender = StringField(_("Who signs it"), description=_("Also the name it comes from. Empty: your organisation."))
    reply_to = StringField(
        _("Where answers by mail go"),
        description=_("Somebody will press “Reply”. Empty: to the address that all mail of this installation has."),
        render_kw={"type": "email", "autocomplete": "email"},
    )
    stage = SelectField(_("Stage"))
    segment = SelectField(_("To whom"))
    per_hour = WholeField(
        _("Mails an hour, at most"),
        [Optional()],
        description=_("Empty: as fast as your mail server takes them. Ask whoever runs it if you write to thousands."),
        render_kw=_NUMBERS,
    )
    quota = WholeField(
        _("Stop once so many have answered"),
        [Optional()],
        description=_("Empty: write to everybody."),
        render_kw=_NUMBERS,
    )
    remind_times = SelectField(_("Reminders"), coerce=int)
    remind_after_days = WholeField(
        _("Days from one mail to the next"), [InputRequired(_("Write a whole number."))], render_kw=_NUMBERS
    )
    languages: Sequence[str] = ()

    def of_language(self, code: str, prefix: str = "") -> list[Field]:
        """Subject and body in one language."""
        return [self[f"{prefix}subject_{code}"], self[f"{prefix}body_{code}"]]

    def wish(self) -> Wish:
        """What was typed."""
        attribute, _between, value = (self.segment.data or "").partition(BETWEEN)
        return Wish(
            texts=self._texts(""),
            reminder_texts=self._texts("reminder_"),
            language=self.languages[0],
            sender=self.sender.data or "",
            reply_to=self.reply_to.data or "",
            segment={attribute: value} if value else {},
            per_hour=self.per_hour.data,
            quota=self.quota.data if "quota" in self else None,
            remind_times=self.remind_times.data,
            remind_after_days=self.remind_after_days.data,
        )

    def _texts(self, prefix: str) -> dict[str, dict[str, str]]:
        return {
            code: {part: self[f"{prefix}{part}_{code}"].data or "" for part in ("subject", "body")}
            for code in self.languages
        }


def mailing_form(
    languages: Sequence[str],
    *,
    mode: str,
    start: Mapping[str, Any],
    segments: Sequence[tuple[str, str]],
    stages: Sequence[tuple[str, str]],
) -> MailingForm:
    """The form with a subject and a body in each of these languages; `start` is what its fields begin with.

    `stages` are codes and names. Where answers are protected, sending cannot stop at a number of them.
    """
    fields: dict[str, Any] = {"languages": tuple(languages)}
    for prefix in PREFIXES:
        for code in languages:
            fields |= _fields(prefix, code)
    form: MailingForm = type("MailingForm", (MailingForm,), fields)(data=dict(start))
    if is_protected(mode):
        del form.quota
    form.segment.choices = [
        ("", gettext("Everybody of the group")),
        *((one, one) for one in map(BETWEEN.join, segments)),
    ]
    form.stage.choices = [("", gettext("Everything the survey asks")), *stages]
    form.remind_times.choices = [(number, str(number)) for number in range(MOST_REMINDERS + 1)]
    _quieten(form)
    return form


def _fields(prefix: str, code: str) -> dict[str, Any]:
    name = NAMES.get(code, code)
    subject = _("Subject (%(language)s)", language=name)
    body = _("Text (%(language)s)", language=name)
    return {
        f"{prefix}subject_{code}": StringField(subject, render_kw={"lang": code}),
        f"{prefix}body_{code}": TextAreaField(body, render_kw={"lang": code, "rows": 12}),
    }


def _quieten(form: MailingForm) -> None:
    """Whether a text is needed depends on the others: that is said beside them."""
    for field in form:
        field.flags.quiet_optional = True


def start_of(mailing: Mailing, stage: str) -> dict[str, Any]:
    """A mailing as the data its form begins with."""
    names = ("sender", "reply_to", "per_hour", "quota", "remind_times", "remind_after_days")
    pair = next(iter(mailing.segment.items()), None)
    return {
        **{name: getattr(mailing, name) for name in names},
        "stage": stage,
        "segment": BETWEEN.join(pair) if pair else "",
        **texts_start(mailing.texts, ""),
        **texts_start(mailing.reminder_texts, "reminder_"),
    }


def texts_start(texts: Mapping[str, Mapping[str, str]], prefix: str) -> dict[str, str]:
    """Texts as the data their fields begin with."""
    return {f"{prefix}{part}_{code}": text[part] for code, text in texts.items() for part in ("subject", "body")}


class WhenForm(Form):
    """When a mailing goes out."""

    at = DateTimeLocalField(
        _("Day and time"),
        [InputRequired(_("Choose a day and a time."))],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    time_zone = SelectField(_("By the clock of"))

    def moment(self) -> datetime:
        """What was chosen, in UTC; a moment that has passed is now."""
        chosen: datetime = self.at.data.replace(tzinfo=ZoneInfo(self.time_zone.data))
        return max(chosen.astimezone(UTC), now())


def when_form() -> WhenForm:
    form = WhenForm(data={"time_zone": "UTC"})
    form.time_zone.choices = [(name, name.replace("_", " ")) for name in zones()]
    return form
