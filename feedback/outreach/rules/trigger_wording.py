"""Triggers, states and reasons in sentences. Pure: texts are in several languages, and the reader's page chooses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from feedback.errors import Message, message
from feedback.outreach.rules.trigger_settings import Settings

_HOUR, _DAY = 60, 24 * 60


def sentences(
    stage: Mapping[str, str], group: Mapping[str, str], survey: Mapping[str, str], how: Settings
) -> list[Message]:
    """What a trigger does, as somebody would say it: the first sentence is the rule, the others its limits."""
    asked = {"stage": dict(stage), "group": dict(group), "survey": dict(survey), "delay": delay(how.delay_minutes)}
    if how.channel == "link":
        first = message(
            "When “%(stage)s” ends, “%(survey)s” for %(group)s is handed to your system as a link %(delay)s.", **asked
        )
    else:
        first = message("When “%(stage)s” ends, %(group)s get “%(survey)s” by e-mail %(delay)s.", **asked)
    limits = [_quiet(how), _rest(how.person_days), _again(how.survey_days), _sample(how), _quota(how)]
    return [first, *(one for one in limits if one is not None)]


def delay(minutes: int) -> Message:
    """How soon, in the largest unit that is whole."""
    if minutes == 0:
        return message("at once")
    if minutes % _DAY == 0:
        days = minutes // _DAY
        return message("after %(n)s days", n=days) if days > 1 else message("after a day")
    if minutes % _HOUR == 0:
        hours = minutes // _HOUR
        return message("after %(n)s hours", n=hours) if hours > 1 else message("after an hour")
    return message("after %(n)s minutes", n=minutes) if minutes > 1 else message("after a minute")


def _quiet(how: Settings) -> Message | None:
    if how.quiet_from is None or how.quiet_until is None:
        return None
    hours = {"start": _clock(how.quiet_from), "end": _clock(how.quiet_until)}
    return message("Not between %(start)s and %(end)s (%(zone)s).", zone=how.time_zone, **hours)


def _clock(hour: time) -> str:
    return hour.strftime("%H:%M")


def _rest(days: int) -> Message | None:
    if days == 0:
        return None
    if days == 1:
        return message("Nobody is asked anything twice within a day.")
    return message("Nobody is asked anything twice within %(days)s days.", days=days)


def _again(days: int) -> Message | None:
    if days == 0:
        return None
    if days == 1:
        return message("This questionnaire comes to nobody twice within a day.")
    return message("This questionnaire comes to nobody twice within %(days)s days.", days=days)


def _sample(how: Settings) -> Message | None:
    if how.sample_percent == 100:
        return None
    return message("%(percent)s of every 100 services are asked about.", percent=how.sample_percent)


def _quota(how: Settings) -> Message | None:
    if how.daily_quota is None:
        return None
    return message("At most %(quota)s requests a day.", quota=how.daily_quota)


def outcome_label(state: str, reason: str) -> Message:
    """What became of a service, in a few words."""
    return _STATES[state] if state in _STATES else _REASONS[reason]


def reason_explained(reason: str) -> Message:
    """Why nobody was asked, in a sentence, for whoever looks into it."""
    return _EXPLAINED[reason]


_STATES = {"waiting": message("Waiting"), "sent": message("Sent")}
_REASONS = {
    "no_trigger": message("No rule for it"),
    "closed": message("Survey closed"),
    "no_contact": message("Nobody named"),
    "opted_out": message("Wants no requests"),
    "no_consent": message("No consent"),
    "no_address": message("No address"),
    "bounced": message("Address does not work"),
    "refused": message("Mail was refused"),
    "not_sampled": message("Not drawn"),
    "too_late": message("Too long ago"),
    "asked_before": message("Asked this before"),
    "cooling_down": message("Asked lately"),
    "reserved": message("Left to a rarer survey"),
    "quota": message("Enough for the day"),
}
_EXPLAINED = {
    "no_trigger": message("No rule in use asks this group about this stage."),
    "closed": message("The survey takes no more answers, or the rule was paused before the request was due."),
    "no_contact": message("The call named nobody, or somebody who was erased on request."),
    "opted_out": message("The person asked for no more requests."),
    "no_consent": message("The person did not agree to be written to."),
    "no_address": message("There is no address for this channel."),
    "bounced": message("Earlier mail to this address came back."),
    "refused": message("The mail server refused the message."),
    "not_sampled": message("Only a share of the services is asked about, and this one was not drawn."),
    "too_late": message("The request was due more than 7 days ago. Nobody would remember."),
    "asked_before": message("The person got this questionnaire not long ago."),
    "cooling_down": message("The person was asked something else not long ago."),
    "reserved": message("This survey is frequent, and leaves a fifth of the people to rarer ones."),
    "quota": message("The most requests a day were sent already."),
}
