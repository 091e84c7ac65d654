"""A questionnaire in the editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.queries import questionnaires as queries
from tests.factories import journeys, surveys
from tests.factories.people import Member, post
from tests.factories.surveys import asked


@dataclass(frozen=True)
class Editor:
    """A member's browser on one questionnaire."""

    of: Member
    client: FlaskClient
    code: str

    @property
    def path(self) -> str:
        return f"/o/{self.of.organisation}/surveys/questionnaires/{self.code}"

    def draft(self) -> Questionnaire:
        with self.of.at_work():
            return queries.draft_of(queries.questionnaire(self.code))

    def revision(self) -> int:
        with self.of.at_work():
            return queries.questionnaire(self.code).revision

    def codes(self) -> list[str]:
        return [question.code for question in self.draft().questions()]

    def question(self, code: str) -> Question:
        return next(one for one in self.draft().questions() if one.code == code)

    def page(self, query: str = "") -> str:
        return self.client.get(self.path + query).get_data(as_text=True)

    def post(self, part: str, **data: Any) -> TestResponse:
        """Post to a part of the questionnaire, as its page does, with the revision that stands there now."""
        given = {"revision": self.revision(), **data}
        answer: TestResponse = post(self.client, f"{self.path}/{part}", given)
        return answer


@pytest.fixture
def editor(acme: Member, as_member: Callable[[Member], FlaskClient]) -> Editor:
    """A draft with a recommendation, a satisfaction at `visit` and one choice, open in its owner's browser."""
    journeys.journey(acme)
    questions = [asked("nps", "nps"), asked("csat", "csat", "visit"), asked("which", "single", "visit")]
    return Editor(acme, as_member(acme), surveys.questionnaire(acme, *questions))
