from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from feedback.analysis.learning import CORRECTED, NOTHING, Rated
from feedback.db import db
from feedback.insights.actions import corrections, stages
from feedback.insights.models import Comment, Mention
from feedback.insights.queries import learning
from feedback.journeys import queries as journeys
from feedback.surveys.actions import surveys as survey_actions
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import evidence, surveys
from tests.factories.people import Member
from tests.factories.runs import KIND, WAITED, analysed, ground


def found(of: Member) -> learning.Examples:
    with of.at_work():
        return learning.examples()


def stage(of: Member, code: str) -> Any:
    with of.at_work():
        return journeys.stage_named(code)


def test_evidence_teaches_by_its_rating_and_its_stage(acme: Member) -> None:
    ground(acme)
    evidence.note(acme, text=WAITED, rating=1.0, stage_id=stage(acme, "visit").id)
    evidence.note(acme, text=KIND, rating=5.0)
    evidence.note(acme, text="Neither")
    given = found(acme)
    assert sorted((one.text, one.rating) for one in given.rated) == [(KIND, 5.0), (WAITED, 1.0)]
    assert [(one.text, one.stage) for one in given.placed] == [(WAITED, "visit")]
    with acme.at_work():
        assert learning.count() == 2


def test_an_answer_teaches_by_what_its_author_scored_at_the_same_stage(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    surveys.answered(opened, "customers", 1, csat=2, nps=10, text={"text": WAITED})
    surveys.answered(opened, "customers", 1, nps=10, text={"text": KIND})
    given = found(acme)
    assert given.rated == [Rated(WAITED, rating=2.0, lang="es")]
    assert sorted(one.text for one in given.placed) == sorted([KIND, WAITED])


def test_a_protected_survey_teaches_nothing(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential")
    surveys.answered(opened, "employees", 12, csat=1, text={"text": WAITED})
    acme.do(lambda: survey_actions.close(survey_queries.survey(opened.code)))
    assert analysed(acme).comments == 12
    assert found(acme) == learning.Examples([], [])


def test_what_people_corrected_teaches_more(acme: Member) -> None:
    ground(acme)
    evidence.note(acme, text=KIND)
    analysed(acme)
    with acme.at_work():
        mention = db.session.scalars(select(Mention.id)).one()
        comment: UUID = db.session.scalars(select(Comment.id)).one()
    acme.do(lambda: corrections.feel(mention, sentiment="neg"))
    acme.do(lambda: stages.place(comment, stage=journeys.stage_named("billing")).id)
    given = found(acme)
    assert [(one.text, one.feels, one.weight) for one in given.rated] == [(KIND, "neg", CORRECTED)]
    assert [(one.text, one.stage, one.weight) for one in given.placed] == [(KIND, "billing", CORRECTED)]


def test_of_many_the_same_ones_are_drawn_whatever_comes_first(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    ground(acme)
    for number in range(6):
        evidence.note(acme, text=f"Note {number}", rating=5.0)
    every = [one.text for one in found(acme).rated]
    monkeypatch.setattr(learning, "MOST", 3)
    drawn = [one.text for one in found(acme).rated]
    assert (len(drawn), set(drawn) < set(every), drawn) == (3, True, [one.text for one in found(acme).rated])


def test_nothing_is_learned_before_the_first_run(acme: Member) -> None:
    with acme.at_work():
        assert (learning.learned(), learning.count()) == (NOTHING, 0)


def test_organisations_do_not_learn_from_each_other(acme: Member, globex: Member) -> None:
    ground(acme)
    evidence.note(acme, text=WAITED, rating=1.0)
    assert found(globex) == learning.Examples([], [])
