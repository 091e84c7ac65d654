"""What a report says first: its findings as sentences, each with its figure. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from feedback.analysis.disclosure import Shown
from feedback.errors import Message, message
from feedback.reports.document import Document, Group, Line, Score

FEWEST_STAGES = 2
"""Of one stage alone nobody can say that it is the worst."""
OVER = ("done", "declined")


def findings(report: Document) -> list[Message]:
    """The worst stage of each group, what comes first, what is shared, how the work goes; those that apply."""
    worst = map(partial(worst_of, report), report.groups)
    each = [*worst, first_of(report), *_shared(report), work_of(report), *_measured(report)]
    return [one for one in each if one is not None]


def worst_of(report: Document, group: Group) -> Message | None:
    """The stage that a group lives worst, as far as that is known; None where less than two stages are."""
    known = [one for one in report.scores if one.group == group.code and isinstance(one.result, Shown)]
    if len(known) < FEWEST_STAGES:
        return None
    worst = min(known, key=_value)
    return _worst_of(report, dict(group.name), worst, clear=_is_clear(worst, known))


def _value(score: Score) -> float:
    assert isinstance(score.result, Shown), "hidden scores are left out"
    return score.result.value


def _is_clear(worst: Score, known: list[Score]) -> bool:
    """Whether its interval ends below those of all others."""
    shown = worst.result
    others = [one.result for one in known if one is not worst]
    if not isinstance(shown, Shown) or shown.high is None:
        return False
    return all(isinstance(one, Shown) and one.low is not None and shown.high < one.low for one in others)


def _worst_of(report: Document, group: dict[str, str], worst: Score, *, clear: bool) -> Message:
    shown = worst.result
    assert isinstance(shown, Shown), "hidden scores are left out"
    stage = dict(report.stage_name(worst.stage) or {})
    told = {"stage": stage, "group": group, "value": shown.value, "n": shown.n}
    if clear:
        return message("“%(stage)s” is the stage %(group)s live worst: %(value)s of 5 (n %(n)s).", **told)
    return message(
        "“%(stage)s” has the lowest score among %(group)s: %(value)s of 5 (n %(n)s); others may be as low.", **told
    )


def first_of(report: Document) -> Message | None:
    """What comes first, and how sure that is; None while nothing has a place."""
    first = next((one for one in report.lines if one.rank is not None and one.rank_low is not None), None)
    return _first_line(first) if first is not None else None


def _first_line(first: Line) -> Message:
    told: dict[str, object] = {"title": dict(first.title), "low": first.rank_low, "high": first.rank_high}
    if first.rank != 1:
        # On the sheet of an area, where what comes first of all may be another area's.
        told["rank"] = first.rank
        return message(
            "Of these “%(title)s” stands highest: rank %(rank)s, and it can be anywhere from %(low)s to %(high)s.",
            **told,
        )
    if first.rank_low == first.rank_high:
        return message("“%(title)s” comes first, beyond chance.", title=dict(first.title))
    return message("“%(title)s” comes first for now; its place can be anywhere from %(low)s to %(high)s.", **told)


def _shared(report: Document) -> Iterator[Message]:
    if report.shared:
        first = report.shared[0]
        told = {"count": len(report.shared), "theme": dict(first.theme)}
        yield message("Points that groups share: %(count)s, “%(theme)s” before all.", **told)


def work_of(report: Document) -> Message | None:
    """How many were decided, are done and are late; None where nothing was decided."""
    if not report.work:
        return None
    today = report.source.made_at.date()
    late = sum(_is_late(one.due, one.status, today) for one in report.work)
    done = sum(one.status == "done" for one in report.work)
    told = {"all": len(report.work), "done": done, "late": late}
    return message("Decided improvements: %(all)s; done: %(done)s; late: %(late)s.", **told)


def _is_late(due: date | None, status: str, today: date) -> bool:
    return due is not None and due < today and status not in OVER


def _measured(report: Document) -> Iterator[Message]:
    judged = [one for one in report.effects if one.verdict]
    if judged:
        improved = sum(one.verdict == "improved" for one in judged)
        yield message("Effects measured: %(all)s; improved: %(improved)s.", all=len(judged), improved=improved)
