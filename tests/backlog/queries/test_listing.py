"""The list without its weight."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from feedback.backlog.queries import listing
from feedback.backlog.queries.filters import Filters
from feedback.backlog.queries.listing import Listed, listed
from tests.factories.backlog import improvement, said_and_proposed
from tests.factories.backlog import listed as whole
from tests.factories.people import Member


def found(of: Member, section: str = "", page: int = 1, **asked: str) -> Listed:
    with of.app.test_request_context(), of.at_work():
        return listed(Filters.of(asked), section, page)


def sections(one: Listed) -> Mapping[str, tuple[list[int], int]]:
    return {section.name: (list(section.numbers), section.total) for section in one.sections}


def test_it_shows_the_lines_of_the_whole_list_tier_by_tier(acme: Member) -> None:
    said_and_proposed(acme)
    improvement(acme)
    shown, board = found(acme), whole(acme)
    assert [number for numbers, _ in sections(shown).values() for number in numbers] == [
        line.improvement.number for line in board.lines
    ]
    assert (shown.board.total, shown.board.top, shown.shown) == (board.total, board.top, 3)
    assert shown.directions == {"": 3, "reduce": 2, "amplify": 1}
    assert shown.could_be_top == 2
    assert sections(found(acme, "top"))["top"][1] == 2
    [raised] = found(acme, group="employees").sections
    assert (raised.total, len(raised.numbers)) == (1, 1), "suppliers and the delight of customers are left out"


def test_a_tier_comes_in_pages(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    said_and_proposed(acme)
    made = [last_ranked(acme), *(improvement(acme) for _ in range(5))]
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    monkeypatch.setattr(listing, "FIRST_LINES", 3)
    assert sections(found(acme))["later"] == (made[:3], 6)
    pages = [sections(found(acme, "later", page))["later"][0] for page in (1, 2, 3, 99)]
    assert pages == [made[:2], made[2:4], made[4:], made[4:]]
    [last] = found(acme, "later", 3).sections
    assert (last.page, last.pages, last.total) == (3, 3, 6)
    held = {line.improvement.number for line in found(acme, "later", 3).board.lines}
    assert held == {*made[4:], whole(acme).lines[0].improvement.number}, "those shown, and the first of all"


def last_ranked(of: Member) -> int:
    """Of two ranked lines the second is one that can wait."""
    number: int = whole(of).lines[1].improvement.number
    return number


def test_what_nobody_knows_shows_nothing(acme: Member) -> None:
    said_and_proposed(acme)
    assert found(acme, stage="nowhere").sections == []
