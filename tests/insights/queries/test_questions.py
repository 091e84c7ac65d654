from __future__ import annotations

from feedback.insights.queries import questions
from feedback.insights.rules import EVERYWHERE
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories import surveys
from tests.factories.people import Member
from tests.factories.runs import ground


def test_where_people_could_write(acme: Member) -> None:
    ground(acme)
    surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    with acme.at_work():
        visit, group = journeys.stage_named("visit").id, stakeholders.group_named("employees").id
        assert questions.asked_cells() == {(visit, group), (EVERYWHERE, group)}
        (one,) = questions.commentable().values()
        assert (one.text, one.version, one.title) == (
            {"es": "¿text?", "en": "text?"},
            1,
            {"es": "Your visit (es)", "en": "Your visit"},
        )


def test_a_survey_at_one_stage_asks_nothing_at_the_others(acme: Member) -> None:
    ground(acme)
    code = surveys.published(acme, surveys.asked("a", "longtext", "visit"), surveys.asked("b", "longtext"))
    surveys.opened(acme, code, ["customers"], stage="visit", mode="identified")
    surveys.opened(
        acme, surveys.published(acme, surveys.asked("c", "csat", "billing")), ["suppliers"], mode="anonymous"
    )
    with acme.at_work():
        visit, group = journeys.stage_named("visit").id, stakeholders.group_named("customers").id
        assert questions.asked_cells() == {(visit, group), (EVERYWHERE, group)}
