"""What the next cycle begins with: what is known, what changed since the last one, what to look at again. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from feedback.analysis.changes import beyond_chance, step
from feedback.analysis.disclosure import Shown
from feedback.analysis.statistics import Estimate
from feedback.errors import Message, message
from feedback.outreach.rules.coverage import ASKED, NOT_ASKED
from feedback.reports.document import Document, Line, Score

OPEN = ("proposed", "open")
GOING = ("decided", "in_progress")
MOST = 8


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence, and the improvement it is about; 0 where about none."""

    text: Message
    number: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    known: tuple[Point, ...]
    changed: tuple[Point, ...]
    revise: tuple[Point, ...]


def opening(before: Document | None, today: Document, *, old_after: int) -> Opening:
    """`before` is what the last cycle kept; figures older than `old_after` days are to be asked again."""
    day = today.source.made_at.date()
    return Opening(
        tuple(_known(today)),
        tuple(_changed(before, today)) if before else (),
        tuple([*_work(today), *_effects(today), *_contested(today), *_old(today, day, old_after)]),
    )


# --- what is known -----------------------------------------------------------------------------------


def _known(today: Document) -> Iterator[Point]:
    cells = [one for one in today.coverage if one.state == ASKED and one.n]
    if cells:
        told = {"count": len(cells), "all": len(today.coverage)}
        yield Point(message("Pairs of stage and group that were asked and answered: %(count)s of %(all)s.", **told))
    scored = {one.stage for one in today.scores if isinstance(one.result, Shown)}
    if scored:
        told = {"count": len(scored), "all": len(today.stages)}
        yield Point(message("Stages with a score from those who live them: %(count)s of %(all)s.", **told))
    if today.shared:
        yield Point(message("Points that two groups or more share: %(count)s.", count=len(today.shared)))
    waiting = sum(one.status in OPEN for one in today.lines)
    if waiting:
        yield Point(message("Improvements that wait for a decision: %(count)s.", count=waiting))


# --- what changed ------------------------------------------------------------------------------------


def _changed(before: Document, today: Document) -> Iterator[Point]:
    yield from sorted(_moved(before, today), key=lambda point: str(point.text.id))
    yield from _finished(before, today)
    yield from _helped(before, today)
    yield from _new_points(before, today)


def _moved(before: Document, today: Document) -> Iterator[Point]:
    """Scores that differ from those kept by more than chance."""
    for now in today.scores:
        then = before.score(now.stage, now.group)
        first, last = (_estimate(one) for one in (then, now))
        if first and last and (difference := step(first, last)) and beyond_chance(difference):
            yield Point(_move(today, now, first, last))


def _estimate(score: Score | None) -> Estimate | None:
    """None too where there is no interval: nothing tells such a figure from chance."""
    result = score.result if score else None
    if not isinstance(result, Shown) or result.low is None or result.high is None:
        return None
    return Estimate(result.value, result.low, result.high, result.n)


def _move(today: Document, score: Score, first: Estimate, last: Estimate) -> Message:
    told = {
        "stage": dict(today.stage_name(score.stage) or {}),
        "group": dict(today.group(score.group).name),
        "before": first.value,
        "after": last.value,
        "n": last.n,
    }
    if last.value > first.value:
        return message("“%(stage)s” rose from %(before)s to %(after)s among %(group)s (n %(n)s).", **told)
    return message("“%(stage)s” fell from %(before)s to %(after)s among %(group)s (n %(n)s).", **told)


def _finished(before: Document, today: Document) -> Iterator[Point]:
    """Improvements that were not over then and are now."""
    then = {one.number: one.status for one in before.lines}
    for line in today.lines:
        if line.status == "done" and then.get(line.number) != "done":
            yield Point(message("“%(title)s” is done.", title=dict(line.title)), line.number)


def _helped(before: Document, today: Document) -> Iterator[Point]:
    """Verdicts since then that the work helped; the others are to be looked at again."""
    known = {one.number for one in before.effects if one.verdict}
    for one in today.effects:
        if one.verdict == "improved" and one.number not in known:
            told = message("“%(title)s” was measured again: it helped.", title=dict(one.title))
            yield Point(told, one.number)


def _new_points(before: Document, today: Document) -> Iterator[Point]:
    """Shared points that an analysis did not find then: without one then, nothing is new."""
    if not before.source.run:
        return
    known = {(dict(one.theme).get("en"), one.stage) for one in before.shared}
    fresh = [one for one in today.shared if (dict(one.theme).get("en"), one.stage) not in known]
    for one in fresh[:MOST]:
        told = {"theme": dict(one.theme), "stage": dict(today.stage_name(one.stage) or {})}
        yield Point(message("“%(theme)s” at “%(stage)s” is shared now; it was not then.", **told))


# --- what to look at again ----------------------------------------------------------------------------


def _work(today: Document) -> Iterator[Point]:
    for line in [one for one in today.lines if one.status in GOING][:MOST]:
        yield Point(message("“%(title)s” was decided and is not done.", title=dict(line.title)), line.number)
    for line in [one for one in today.lines if one.status == "later"][:MOST]:
        yield Point(_later(today, line), line.number)


def _later(today: Document, line: Line) -> Message:
    reason = next((one.reason for one in today.decisions if one.number == line.number and one.verdict == "later"), "")
    if not reason:
        return message("“%(title)s” was put off: is it time?", title=dict(line.title))
    return message("“%(title)s” was put off: %(reason)s", title=dict(line.title), reason=reason)


def _effects(today: Document) -> Iterator[Point]:
    sentences = {
        "worse": message("“%(title)s” was done, and the figure fell."),
        "unchanged": message("“%(title)s” was done, and no change can be detected."),
        "not_enough": message("“%(title)s” was done; too few answered to tell whether it helped."),
    }
    for one in today.effects:
        if one.verdict in sentences:
            yield Point(Message(sentences[one.verdict].id, {"title": dict(one.title)}), one.number)


def _contested(today: Document) -> Iterator[Point]:
    for one in [point for point in today.shared if point.kind == "contested"][:MOST]:
        yield Point(message("Groups see “%(theme)s” in opposite ways.", theme=dict(one.theme)))


def _old(today: Document, day: date, old_after: int) -> Iterator[Point]:
    old = sum(one.newest is not None and (day - one.newest).days > old_after for one in today.coverage)
    if old:
        yield Point(message("Pairs of stage and group that were asked long ago: %(count)s.", count=old))
    unasked = sum(one.state == NOT_ASKED for one in today.coverage)
    if unasked:
        yield Point(message("Pairs of stage and group that were never asked: %(count)s.", count=unasked))
