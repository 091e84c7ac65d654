"""What the next cycle begins with."""

from __future__ import annotations

from dataclasses import replace

from feedback.analysis.disclosure import Shown
from feedback.cocreation.rules.opening import Opening, Point, opening
from feedback.reports.document import Decided, Document, Effect
from tests.factories.documents import DAY, line, small

OLD = 180


def opened(before: Document | None, today: Document) -> Opening:
    return opening(before, today, old_after=OLD)


def said(points: tuple[Point, ...]) -> list[str]:
    return [str(one.text) for one in points]


def test_what_is_known_is_counted() -> None:
    assert said(opened(None, small()).known) == [
        "Pairs of stage and group that were asked and answered: 2 of 2.",
        "Stages with a score from those who live them: 2 of 2.",
        "Points that two groups or more share: 1.",
        "Improvements that wait for a decision: 2.",
    ]


def test_only_what_is_beyond_chance_changed() -> None:
    before, today = small(), small()
    assert opened(before, today).changed == ()
    visit = replace(today.scores[1], result=Shown(4.2, 60, 4.0, 4.4))
    today = replace(today, scores=[today.scores[0], visit])
    [found] = opened(before, today).changed
    assert found.text.id == "“%(stage)s” rose from %(before)s to %(after)s among %(group)s (n %(n)s)."
    assert (found.text.params["before"], found.text.params["after"]) == (3.0, 4.2)
    [back] = opened(today, before).changed
    assert back.text.id.startswith("“%(stage)s” fell")


def test_a_figure_without_interval_is_never_called_changed() -> None:
    bare = replace(small().scores[1], result=Shown(5.0, 40))
    assert opened(small(), replace(small(), scores=[bare])).changed == ()


def test_what_was_finished_and_what_is_shared_since_then() -> None:
    before = small(shared=[])
    done = replace(line(1, "Tell the hour", "visit", raised=40), status="done")
    changed = opened(before, small(lines=[done])).changed
    assert [(one.text.id, one.number) for one in changed] == [
        ("“%(title)s” is done.", 1),
        ("“%(theme)s” at “%(stage)s” is shared now; it was not then.", 0),
    ]
    new = replace(done, number=9)
    assert [one.number for one in opened(small(), small(lines=[new])).changed] == [9]
    over = small(lines=[new])
    assert opened(over, over).changed == ()


def test_a_verdict_since_then_that_it_helped() -> None:
    assert said(opened(small(effects=[]), small()).changed)[0].endswith("was measured again: it helped.")
    assert opened(small(), small()).changed == ()


def test_without_an_earlier_cycle_nothing_changed() -> None:
    assert opened(None, small()).changed == ()


def test_what_waits_is_to_be_looked_at_again() -> None:
    lines = [
        replace(line(number, "Line", "visit", raised=9), status=status)
        for number, status in ((1, "decided"), (2, "in_progress"), (3, "later"), (4, "later"), (5, "done"))
    ]
    put_off = Decided(3, {"en": "Line"}, "later", "After the winter.", "Carmen", DAY)
    verdicts = ("worse", "unchanged", "not_enough", "improved")
    effects = [Effect(6, {"en": "Line"}, verdict, "visit", "customers") for verdict in verdicts]
    found = opened(None, small(lines=lines, decisions=[put_off], effects=effects, coverage=[], shared=[])).revise
    assert [one.number for one in found] == [1, 2, 3, 4, 6, 6, 6]
    assert found[2].text.params["reason"] == "After the winter."
    assert found[3].text.id == "“%(title)s” was put off: is it time?"


def test_what_is_old_contested_or_was_never_asked() -> None:
    old = replace(small().coverage[0], newest=DAY.replace(year=2025))
    never = replace(small().coverage[1], state="not_asked", n=None, newest=None)
    contested = replace(small().shared[0], kind="contested")
    found = opened(None, small(lines=[], effects=[], coverage=[old, never], shared=[contested])).revise
    assert [one.text.id for one in found] == [
        "Groups see “%(theme)s” in opposite ways.",
        "Pairs of stage and group that were asked long ago: %(count)s.",
        "Pairs of stage and group that were never asked: %(count)s.",
    ]
