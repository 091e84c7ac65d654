"""Scores, guesses, coverage and counts of all surveys, by stage and group."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import event

from feedback.analysis.disclosure import Hidden, Shown, Thresholds
from feedback.analysis.statistics import mean_interval
from feedback.db import db
from feedback.surveys.queries import results
from feedback.surveys.queries.outcomes import NotYet
from tests.factories import groups, journeys, surveys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

DAY = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture
def stages(acme: Member) -> dict[str, UUID]:
    return {stage.code: stage.id for stage in journeys.journey(acme)}


@pytest.fixture
def three(acme: Member) -> dict[str, UUID]:
    return {code: group.id for code, group in groups.three_groups(acme).items()}


def customers(of: Member, *questions: dict[str, object], **values: object) -> Opened:
    return opened(of, published(of, *questions), ["customers"], **values)


def test_the_score_of_a_stage_is_the_mean_over_people(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    survey = customers(acme, asked("first", "csat", "visit"), asked("second", "csat", "visit"), asked("nps", "nps"))
    answered(survey, "customers", 3, DAY, first=5, second=4, nps=0)
    answered(survey, "customers", 1, DAY, first=1)
    counted(survey)
    with acme.at_work():
        found = results.stage_scores()
    score = found[(stages["visit"], three["customers"])]
    expected = mean_interval([4.5, 4.5, 4.5, 1.0], ends=(1.0, 5.0), population=100)
    assert list(found) == [(stages["visit"], three["customers"])]
    assert (score.measure, score.newest, score.thresholds) == ("csat", DAY.date(), Thresholds(1, 1))
    assert isinstance(score.result, Shown)
    assert score.result.n == 4
    assert score.result.value == pytest.approx(expected.value)
    assert (score.result.low, score.result.high) == (pytest.approx(expected.low), pytest.approx(expected.high))


@pytest.mark.parametrize(
    ("questions", "given", "measure", "value"),
    [
        ([asked("r", "rating", "visit"), asked("c", "csat", "visit")], {"r": 1, "c": 4}, "csat", 4.0),
        ([asked("r", "rating", "visit"), asked("e", "ces", "visit")], {"r": 3, "e": 1}, "rating", 3.0),
        ([asked("e", "ces", "visit", settings={"easy": "low"})], {"e": 1}, "ces", 5.0),
        ([asked("likely", "nps", "visit")], {"likely": 5}, "nps", 3.0),
    ],
)
def test_which_questions_make_the_score(
    acme: Member,
    stages: dict[str, UUID],
    three: dict[str, UUID],
    questions: list[dict[str, object]],
    given: dict[str, float],
    measure: str,
    value: float,
) -> None:
    survey = customers(acme, *questions)
    answered(survey, "customers", 2, **given)
    counted(survey)
    with acme.at_work():
        score = results.stage_scores()[(stages["visit"], three["customers"])]
    assert (score.measure, score.result.value) == (measure, pytest.approx(value))


def test_a_stage_that_was_asked_and_not_answered_is_not_a_stage_that_was_not_asked(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    customers(acme, asked("c", "csat", "visit"), asked("t", "text", "billing"))
    with acme.at_work():
        scores, coverage = results.stage_scores(), results.coverage_counts()
    cells = [(stages["visit"], three["customers"]), (stages["billing"], three["customers"])]
    assert {cell: score.result for cell, score in scores.items()} == {cells[0]: Hidden("nobody")}
    assert {cell: cover.people for cell, cover in coverage.items()} == dict.fromkeys(cells, Hidden("nobody"))


def test_waves_stand_alone_and_together(acme: Member, stages: dict[str, UUID], three: dict[str, UUID]) -> None:
    code = published(acme, asked("c", "csat", "visit"))
    first = opened(acme, code, ["customers"])
    answered(first, "customers", 3, c=5)
    closed(first)
    from feedback.surveys.actions.surveys import wave_of

    def next_round() -> str:
        from feedback.stakeholders.queries import groups as stakeholders
        from feedback.surveys.actions.surveys import open_survey
        from feedback.surveys.queries import questionnaires

        wave = wave_of(datetime(2020, 1, 5, tzinfo=UTC).date())
        group = stakeholders.group_named("customers")
        return open_survey(questionnaire=questionnaires.questionnaire(code), groups=[group], wave=wave).code

    second = surveys.reread(acme, acme.do(next_round))
    answered(second, "customers", 1, c=1)
    counted(second)
    cell = (stages["visit"], three["customers"])
    with acme.at_work():
        by_wave, together, one = (
            results.stage_scores_by_wave(),
            results.stage_scores()[cell],
            results.stage_scores(second.wave_id)[cell],
        )
    assert {wave: found[cell].result.value for wave, found in by_wave.items()} == {first.wave_id: 5, second.wave_id: 1}
    assert (together.result.value, together.result.n, one.result.n) == (4.0, 4, 1)


def test_an_open_protected_survey_shows_nothing_and_says_when(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["employees"])
    answered(survey, "employees", 9, c=5)
    counted(survey)
    cell = (stages["visit"], three["employees"])
    with acme.at_work():
        assert results.stage_scores()[cell].result == NotYet()
        assert results.coverage_counts()[cell].people == NotYet()
        assert results.response_counts() == {(survey.id, three["employees"]): NotYet()}
        assert (
            NotYet().message.id
            == "Not shown yet: it is counted with the next release, at the latest when the survey closes."
        )


def test_a_closed_protected_survey_shows_enough_people_and_rounds(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["employees", "suppliers"])
    answered(survey, "employees", 4, c=5)
    answered(survey, "employees", 3, c=4)
    answered(survey, "suppliers", 4, c=1)
    answered(survey, "suppliers", 1, c=5)
    closed(survey)
    employees, suppliers = ((stages["visit"], three[code]) for code in ("employees", "suppliers"))
    with acme.at_work():
        scores, counts = results.stage_scores(), results.response_counts([survey.id])
    assert (scores[employees].result.value, scores[employees].result.n) == (4.6, 7)
    assert scores[suppliers].result.value == 1.8
    assert scores[employees].thresholds == Thresholds(5, 10)
    assert counts == {(survey.id, three["employees"]): Shown(7, 7), (survey.id, three["suppliers"]): Shown(5, 5)}


def test_too_few_in_one_group_hide_the_other_one_too(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    """Case 75 (a): 9 and 4 people; the 4 would follow from the whole and the 9."""
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["employees", "suppliers"])
    answered(survey, "employees", 5, c=5)
    answered(survey, "employees", 4, c=2)
    answered(survey, "suppliers", 2, c=1)
    answered(survey, "suppliers", 2, c=4)
    closed(survey)
    with acme.at_work():
        scores, counts = results.stage_scores(), results.response_counts()
    found = {cell[1]: score.result for cell, score in scores.items()}
    assert found == {three["employees"]: Hidden("complement"), three["suppliers"]: Hidden("too_few", 5)}
    assert counts == {
        (survey.id, three["employees"]): Hidden("complement"),
        (survey.id, three["suppliers"]): Hidden("too_few", 5),
    }


def test_everybody_said_the_same(acme: Member, stages: dict[str, UUID], three: dict[str, UUID]) -> None:
    """Case 81: five of five said 1."""
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["employees"])
    answered(survey, "employees", 5, c=1)
    closed(survey)
    with acme.at_work():
        assert results.stage_scores()[(stages["visit"], three["employees"])].result == Hidden("complement")


def test_guesses_of_insiders_are_never_mixed_with_what_people_lived(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    questions = [asked("c", "csat", "visit"), asked("guess", "csat", "visit", predicts=True)]
    survey = opened(acme, published(acme, *questions), ["employees"], mode="identified")
    answered(survey, "employees", 2, c=2, guess=5)
    counted(survey)
    cell = (stages["visit"], three["employees"])
    with acme.at_work():
        lived, guessed, coverage = results.stage_scores(), results.predicted_scores(), results.coverage_counts()
    assert (lived[cell].measure, lived[cell].result.value) == ("csat", 2.0)
    assert (guessed[cell].measure, guessed[cell].result.value) == ("predicted", 5.0)
    assert coverage[cell].people == Shown(2, 2)


def test_who_thought_of_giving_up(acme: Member, stages: dict[str, UUID], three: dict[str, UUID]) -> None:
    survey = customers(acme, asked("quit", "yesno", "visit", construct="gave_up_thought"))
    answered(survey, "customers", 1, quit="yes")
    answered(survey, "customers", 3, quit="no")
    counted(survey)
    with acme.at_work():
        found = results.gave_up_thought()
    (cell, share), *others = found.items()
    assert (cell, others) == ((stages["visit"], three["customers"]), [])
    assert (share.value, share.n) == (0.25, 4)


def test_answers_at_the_stage_of_a_link_count_there(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    survey = customers(acme, asked("c", "csat"), stage="billing")
    answered(survey, "customers", 2, c=4)
    counted(survey)
    with acme.at_work():
        assert results.stage_scores()[(stages["billing"], three["customers"])].result.value == 4.0


def test_another_organisation_counts_for_itself(
    acme: Member, globex: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    survey = customers(acme, asked("c", "csat", "visit"))
    answered(survey, "customers", 2, c=4)
    counted(survey)
    with globex.at_work():
        assert (results.stage_scores(), results.coverage_counts(), results.response_counts()) == ({}, {}, {})


def test_the_number_of_reads_does_not_depend_on_the_rows(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    def reads() -> int:
        seen: list[str] = []
        with acme.at_work():
            listener = lambda *call: seen.append(call[2])  # noqa: E731
            event.listen(db.engine, "before_cursor_execute", listener)
            results.stage_scores()
            results.coverage_counts()
            results.gave_up_thought()
            results.response_counts()
            event.remove(db.engine, "before_cursor_execute", listener)
        return len(seen)

    few = opened(acme, published(acme, asked("c", "csat", "visit")), ["customers"])
    answered(few, "customers", 1, c=4)
    counted(few)
    reads()
    before = reads()
    for kind in ("employees", "suppliers"):
        many = opened(acme, published(acme, asked("c", "csat", "visit"), asked("d", "csat", "billing")), [kind])
        answered(many, kind, 6, c=4, d=2)
        closed(many)
    assert reads() == before


def test_the_sums_behind_a_score_are_those_that_are_shown(
    acme: Member, stages: dict[str, UUID], three: dict[str, UUID]
) -> None:
    survey = customers(
        acme, asked("first", "csat", "visit"), asked("nps", "nps", "visit"), asked("b", "csat", "billing")
    )
    answered(survey, "customers", 2, DAY, first=5, nps=0)
    answered(survey, "customers", 1, DAY, first=2)
    counted(survey)
    code = published(acme, asked("e", "csat", "visit"), asked("f", "csat", "booking"))
    few = opened(acme, code, ["employees"], mode="anonymous")
    answered(few, "employees", 3, e=4)
    closed(few)
    with acme.at_work():
        found, scores = results.stage_sums(), results.stage_scores()
    visit = found[(stages["visit"], three["customers"])]
    assert (visit.measure, visit.people, visit.total, visit.squares) == ("csat", 3, 12.0, 54.0)
    assert (visit.sources, visit.population, visit.thresholds) == ({survey.id: 3}, 100, Thresholds(1, 1))
    hidden = found[(stages["visit"], three["employees"])]
    assert (hidden.measure, hidden.people, hidden.hidden) == (None, 0, Hidden("too_few", 5))
    assert found[(stages["billing"], three["customers"])].hidden == Hidden("nobody")
    assert found.keys() == scores.keys()
    for cell, one in found.items():
        result = scores[cell].result
        assert isinstance(result, Shown) == (one.people > 0) and one.measure == scores[cell].measure


def test_the_sums_of_a_group_asked_by_its_parts(acme: Member, stages: dict[str, UUID]) -> None:
    whole = groups.group(acme, "employee", code="staff", size=50)
    for code in ("day", "night"):
        groups.group(acme, "employee", code=code, name={"es": code}, parent_id=whole.id)
    survey = opened(acme, published(acme, asked("e", "csat", "visit")), ["day", "night"], mode="identified")
    answered(survey, "day", 2, e=5)
    answered(survey, "night", 1, e=2)
    counted(survey)
    with acme.at_work():
        found = results.stage_sums()[(stages["visit"], whole.id)]
    assert (found.people, found.total, found.population) == (3, 12.0, 50)
