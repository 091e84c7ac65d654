"""The whole backlog at once."""

from __future__ import annotations

from feedback.backlog.queries import rankings, sentences, shared
from feedback.backlog.queries.board import board
from feedback.backlog.queries.evidence import truths
from feedback.insights.actions.moments import declare
from feedback.journeys import queries as journeys
from feedback.web.templating import say
from tests.factories.backlog import analysed, decided, found, ground, improvement, listed, said_and_proposed
from tests.factories.heard import heard, theme
from tests.factories.people import Member
from tests.statements import counted


def test_ranked_lines_come_first_and_what_is_over_last(acme: Member) -> None:
    said_and_proposed(acme)
    declined, waits = improvement(acme), improvement(acme)
    decided(acme, declined, "no")
    numbers = [(line.improvement.number, line.rank) for line in listed(acme).lines]
    assert [rank for _, rank in numbers] == [1, 2, None, None]
    assert [number for number, _ in numbers][2:] == [waits, declined]


def test_each_line_says_why_it_stands_there(acme: Member) -> None:
    said_and_proposed(acme)
    number = improvement(acme)
    held = listed(acme)
    with acme.app.test_request_context(headers={"Accept-Language": "en"}):
        said = {line.improvement.number: say(held.why(line)) for line in held.lines}
    waiting = next(line for line in held.lines if line.improvement.direction == "reduce" and line.score)
    words = said[waiting.improvement.number]
    assert words == "6 of 6 in Customers and 4 of 4 in Employees bring it up, in strong words."
    assert said[number] == "Its place is being computed."


def test_the_first_tier_is_what_to_decide(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=40)
    heard(acme, "customers", "noise", "neg", "billing", n=3)
    heard(acme, "customers", "treatment", "neu", "billing", n=97)
    analysed(acme)
    held = listed(acme)
    starts = [line.improvement.id for line in held.lines if line.tier == "start"]
    with acme.at_work():
        assert [row.id for row in rankings.first_tier()] == starts
    assert held.top == 1


def test_a_moment_of_truth_counts_and_is_said(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    acme.do(lambda: declare(stage=journeys.stage_named("visit"), kind="truth", reason="They decide here."))
    analysed(acme)
    [line] = listed(acme).lines
    assert line.parts is not None
    assert line.parts["moment"] == 1.5
    assert "at a moment of truth" in str(listed(acme).why(line))
    with acme.at_work():
        assert truths() == {line.improvement.stage_id}


def test_reading_it_costs_the_same_for_one_line_and_for_ten(acme: Member) -> None:
    said_and_proposed(acme)

    def reads() -> int:
        with counted(acme.app) as statements, acme.at_work():
            board()
        return len(statements)

    before = reads()
    for _ in range(10):
        improvement(acme, "visit", theme_ids=[theme(acme)])
    assert reads() == before


def test_sentences_behind_a_line_have_its_feeling_its_stage_and_its_themes(acme: Member) -> None:
    said_and_proposed(acme)
    heard(acme, "customers", "waiting", "pos", "visit", n=1, text="No wait at all.")
    heard(acme, "customers", "waiting", "neg", "booking", n=1, text="Waited on the telephone.")
    number = next(one.improvement.number for one in listed(acme).lines if one.improvement.direction == "reduce")
    with acme.at_work():
        behind = sentences.behind(found(number), 20)
        every = sentences.page_of(found(number), group_id=None, sentiment=None, offset=0, limit=20)
    assert {one.words for one in behind.found} == {"We waited far too long here."}
    assert (behind.total, every.total) == (10, 11)


def test_without_themes_nothing_stands_behind_a_line(acme: Member) -> None:
    said_and_proposed(acme)
    number = improvement(acme, "visit")
    with acme.at_work():
        assert sentences.behind(found(number), 3).total == 0


def test_a_shared_point_stands_once_however_many_stages_share_it(acme: Member) -> None:
    ground(acme)
    for stage in ("visit", "booking"):
        for group in ("customers", "employees"):
            heard(acme, group, "waiting", "neg", stage, n=6)
    analysed(acme)
    with acme.at_work():
        [point] = shared.shared_themes()
        assert (point.theme.code, sorted(point.groups), len(point.stages)) == ("waiting", ["customers", "employees"], 2)
