"""Figures by stage before and after the journey changed: nothing is lost, and nobody is made up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from feedback import jobs
from feedback.analysis.disclosure import Hidden, Shown
from feedback.journeys import actions
from feedback.surveys.queries import results, surveys, trends
from tests.factories import groups, journeys
from tests.factories.lineage import merge, split
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published, wave

DAY = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture
def stages(acme: Member) -> dict[str, UUID]:
    groups.three_groups(acme)
    return {stage.code: stage.id for stage in journeys.journey(acme)}


def both(of: Member, group: str = "customers", **values: Any) -> Opened:
    questions = (asked("one", "csat", "booking"), asked("two", "csat", "visit"), asked("left", "yesno", "visit"))
    return opened(of, published(of, *questions), [group], **values)


def scores(of: Member) -> dict[UUID, Any]:
    """Stage -> (people, mean) or why there is none."""
    with of.at_work():
        found = results.stage_scores()
    return {
        stage: (one.result.n, pytest.approx(one.result.value)) if isinstance(one.result, Shown) else one.result.reason
        for (stage, _), one in found.items()
    }


def heard(of: Member) -> dict[UUID, int]:
    with of.at_work():
        found = results.coverage_counts()
    return {stage: one.people.n for (stage, _), one in found.items() if isinstance(one.people, Shown)}


def test_renaming_and_moving_change_no_figure(acme: Member, stages: dict[str, UUID]) -> None:
    survey = both(acme)
    answered(survey, "customers", 4, DAY, one=5, two=2)
    counted(survey)
    before = scores(acme), heard(acme)
    visit = journeys.current(acme)[1]
    said = {"goal": {}, "silent": False, "assumed_feeling": None}
    journeys.change(acme, visit, actions.change_stage, name={"es": "En casa"}, **said)
    journeys.change(acme, visit, actions.move_stage, direction="up")
    assert (scores(acme), heard(acme)) == before


@pytest.mark.parametrize("count", [True, False])
def test_a_merged_stage_has_all_that_was_said_and_everybody_once(
    acme: Member, stages: dict[str, UUID], count: bool
) -> None:
    """Also before the job counted again: then by what is sure, that the largest part was so many people."""
    survey = both(acme)
    answered(survey, "customers", 4, DAY, one=5, two=2)
    counted(survey)
    merged = merge(acme, "booking", "visit", count=count)
    assert scores(acme) == {merged: (4, 3.5)}
    assert heard(acme) == {merged: 4}


def test_people_of_two_surveys_at_merged_stages_are_all_counted(acme: Member, stages: dict[str, UUID]) -> None:
    for code, mark in (("booking", 5), ("visit", 2)):
        survey = opened(acme, published(acme, asked("q", "csat", code)), ["customers"])
        answered(survey, "customers", 3, DAY, q=mark)
        counted(survey)
    merged = merge(acme, "booking", "visit", name="Start")
    assert scores(acme) == {merged: (6, 3.5)}
    assert heard(acme) == {merged: 6}


def test_a_split_stage_leaves_its_people_with_the_whole(acme: Member, stages: dict[str, UUID]) -> None:
    survey = both(acme)
    answered(survey, "customers", 4, DAY, one=5, two=2)
    counted(survey)
    before = scores(acme)
    made = split(acme, "visit", wait=50, repair=50)
    assert scores(acme) == before
    again = opened(acme, published(acme, asked("q", "csat", "wait")), ["customers"])
    answered(again, "customers", 3, DAY, q=4)
    counted(again)
    today = scores(acme)
    assert (today[made["wait"]], today[stages["visit"]]) == ((3, 4.0), (4, 2.0))
    assert sum(n for n, _ in today.values()) == 4 + 4 + 3


def test_a_stage_that_comes_back_has_its_figures_again(acme: Member, stages: dict[str, UUID]) -> None:
    survey = both(acme)
    answered(survey, "customers", 4, DAY, one=5, two=2)
    counted(survey)
    before = scores(acme)
    merge(acme, "booking", "visit")
    acme.do(lambda: actions.restore_stage(journeys.queries.stage_named("visit")))
    jobs.work_off(acme.app)
    assert scores(acme) == before


def protected(of: Member, people: dict[str, int]) -> Opened:
    """An anonymous survey of customers at two stages, each asked by so many people alone."""
    questions = [asked(f"q_{code}", "csat", code) for code in people]
    survey = opened(of, published(of, *questions), ["customers"], mode="anonymous")
    for code, n in people.items():
        half = n // 2
        answered(survey, "customers", half, DAY, **{f"q_{code}": 2})
        answered(survey, "customers", n - half, DAY, **{f"q_{code}": 4})
    closed(survey)
    return survey


def test_protected_parts_that_are_shown_are_shown_together(acme: Member, stages: dict[str, UUID]) -> None:
    protected(acme, {"booking": 20, "visit": 20})
    before = scores(acme)
    assert set(before) == {stages["booking"], stages["visit"]}
    assert all(isinstance(one, tuple) for one in before.values())
    merged = merge(acme, "booking", "visit")
    [(people, mean)] = scores(acme).values()
    assert (list(scores(acme)), people, mean) == ([merged], 20, 3.0)


def test_one_protected_part_too_small_hides_the_merged_stage(acme: Member, stages: dict[str, UUID]) -> None:
    """Else the small part would follow from the large one, which was shown before."""
    protected(acme, {"booking": 20, "visit": 3})
    assert isinstance(scores(acme)[stages["booking"]], tuple)
    merged = merge(acme, "booking", "visit")
    with acme.at_work():
        [figure] = results.stage_scores().values()
        [cell] = results.coverage_counts().values()
    assert figure.stage_id == merged
    assert isinstance(figure.result, Hidden)
    assert isinstance(cell.people, Hidden)


def test_a_question_goes_on_from_a_merged_stage_and_shows_the_whole_before_a_split(
    acme: Member, stages: dict[str, UUID]
) -> None:
    questionnaire = published(acme, asked("q", "csat"))

    def ask(code: str, named: str, mark: int) -> Opened:
        survey = opened(acme, questionnaire, ["customers"], code, wave=wave(acme, named))
        answered(survey, "customers", 3, DAY, q=mark)
        counted(survey)
        return survey

    ask("booking", "2026-01", 2)
    merge(acme, "booking", "visit", name="Start")
    assert points(acme, ask("start", "2026-02", 3)) == [(2.0, None), (3.0, None)]
    split(acme, "start", call=50, wait=50)
    assert points(acme, ask("wait", "2026-03", 4)) == [(2.0, "Booking"), (3.0, "Start"), (4.0, None)]


def points(of: Member, survey: Opened) -> list[tuple[float, str | None]]:
    with of.at_work():
        [by_group] = trends.trends(surveys.survey(survey.code)).values()
        [trend] = by_group.values()
        return [(one.result.value, one.whole["en"] if one.whole else None) for one in trend.points]  # type: ignore[union-attr]
