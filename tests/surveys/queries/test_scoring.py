"""Who answered which of the questions behind a stage's score."""

from __future__ import annotations

from uuid import UUID

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.disclosure import queries as disclosure
from feedback.surveys.queries import counting, results, scoring
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, opened, published

SKIPPED = {"omitted": "skipped"}


@pytest.fixture
def stages(acme: Member) -> dict[str, UUID]:
    groups.three_groups(acme)
    return {stage.code: stage.id for stage in journeys.journey(acme)}


def behind(of: Opened) -> dict[tuple[UUID, str], scoring.Behind]:
    with of.of.at_work():
        row = launched.survey(of.code)
        return scoring.behind_scores(row.id, counting.lines(counting.asked_by(row.version_id)))


def decisions(of: Opened, stage: UUID, measure: str = "csat") -> dict[str, str]:
    codes = {str(group): code for code, group in of.groups.items()}
    with of.of.at_work():
        (cells,) = disclosure.cells().values()
    return {codes.get(key, key): word for key, word in cells["stages"][f"{stage}/{measure}"].items()}


def test_people_are_counted_by_what_they_answered(acme: Member, stages: dict[str, UUID]) -> None:
    questions = [asked("c", "csat", "visit"), asked("d", "csat", "visit"), asked("n", "nps", "visit")]
    survey = opened(acme, published(acme, *questions), ["employees", "suppliers"])
    answered(survey, "employees", 6, c=4, d=2, n=9)
    answered(survey, "employees", 5, c=4, d=SKIPPED, n=9)
    answered(survey, "suppliers", 7, d=4)
    closed(survey)
    found = behind(survey)
    csat = found[(stages["visit"], "csat")]
    employees, suppliers = ((survey.groups[code], 1) for code in ("employees", "suppliers"))
    assert set(found) == {(stages["visit"], "csat"), (stages["visit"], "nps")}
    assert set(csat.questions) == {survey.questions["c"][0], survey.questions["d"][0]}
    assert sorted(csat.answered[employees].values()) == [5, 6]
    assert list(csat.answered[suppliers].values()) == [7]
    assert csat.elsewhere == []


@pytest.mark.parametrize(
    ("skipping", "decided"),
    [
        (0, {"": "shown", "employees": "shown", "suppliers": "shown"}),
        (3, {"": "complement", "employees": "complement", "suppliers": "complement"}),
        (5, {"": "shown", "employees": "shown", "suppliers": "shown"}),
    ],
)
def test_a_score_hides_where_few_skipped_a_question(
    acme: Member, stages: dict[str, UUID], skipping: int, decided: dict[str, str]
) -> None:
    survey = opened(
        acme, published(acme, asked("c", "csat", "visit"), asked("d", "csat", "visit")), ["employees", "suppliers"]
    )
    for group in ("employees", "suppliers"):
        for place in range(8):
            answered(survey, group, 1, c=1 + place % 5, d=5 - place % 4)
    for place in range(skipping):
        answered(survey, "employees", 1, c=1 + place, d=SKIPPED)
    closed(survey)
    assert decisions(survey, stages["visit"]) == decided
    with acme.at_work():
        score = results.stage_scores()[(stages["visit"], survey.groups["employees"])]
    assert isinstance(score.result, Shown if decided["employees"] == "shown" else Hidden)


def test_a_score_is_no_way_around_a_question_that_hides(acme: Member, stages: dict[str, UUID]) -> None:
    """All six gave d the best mark, so d is hidden; c is shown, and the mean of both would tell d."""
    survey = opened(acme, published(acme, asked("c", "csat", "visit"), asked("d", "csat", "visit")), ["employees"])
    for place in range(6):
        answered(survey, "employees", 1, c=1 + place % 5, d=5)
    closed(survey)
    assert set(decisions(survey, stages["visit"]).values()) == {"complement"}


@pytest.mark.parametrize(("few", "word"), [(3, "complement"), (5, "shown")])
def test_a_question_of_every_stage_is_no_way_to_the_few_of_one(
    acme: Member, stages: dict[str, UUID], few: int, word: str
) -> None:
    """One question asked at every link's stage: all its answers less those at one stage are those at the others."""
    survey = opened(acme, published(acme, asked("c", "csat"), asked("v", "longtext", "visit")), ["employees"])
    at_stages(survey, {stages["visit"]: 9, stages["billing"]: few})
    closed(survey)
    assert decisions(survey, stages["visit"])[""] == word


def at_stages(of: Opened, people: dict[UUID, int]) -> None:
    """So many people by the link of each stage."""
    for stage, n in people.items():
        here = Opened(of.of, of.id, of.code, of.wave_id, stage, of.mode, of.groups, of.questions)
        for place in range(n):
            answered(here, "employees", 1, c=1 + place % 5)


def test_more_questions_than_fit_into_one_sum(acme: Member, stages: dict[str, UUID]) -> None:
    codes = [f"c{number}" for number in range(scoring.AT_ONCE + 5)]
    survey = opened(acme, published(acme, *(asked(code, "csat", "visit") for code in codes)), ["employees"])
    answered(survey, "employees", 6, **dict.fromkeys(codes, 3))
    closed(survey)
    (one,) = behind(survey).values()
    assert (len(one.questions), list(one.answered.values())) == (len(codes), [{frozenset(range(len(codes))): 6}])
