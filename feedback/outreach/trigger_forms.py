"""The form of what happens after a service, and the one that asks what would happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import time
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from feedback.errors import Invalid
from feedback.outreach.rules.mail_texts import LONGEST_BODY, LONGEST_SUBJECT
from feedback.outreach.rules.services import LONGEST_SERVICE
from feedback.outreach.rules.trigger_settings import Settings
from feedback.web.forms import Form
from feedback.web.languages import NAMES

UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60}
HOURS = ["%H:%M", "%H:%M:%S"]


class WholeField(IntegerField):  # type: ignore[misc]
    """A whole number; what cannot be read as one stays as it was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Write a whole number.")) from None


def _whole(label: object, **kwargs: Any) -> WholeField:
    return WholeField(label, [InputRequired(_("Write a whole number."))], render_kw={"inputmode": "numeric"}, **kwargs)


class TriggerForm(Form):
    """How, how soon and how often; with `subject_es`, `body_es`, … for the mail in every language."""

    channel = RadioField(_("How people are asked"), [InputRequired(_("Choose how people are asked."))])
    delay = _whole(_("How long after the service"))
    delay_unit = SelectField(_("Minutes, hours or days"), [InputRequired()])
    quiet_from = TimeField(_("Not from"), [Optional()], format=HOURS)
    quiet_until = TimeField(_("until"), [Optional()], format=HOURS)
    time_zone = StringField(
        _("By the clock of"),
        [InputRequired(_("Choose a time zone of the list, such as Europe/Madrid or America/Santiago."))],
        render_kw={"list": "zones", "autocomplete": "off"},
    )
    person_days = _whole(
        _("Days a person is left in peace after any request"),
        description=_("Counted over everything you send, whatever the survey. 0: not at all."),
    )
    survey_days = _whole(_("Days until the same questionnaire comes to the same person again"))
    sample_percent = _whole(
        _("How many of every 100 services are asked about"),
        description=_("Which ones is drawn by the number of the service, so that nobody can choose them."),
    )
    daily_quota = WholeField(_("At most so many requests a day"), [Optional()], render_kw={"inputmode": "numeric"})
    languages: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel.choices = [
            ("email", gettext("By e-mail: we send it")),
            ("link", gettext("As a link: your system reads it from the answer to its call, and sends it itself")),
        ]
        self.delay_unit.choices = [
            ("minutes", gettext("minutes")),
            ("hours", gettext("hours")),
            ("days", gettext("days")),
        ]
        for field in (self.quiet_from, self.quiet_until):
            field.flags.quiet_optional = True

    def settings(self) -> Settings:
        """What was chosen, as the actions take it."""
        names = [name for name in Settings.__slots__ if name != "delay_minutes"]
        minutes = self.delay.data * UNITS[self.delay_unit.data]
        chosen = {name: self[name].data for name in names}
        return Settings(**{**chosen, "time_zone": self.time_zone.data.strip(), "delay_minutes": minutes})

    def texts(self) -> dict[str, dict[str, str]]:
        """Language -> subject and body as typed."""
        return {
            code: {"subject": self[f"subject_{code}"].data or "", "body": self[f"body_{code}"].data or ""}
            for code in self.languages
        }

    def refuse(self, error: Invalid) -> None:
        """The rule knows minutes, the form an amount and its unit."""
        super().refuse(Invalid(error.message, {_FIELDS.get(name, name): text for name, text in error.fields.items()}))


_FIELDS = {"delay_minutes": "delay"}


def trigger_form(languages: Sequence[str], settings: Settings, texts: Mapping[str, Mapping[str, str]]) -> TriggerForm:
    """The form with these settings and texts, and a subject and a body per language."""
    fields: dict[str, Any] = {"languages": tuple(languages)}
    for code in languages:
        fields |= {f"subject_{code}": _subject(code, languages), f"body_{code}": _body(code, languages)}
    start = asdict(settings) | _delay(settings.delay_minutes)
    for code, text in texts.items():
        start |= {f"subject_{code}": text["subject"], f"body_{code}": text["body"]}
    form: TriggerForm = type("TriggerForm", (TriggerForm,), fields)(data=start)
    for name in ("subject", "body"):
        # Where we send the mail the first language is needed: the action says so.
        form[f"{name}_{languages[0]}"].flags.quiet_optional = True
    return form


def _subject(code: str, languages: Sequence[str]) -> StringField:
    shape = {"lang": code, "maxlength": LONGEST_SUBJECT}
    return StringField(_named(gettext("Subject"), code, languages), [Optional()], render_kw=shape)


def _body(code: str, languages: Sequence[str]) -> TextAreaField:
    shape = {"lang": code, "rows": 10, "maxlength": LONGEST_BODY}
    return TextAreaField(_named(gettext("What the mail says"), code, languages), [Optional()], render_kw=shape)


def _named(label: str, code: str, languages: Sequence[str]) -> str:
    return f"{label} ({NAMES.get(code, code)})" if len(languages) > 1 else label


def _delay(minutes: int) -> dict[str, object]:
    """The amount in the largest unit that is whole."""
    whole = (name for name in ("days", "hours") if minutes and minutes % UNITS[name] == 0)
    unit = next(whole, "minutes")
    return {"delay": minutes // UNITS[unit], "delay_unit": unit}


def usual_settings(zone: str) -> Settings:
    """What a new trigger starts from."""
    return Settings(delay_minutes=120, quiet_from=time(21), quiet_until=time(9), time_zone=zone)


class AttemptForm(Form):
    """By which rule, about whom, and the number of the service."""

    rule = SelectField(_("Rule"), [InputRequired(_("Choose a rule."))])
    who = StringField(
        _("Who had the service"),
        [InputRequired(_("Write an e-mail address, a telephone number or a reference."))],
        description=_("An e-mail address, a telephone number or your reference, as your system would send it."),
    )
    service = StringField(
        _("Number of the service"),
        [Optional(), Length(max=LONGEST_SERVICE)],
        description=_("Where only a share of services is asked about, it decides."),
    )

    def person(self) -> dict[str, str]:
        """What was typed, as `find_contact` takes it."""
        typed = self.who.data.strip()
        if "@" in typed:
            return {"email": typed}
        return {"phone" if typed.startswith("+") else "reference": typed}


def attempt_form(rules: Sequence[tuple[str, str]]) -> AttemptForm:
    """The form with these rules (id, sentence), filled from the address; it changes nothing, so it has no token."""
    form = AttemptForm(request.args, meta={"csrf": False})
    form.rule.choices = list(rules)
    return form
