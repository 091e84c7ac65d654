"""What follows from an analysis: proposals, then the order; done again it comes to the same."""

from __future__ import annotations

from math import isclose, log

from feedback import jobs
from feedback.analysis.priority import UNSET_EFFORT
from feedback.backlog.actions import improvements as actions
from feedback.backlog.queries import rankings
from feedback.backlog.queries.board import Line
from feedback.events import EvidenceImported, announce
from tests.factories.backlog import analysed, decided, found, ground, improvement, listed, reread, said_and_proposed
from tests.factories.heard import answered_about, forget, heard, theme
from tests.factories.people import Member
from tests.factories.surveys import closed, opened, published


def lines(of: Member) -> list[tuple[str, str, str]]:
    held = listed(of)
    return [(one.improvement.direction, _stage(held, one), one.improvement.title["en"]) for one in held.lines]


def _stage(held: object, one: Line) -> str:
    stage = held.stage(one.improvement)  # type: ignore[attr-defined]
    return stage.code if stage else "unknown"


WAITING = ("reduce", "visit", "Reduce waiting: Visit")


def test_a_pain_and_a_delight_are_proposed_and_told_apart(acme: Member) -> None:
    said_and_proposed(acme)
    found_lines = lines(acme)
    assert sorted(one[:2] for one in found_lines) == [("amplify", "booking"), ("reduce", "visit")]
    assert WAITING in found_lines
    assert {one.improvement.status for one in listed(acme).lines} == {"proposed"}


def test_proposing_again_changes_nothing(acme: Member) -> None:
    said_and_proposed(acme)
    before = [one.improvement.id for one in listed(acme).lines]
    analysed(acme)
    assert [one.improvement.id for one in listed(acme).lines] == before


def test_nothing_is_proposed_that_an_improvement_by_hand_covers(acme: Member) -> None:
    ground(acme)
    improvement(acme, "visit", theme_ids=[theme(acme, "waiting")])
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    analysed(acme)
    assert [one.improvement.proposal_key for one in listed(acme).lines] == [None]


def test_what_was_declined_is_not_proposed_again(acme: Member) -> None:
    said_and_proposed(acme)
    number = next(one.improvement.number for one in listed(acme).lines if one.improvement.direction == "reduce")
    decided(acme, number, "no", "Too dear.")
    analysed(acme)
    assert [one[0] for one in lines(acme)].count("reduce") == 1


def test_a_proposal_nobody_says_any_more_is_withdrawn_unless_somebody_touched_it(acme: Member) -> None:
    said_and_proposed(acme)
    touched = next(one.improvement for one in listed(acme).lines if one.improvement.direction == "amplify")
    acme.do(lambda: actions.change_improvement(touched.id, effort=(1.0, 2.0, 3.0)))
    for group in ("customers", "employees"):
        forget(acme, group, "waiting")
    forget(acme, "customers", "treatment")
    analysed(acme)
    assert [one.improvement.id for one in listed(acme).lines] == [touched.id]


def test_a_theme_that_is_not_stable_proposes_nothing(acme: Member) -> None:
    ground(acme)
    theme(acme, "found-1", source="found", stability=0.4)
    theme(acme, "found-2", source="found", stability=0.7)
    for code in ("found-1", "found-2"):
        heard(acme, "customers", code, "neg", "visit", n=5)
    analysed(acme)
    assert [title for _, _, title in lines(acme)] == ["Fix what bothers people about “Found-2”: Visit"]


