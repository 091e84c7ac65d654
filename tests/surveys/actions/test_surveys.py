"""Opening, closing and releasing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from feedback import events, jobs
from feedback.db import db, everywhere, now, writing
from feedback.disclosure import queries as disclosure
from feedback.errors import Conflict, Invalid
from feedback.surveys.actions import surveys as actions
from feedback.surveys.freezing import FrozenError
from feedback.surveys.models import Survey
from feedback.surveys.queries import surveys as queries
from tests.factories import groups, invitations, journeys, surveys
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, closed, opened, published


@pytest.fixture
def questionnaire(acme: Member) -> str:
    """Three groups of 100 people, a journey, and a published questionnaire without written questions."""
    groups.three_groups(acme)
    journeys.journey(acme)
    return published(acme, asked("nps", "nps"), asked("csat", "csat", "visit"), asked("bill", "csat", "billing"))


def launch_of(of: Member, code: str) -> dict[str, object]:
    with of.at_work():
        return dict(queries.survey(code).launch)


@pytest.mark.parametrize(
    ("asked_groups", "mode", "thresholds"),
    [
        (["customers"], "identified", (1, 1)),
        (["employees"], "anonymous", (5, 10)),
        (["customers", "suppliers"], "anonymous", (5, 10)),
    ],
)
def test_the_mode_follows_from_who_is_asked(
    acme: Member, questionnaire: str, asked_groups: list[str], mode: str, thresholds: tuple[int, int]
) -> None:
    survey = opened(acme, questionnaire, asked_groups)
    launch = launch_of(acme, survey.code)
    assert (survey.mode, launch["mode"]) == (mode, mode)
    assert (launch["k_scores"], launch["k_comments"]) == thresholds
    assert (launch["organisation"], launch["receipts"], launch["groups"]) == ("Acme", True, asked_groups)
    assert (launch["version"], launch["stage"]) == (1, None)
    assert list(survey.groups) == sorted(asked_groups)


def test_a_draft_is_published_by_opening_it(acme: Member, questionnaire: str) -> None:
    code = surveys.questionnaire(acme, asked("nps", "nps"))
    survey = opened(acme, code, ["customers"])
    assert list(survey.questions) == ["nps"]


def test_the_round_is_that_of_the_month_unless_another_is_given(acme: Member, questionnaire: str) -> None:
    def waves() -> list[tuple[str, dict[str, str], date]]:
        made = [actions.wave_of(day) for day in (date(2026, 11, 3), date(2026, 11, 30), date(2026, 12, 1))]
        return [(wave.code, wave.name, wave.starts_on) for wave in made]

    november, again, december = acme.do(waves)
    names = {"es": "noviembre de 2026", "en": "November 2026", "pt": "novembro de 2026"}
    assert november == again == ("2026-11", names, date(2026, 11, 1))
    assert december[0] == "2026-12"
    survey = opened(acme, questionnaire, ["customers"])
    with acme.at_work():
        assert queries.survey(survey.code).wave.code == f"{now():%Y-%m}"


def test_opening_the_same_while_it_is_open_is_the_same_survey(acme: Member, questionnaire: str) -> None:
    first = opened(acme, questionnaire, ["customers", "employees"])
    assert opened(acme, questionnaire, ["employees", "customers"]).code == first.code
    others = [
        opened(acme, questionnaire, ["customers"]),
        opened(acme, questionnaire, ["customers", "employees"], stage="visit"),
        opened(acme, questionnaire, ["customers", "employees"], mode="confidential"),
    ]
    closed(first)
    others.append(opened(acme, questionnaire, ["customers", "employees"]))
    assert len({first.code, *(one.code for one in others)}) == 5


@pytest.mark.parametrize(("size", "mode", "allowed"), [(4, "anonymous", False), (4, "confidential", False),
                                                       (4, "identified", True), (5, "anonymous", True),
                                                       (None, "anonymous", True)])  # fmt: skip
def test_nobody_is_promised_what_a_handful_cannot_have(
    acme: Member, questionnaire: str, size: int | None, mode: str, allowed: bool
) -> None:
    groups.group(acme, "employee", code="few", size=size)
    if allowed:
        assert opened(acme, questionnaire, ["few"], mode=mode).mode == mode
        return
    with pytest.raises(Invalid) as refused:
        opened(acme, questionnaire, ["few"], mode=mode)
    assert list(refused.value.fields) == ["groups"]
    assert str(refused.value).startswith("At least 5 people are needed")


@pytest.mark.parametrize(("listed", "allowed"), [(0, True), (4, False), (5, True)])
def test_people_in_the_list_count_where_the_size_is_not_known(
    acme: Member, questionnaire: str, listed: int, allowed: bool
) -> None:
    groups.group(acme, "employee", code="few", size=None)
    for number in range(listed):
        invitations.person(acme, "few", number)
    if allowed:
        assert opened(acme, questionnaire, ["few"]).mode == "anonymous"
        return
    with pytest.raises(Invalid, match="At least 5 people are needed"):
        opened(acme, questionnaire, ["few"])


def test_a_small_group_is_asked_beside_a_large_one(acme: Member, questionnaire: str) -> None:
    groups.group(acme, "employee", code="few", size=1)
    assert sorted(opened(acme, questionnaire, ["few", "employees"]).groups) == ["employees", "few"]


@pytest.mark.parametrize(("size", "allowed"), [(9, False), (10, True)])
def test_writing_needs_more_people_than_figures(acme: Member, questionnaire: str, size: int, allowed: bool) -> None:
    groups.group(acme, "employee", code="few", size=size)
    code = published(acme, asked("why", "longtext"))
    if allowed:
        assert opened(acme, code, ["few"]).mode == "anonymous"
        return
    with pytest.raises(Invalid, match="10 to show comments"):
        opened(acme, code, ["few"])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"groups": []}, "groups"),
        ({"groups": ["customers"], "mode": "secret"}, "mode"),
        ({"groups": ["customers"], "closes_on": date(2020, 1, 1)}, "closes_on"),
        ({"groups": ["employees"], "k_scores": 4}, "scores"),
    ],
)
def test_what_cannot_be_launched(acme: Member, questionnaire: str, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        opened(acme, questionnaire, **values)
    assert list(refused.value.fields) == [field]


def test_a_stage_that_no_question_is_about(acme: Member, questionnaire: str) -> None:
    code = published(acme, asked("c", "csat", "visit"))
    with pytest.raises(Invalid) as refused:
        opened(acme, code, ["customers"], stage="billing")
    assert list(refused.value.fields) == ["stage"]


@pytest.mark.parametrize(
    "values",
    [{"mode": "identified"}, {"k_scores": 1}, {"k_comments": 5}, {"launch": {}}, {"receipts": False}],
)
def test_a_promise_never_changes(acme: Member, questionnaire: str, values: dict[str, object]) -> None:
    """Case 60 in spirit: neither through the row nor through a statement."""
    survey = opened(acme, questionnaire, ["employees"])

    def change() -> None:
        row = queries.survey(survey.code)
        for name, value in values.items():
            setattr(row, name, value)

    for attempt in (change, lambda: db.session.execute(update(Survey).values(**values))):
        with pytest.raises(FrozenError):
            acme.do(attempt)
    with acme.at_work():
        row = queries.survey(survey.code)
        assert (row.mode, row.k_scores, row.k_comments, row.receipts) == ("anonymous", 5, 10, True)
        assert row.launch["mode"] == "anonymous"


def heard(of: Member, survey: surveys.Opened, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Close the survey and listen."""
    said: list[object] = []
    monkeypatch.setitem(events._handlers, events.SurveyClosed, [said.append])
    closed(survey)
    return said


