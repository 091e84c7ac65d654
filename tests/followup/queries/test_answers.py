"""One identified answer, question by question."""

from __future__ import annotations

import pytest

from feedback.errors import NotFound
from feedback.followup.queries import answers
from tests.factories.backlog import ground
from tests.factories.cases import said_by
from tests.factories.people import Member
from tests.factories.surveys import asked, opened, published, standard


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def test_what_was_answered_stands_in_the_order_of_the_questions(acme: Member) -> None:
    questions = [*standard("visit"), asked("many", "multi")]
    survey = opened(acme, published(acme, *questions), ["customers"])
    response = said_by(survey, None, text={"text": "Late."}, many=["b", "a"], nps=3)
    with acme.at_work():
        given = answers.given(response)
    assert [line.question.code for line in given.lines] == ["nps", "text", "many"]
    assert [line.written for line in given.lines] == [False, True, False]
    assert (given.lines[0].answered.number, given.lines[1].answered.text, given.lines[2].answered.choices) == (
        3,
        "Late.",
        ("b", "a"),
    )
    assert (given.survey_code, given.group_kind, given.lang) == (survey.code, "customer", "es")


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_an_answer_given_in_confidence_is_not_there(acme: Member, globex: Member, mode: str) -> None:
    quiet = opened(acme, published(acme), ["customers"], mode=mode)
    response = said_by(quiet, None, nps=1)
    plain = said_by(opened(acme, published(acme, title="Plain"), ["customers"]), None, nps=1)
    with acme.at_work():
        assert answers.given(plain).response_id == plain
        with pytest.raises(NotFound):
            answers.given(response)
    with globex.at_work(), pytest.raises(NotFound):
        answers.given(plain)