def test_a_theme_without_stage_proposes_at_stage_unknown(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", None, n=5)
    analysed(acme)
    assert lines(acme) == [("reduce", "unknown", "Reduce waiting")]


def test_the_score_is_the_formula_of_its_shown_parts(acme: Member) -> None:
    """Two groups, equal weights: the mean of log reach + log severity + log breadth - log effort over the groups."""
    said_and_proposed(acme)
    line = next(one for one in listed(acme).lines if one.improvement.direction == "reduce")
    assert line.score is not None
    expected = {"customers": (6, 6), "employees": (4, 4)}
    assert {code: (parts["raised"], parts["n"]) for code, parts in line.score.groups.items()} == expected
    by_group = [
        log(parts["reach"]) + log(parts["severity"]) + log(parts["breadth"]) for parts in line.score.groups.values()
    ]
    assert isclose(line.score.value or 0, sum(by_group) / 2 - log(UNSET_EFFORT.likely))
    assert line.score.people == 10


def test_done_and_declined_lines_leave_the_order_and_keep_their_parts(acme: Member) -> None:
    said_and_proposed(acme)
    number = next(one.improvement.number for one in listed(acme).lines if one.improvement.direction == "reduce")
    decided(acme, number, "no", "Too dear.")
    jobs.work_off(acme.app)
    line = next(one for one in listed(acme).lines if one.improvement.number == number)
    assert line.score is not None
    assert (line.score.rank, line.score.rank_low, line.score.rank_high, line.score.tier) == (None, None, None, "later")
    assert line.parts is not None
    assert [one.rank for one in listed(acme).lines] == [1, None]


def test_an_estimate_changes_the_order_at_once(acme: Member) -> None:
    ground(acme)
    first, second = improvement(acme, "visit"), improvement(acme, "visit")
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    waiting = theme(acme, "waiting")
    for number in (first, second):
        acme.do(lambda at: actions.change_improvement(found(at).id, theme_ids=[waiting]), number)
    analysed(acme)
    assert [one.improvement.number for one in listed(acme).lines] == [first, second]
    acme.do(lambda: actions.change_improvement(found(second).id, effort=(1.0, 1.0, 2.0)))
    jobs.work_off(acme.app)
    assert [one.improvement.number for one in listed(acme).lines] == [second, first]


def test_many_changes_make_one_job(acme: Member) -> None:
    said_and_proposed(acme)
    for _ in range(3):
        acme.do(actions.rank_again)
    assert jobs.work_off(acme.app) == 1


def test_without_an_analysis_there_is_no_order(acme: Member) -> None:
    ground(acme)
    improvement(acme, "visit")
    jobs.work_off(acme.app)
    with acme.at_work():
        assert rankings.newest() is None


def test_the_order_can_be_computed_in_a_process_of_its_own(acme: Member) -> None:
    said_and_proposed(acme)
    before = [(one.rank, one.improvement.number) for one in listed(acme).lines]
    acme.app.extensions["feedback.wake"] = lambda job_id, delay: None
    acme.do(actions.rank_again)
    assert jobs.work_off(acme.app) == 1
    with acme.at_work():
        assert len(rankings.old_rankings(0)) == 2
    assert [(one.rank, one.improvement.number) for one in listed(acme).lines] == before


def test_evidence_that_is_taken_back_no_longer_holds_up_a_line(acme: Member) -> None:
    said_and_proposed(acme)
    forget(acme, "employees", "waiting")
    acme.do(lambda: announce(EvidenceImported(acme.organisation_id)))
    jobs.work_off(acme.app)
    line = next(one for one in listed(acme).lines if one.improvement.direction == "reduce")
    assert line.score is not None
    assert list(line.score.groups) == ["customers"]


def test_a_protected_group_below_its_threshold_is_in_no_figure(acme: Member) -> None:
    """Four suppliers say it in an anonymous survey, one fewer than figures need: no number of the line knows them."""
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    survey = opened(acme, published(acme), ["suppliers"], mode="anonymous")
    answered_about(survey, "suppliers", 4)
    closed(survey)
    analysed(acme)
    [line] = listed(acme).lines
    assert line.score is not None
    assert list(line.shown_groups) == ["customers"]
    assert line.score.people == 6
    assert line.score.parts["breadth"] == 1.0
    assert line.held_groups == {"suppliers": 5}


def test_with_one_more_it_counts(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    survey = opened(acme, published(acme), ["suppliers"], mode="anonymous")
    answered_about(survey, "suppliers", 5)
    closed(survey)
    analysed(acme)
    [line] = listed(acme).lines
    assert line.score is not None
    assert sorted(line.shown_groups) == ["customers", "suppliers"]
    assert line.score.people == 11


def test_a_decision_is_made_on_the_order_that_stands(acme: Member) -> None:
    said_and_proposed(acme)
    first = listed(acme).lines[0]
    decided(acme, first.improvement.number)
    assert reread(acme, first.improvement.number).status == "decided"