def test_closing_happens_once(acme: Member, questionnaire: str) -> None:
    survey = opened(acme, questionnaire, ["customers"])
    done = [acme.do(lambda: actions.close(queries.survey(survey.code))) for _ in range(2)]
    assert done == [True, False]
    with acme.at_work():
        assert queries.survey(survey.code).closed_at is not None
    assert jobs.work_off(acme.app) == 1


@pytest.mark.parametrize("group", ["customers", "employees"])
def test_closing_counts_and_tells(
    acme: Member, questionnaire: str, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = opened(acme, questionnaire, [group])
    answered(survey, group, 6, csat=4)
    assert heard(acme, survey, monkeypatch) == [events.SurveyClosed(acme.organisation_id, survey.id)]


def test_what_a_protected_survey_shows_freezes_once(acme: Member, questionnaire: str) -> None:
    survey = opened(acme, questionnaire, ["employees", "suppliers"])
    answered(survey, "employees", 3, csat=4)
    answered(survey, "employees", 3, csat=1)
    closed(survey)
    with acme.at_work():
        row = queries.survey(survey.code)
        release_id = row.release_id
        (cells,) = disclosure.cells([release_id]).values()
    employees, suppliers = str(survey.groups["employees"]), str(survey.groups["suppliers"])
    assert cells["responses"] == {"all": {"": "shown", employees: "shown", suppliers: "nobody"}}
    assert acme.do(lambda: actions.release(queries.survey(survey.code))) is False
    with acme.at_work():
        assert queries.survey(survey.code).release_id == release_id


def test_an_identified_survey_needs_no_release(acme: Member, questionnaire: str) -> None:
    survey = opened(acme, questionnaire, ["customers"])
    closed(survey)
    with acme.at_work():
        assert queries.survey(survey.code).release_id is None


def test_nothing_is_released_while_answers_come_in(acme: Member, questionnaire: str) -> None:
    survey = opened(acme, questionnaire, ["employees"])
    with pytest.raises(Conflict):
        acme.do(lambda: actions.release(queries.survey(survey.code)))


def test_a_survey_closes_by_itself_after_its_last_day(
    acme: Member, questionnaire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = opened(acme, questionnaire, ["employees"], closes_on=now().date())
    past_the_grace = now() + timedelta(days=1, minutes=15)
    monkeypatch.setattr("feedback.surveys.jobs.now", lambda: past_the_grace)
    with acme.app.app_context(), everywhere(), writing():
        from feedback.surveys.jobs import look_around

        look_around()
    jobs.work_off(acme.app)
    with acme.at_work():
        row = queries.survey(survey.code)
        assert (row.closed_at is None, row.release_id is None) == (False, False)


def test_another_organisation_finds_no_such_survey(acme: Member, globex: Member, questionnaire: str) -> None:
    survey = opened(acme, questionnaire, ["customers"])
    with globex.at_work():
        assert queries.surveys() == []
        assert queries.survey_named(survey.code).organisation_id == acme.organisation_id
