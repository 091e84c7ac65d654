"""The draft of a questionnaire by its code, whoever's it is."""

from __future__ import annotations

import pytest

from feedback.errors import UnknownName
from feedback.surveys.queries.exporting import draft_anywhere
from tests.factories.people import Member
from tests.factories.surveys import asked, questionnaire


def test_a_code_is_enough_and_an_unknown_one_is_said(acme: Member, globex: Member) -> None:
    code = questionnaire(globex, asked("nps", "nps"))
    with acme.at_work():
        assert [question.code for question in draft_anywhere(code).questions()] == ["nps"]
        with pytest.raises(UnknownName, match="no questionnaire"):
            draft_anywhere("nothing-like-it")
