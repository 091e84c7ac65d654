"""The order as plain records."""

from __future__ import annotations

import json

from feedback.analysis.priority import EQUAL, Effort, GroupEvidence, LineEvidence, Raised
from feedback.backlog.rules.ordering import Line, order, said, stored
from feedback.errors import message


def line(key: str, people: int, *, ranked: bool = True, effort: Effort | None = None, **held: int) -> Line:
    raised = Raised.of({person: (0.5, 1) for person in range(people)})
    evidence = LineEvidence(key, effort=effort, groups={"customers": GroupEvidence(range(40), range(40), raised)})
    return Line(evidence, ranked, held)


def test_lines_come_in_order_with_their_parts() -> None:
    first, second = order([line("b", 10), line("a", 30)], EQUAL, draws=50)
    assert (first.key, first.rank, second.key, second.rank) == ("a", 1, "b", 2)
    assert first.people == 30
    assert first.groups["customers"] == {"reach": 0.75, "severity": 0.5, "breadth": 1.0, "n": 40, "raised": 30}
    assert first.parts["effort"] == [1, 5, 20]
    assert first.parts["effort_set"] is False


def test_everything_can_be_kept_as_json() -> None:
    places = order([line("b", 10), line("a", 30), line("c", 0), line("d", 5, ranked=False)], EQUAL, draws=50)
    kept = [json.loads(json.dumps([place.parts, place.groups, place.value])) for place in places]
    assert len(kept) == 4


def test_a_line_outside_the_order_has_parts_and_no_rank_and_takes_no_place() -> None:
    first, outside = order([line("a", 10), line("z", 39, ranked=False)], EQUAL, draws=50)
    assert (first.key, first.rank) == ("a", 1)
    assert (outside.rank, outside.rank_low, outside.rank_high, outside.tier) == (None, None, None, "later")
    assert outside.parts["reach"] == 39 / 40


def test_a_line_nobody_raised_stands_last_and_says_why() -> None:
    *_, last = order([line("a", 0), line("b", 5)], EQUAL, draws=50)
    assert (last.key, last.tier, last.value, last.rank_low) == ("a", "later", None, None)
    assert str(said(last.parts["reason"])) == "Nobody has raised this yet: there is nothing to rank it by."


def test_groups_kept_back_are_named_without_a_number() -> None:
    [place] = order([line("a", 5, suppliers=10)], EQUAL, draws=50)
    assert place.groups["suppliers"] == {"hidden": "too_few", "k": 10}


def test_the_line_below_says_what_would_tell_it_apart() -> None:
    known = Effort(5, 5, 5)
    _, second = order([line("a", 12, effort=known), line("b", 10, effort=known)], EQUAL, draws=200)
    assert second.parts["apart"]["from"] == "a"


def test_the_same_lines_give_the_same_order_whatever_theirs() -> None:
    lines = [line("a", 12), line("b", 10), line("c", 11)]
    assert order(lines, EQUAL, draws=80) == order(lines[::-1], EQUAL, draws=80)


def test_messages_are_kept_and_said() -> None:
    kept = json.loads(json.dumps(stored(message("About %(n)s", n=3))))
    assert str(said(kept)) == "About 3"
    assert said(None) is None
