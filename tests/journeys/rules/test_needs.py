"""What counts as a need without a working process, an unanswered question, a wait, a gap between tools."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from feedback.journeys.rules.needs import KINDS, Item, Link, stage_needs

STAGE = UUID(int=1)


def item(kind: str, text: str = "thing", need: str = "", answered: str = "", **fields: Any) -> Item:
    texts = [{"en": words} if words else {} for words in (text, need, answered)]
    return Item(uuid4(), STAGE, kind, *texts, **fields)


def lacking(*items: Item, links: tuple[Link, ...] = ()) -> list[tuple[str, str]]:
    return [(need.kind, need.text.get("en", "")) for need in stage_needs(items, links).needs]


@pytest.mark.parametrize(
    ("states", "lacks"),
    [
        (("missing",), True),
        (("failing",), True),
        (("working",), False),
        (("",), False),
        (("missing", "failing"), True),
        (("missing", "working"), False),
        (("failing", "working"), False),
        (("missing", ""), True),
    ],
)
def test_a_need_is_served_by_one_thing_that_works(states: tuple[str, ...], lacks: bool) -> None:
    serving = [item("process", f"process {state}", "Know the hour", state=state) for state in states]
    assert lacking(*serving) == ([("unserved", "Know the hour")] if lacks else [])


def test_a_process_and_a_tool_may_serve_the_same_need_however_it_is_written() -> None:
    broken = item("process", "Phone list", "Know the hour!", state="failing")
    assert lacking(broken, item("tool", "Calendar", "know the  hour", state="working")) == []
    assert lacking(broken, item("tool", "Calendar", "Know the place", state="working")) == [
        ("unserved", "Know the hour!")
    ]


def test_needs_are_the_same_where_one_language_says_so() -> None:
    broken = Item(uuid4(), STAGE, "process", {"en": "A"}, {"es": "Saber la hora", "en": "The hour"}, {}, "missing")
    works = Item(uuid4(), STAGE, "tool", {"en": "B"}, {"es": "Saber la hora"}, {}, "working")
    assert stage_needs([broken, works], ()).needs == ()


def test_without_a_need_each_thing_stands_for_itself() -> None:
    things = [item("process", "Receipt", state="missing"), item("tool", "Calendar", state="working")]
    assert lacking(*things) == [("unserved", "Receipt")]


def test_a_need_says_whether_something_is_there_that_fails() -> None:
    missing, failing = (item("tool", state, "Pay", state=state) for state in ("missing", "failing"))
    assert [need.state for need in stage_needs([missing], ()).needs] == ["missing"]
    [both] = stage_needs([missing, failing], ()).needs
    assert (both.state, both.items) == ("failing", (missing, failing))


def test_what_nobody_judged_is_no_need_and_is_counted() -> None:
    found = stage_needs([item("process"), item("tool"), item("process", state="working"), item("front")], ())
    assert (found.needs, found.unjudged) == ((), 2)


def test_a_question_is_unanswered_while_nothing_says_where() -> None:
    asked = [item("question", "Is there an iron?"), item("question", "Parking?", answered="On the web")]
    assert lacking(*asked) == [("unanswered", "Is there an iron?")]


def test_waits_come_longest_first_and_unknown_ones_last() -> None:
    waits = [item("wait", str(minutes), minutes=minutes) for minutes in (None, 5, 90, 0)]
    assert lacking(*waits) == [("waiting", "90"), ("waiting", "5"), ("waiting", "0"), ("waiting", "None")]
    assert [need.minutes for need in stage_needs(waits, ()).needs] == [90, 5, 0, None]


def test_tools_that_hang_together_by_hand_or_not_at_all_are_gaps() -> None:
    source, target = item("tool", "Calls", state="working"), item("tool", "Agenda", state="working")
    links = tuple(
        Link(uuid4(), source, target, integration, {"en": integration})
        for integration in ("none", "by_hand", "automatic")
    )
    assert lacking(source, target, links=links) == [("retyped", "by_hand"), ("not_carried", "none")]


def test_what_a_stage_lacks_comes_in_the_order_of_kinds() -> None:
    source, target = item("tool", "Calls", state="working"), item("tool", "Agenda", state="missing")
    links = [Link(uuid4(), source, target, integration, {}) for integration in ("none", "by_hand")]
    found = stage_needs([item("wait"), item("question"), source, target], links)
    assert [need.kind for need in found.needs] == [kind for kind, _ in KINDS]
    assert [len(found.of(kind)) for kind, _ in KINDS] == [1] * 5
