"""What a report says first: its findings as sentences, each with its figure. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from feedback.analysis.disclosure import Shown
from feedback.errors import Message, message
from feedback.reports.document import Document, Line, Score

FEWEST_STAGES = 2
"""Of one stage alone nobody can say that it is the worst."""
OVER = ("done", "declined")


def findings(report: Document) -> list[Message]:
    """The worst stage of each group, what comes first, what is shared, how the work goes; those that apply."""
    return [*_worst(report), *_first(report), *_shared(report), *_late(report), *_measured(report)]


def _worst(report: Document) -> Iterator[Message]:
    for group in report.groups:
        known = [one for one in report.scores if one.group == group.code and isinstance(one.result, Shown)]
        if len(known) >= FEWEST_STAGES:
            worst = min(known, key=_value)
            yield _worst_of(report, dict(group.name), worst, clear=_is_clear(worst, known))


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


def _first(report: Document) -> Iterator[Message]:
    first = next((one for one in report.lines if one.rank is not None and one.rank_low is not None), None)
    if first is not None:
        yield _first_line(first)


def _first_line(first: Line) -> Message:
    told: dict[str, object] = {"title": dict(first.title), "low": first.rank_low, "high": first.rank_high}
    if first.rank_low == first.rank_high:
        return message("“%(title)s” comes first, beyond chance.", title=dict(first.title))
    return message("“%(title)s” comes first for now; its place can be anywhere from %(low)s to %(high)s.", **told)


def _shared(report: Document) -> Iterator[Message]:
    if report.shared:
        first = report.shared[0]
        told = {"count": len(report.shared), "theme": dict(first.theme)}
        yield message("Points that groups share: %(count)s, “%(theme)s” before all.", **told)


def _late(report: Document) -> Iterator[Message]:
    if report.work:
        today = report.source.made_at.date()
        late = sum(_is_late(one.due, one.status, today) for one in report.work)
        done = sum(one.status == "done" for one in report.work)
        told = {"all": len(report.work), "done": done, "late": late}
        yield message("Decided improvements: %(all)s; done: %(done)s; late: %(late)s.", **told)


def _is_late(due: date | None, status: str, today: date) -> bool:
    return due is not None and due < today and status not in OVER


def _measured(report: Document) -> Iterator[Message]:
    judged = [one for one in report.effects if one.verdict]
    if judged:
        improved = sum(one.verdict == "improved" for one in judged)
        yield message("Effects measured: %(all)s; improved: %(improved)s.", all=len(judged), improved=improved)
