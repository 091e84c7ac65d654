"""Words of a report for where things stand and what was said to them."""

from __future__ import annotations

from datetime import date

from flask_babel import format_date, gettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.rules import MOMENTS
from feedback.outreach.rules.coverage import ASKED, NOT_APPLICABLE, NOT_ASKED, TOO_FEW
from feedback.reports.document import Asked, Effect
from feedback.web.templating import number, say, signed

SHARE = "yesno"
"""The measure that is a share and not a mean."""


def status_word(status: str) -> str:
    """Where an improvement stands, in a word."""
    return str(
        {
            "proposed": gettext("Proposed"),
            "open": gettext("To decide"),
            "decided": gettext("Decided"),
            "in_progress": gettext("In progress"),
            "done": gettext("Done"),
            "declined": gettext("No, with its reason"),
            "later": gettext("Not now"),
        }[status]
    )


def verdict_word(verdict: str) -> str:
    """What was decided, in a word."""
    return str({"yes": gettext("Yes"), "no": gettext("No"), "later": gettext("Not now")}[verdict])


def effect_word(verdict: str) -> str:
    """What came of the work, in a word."""
    return str(
        {
            "improved": gettext("improved"),
            "unchanged": gettext("no detectable change"),
            "worse": gettext("worse"),
            "not_enough": gettext("not enough answers"),
        }.get(verdict)
        or gettext("not measured yet")
    )


def tier_word(tier: str) -> str:
    """Where an improvement stands in the order, in a word; nothing where that was not kept."""
    words = {
        "start": gettext("Start now"),
        "probably": gettext("Probably"),
        "unclear": gettext("Cannot separate"),
        "later": gettext("Not now"),
    }
    return str(words.get(tier, ""))


def missing_word(result: Hidden) -> str:
    """Why there is no figure, as it fits a narrow cell."""
    words = {
        "too_few": gettext("too few"),
        "complement": gettext("not shown"),
        "nobody": gettext("nobody answered"),
        "not_applicable": gettext("does not apply"),
    }
    return str(words.get(result.reason) or gettext("not asked"))


def short_day(on: date) -> str:
    """A day as it fits a narrow cell."""
    return str(format_date(on, "medium"))


def moment_word(kind: str) -> str:
    """Which kind of moment it is."""
    return say(MOMENTS[kind])


def state_word(one: Asked | None) -> str:
    """Whether a group was asked about a stage."""
    waiting = one is not None and one.waiting
    words = {
        ASKED: gettext("counted at the end") if waiting else gettext("asked"),
        TOO_FEW: gettext("too few"),
        NOT_ASKED: gettext("not asked"),
        NOT_APPLICABLE: gettext("does not apply"),
    }
    return str(words[one.state if one else NOT_ASKED])


def change(one: Effect) -> str:
    """How far the figure moved, with its interval and n, or why that is not shown."""
    if one.change is None:
        return ""
    if not isinstance(one.change, Shown):
        return say(one.change.message)
    moved, low, high = (_moved(value, one.measure) for value in (one.change.value, one.change.low, one.change.high))
    if not low or not high:
        return f"{moved} · n {number(one.change.n)}"
    told = {"value": moved, "low": low, "high": high, "n": number(one.change.n)}
    return str(gettext("%(value)s (%(low)s to %(high)s) · n %(n)s", **told))


def _moved(value: float | None, measure: str) -> str:
    if value is None:
        return ""
    return f"{signed(value * 100, 0)} %" if measure == SHARE else signed(value)
