"""A file becomes one draft, however often it is taken in."""

from __future__ import annotations

from feedback.errors import message
from feedback.surveys.actions.importing import source_hash, take_in
from feedback.surveys.importers.normalised import Entry
from feedback.surveys.models import Questionnaire
from feedback.surveys.queries import questionnaires as queries
from tests.factories.people import Member
from tests.surveys.samples import asked, questionnaire

DOCUMENT = questionnaire(asked("nps"))
REPORT = (Entry("nps", "looks", message("Gone: %(what)s.", what=3)),)


def taken(of: Member, raw: bytes) -> str:
    code: str = of.do(lambda: take_in(document=DOCUMENT, report=REPORT, source_hash=source_hash(raw)).code)
    return code


def test_the_draft_keeps_what_was_lost(acme: Member) -> None:
    code = taken(acme, b"one")
    with acme.at_work():
        row = queries.questionnaire(code)
        assert [question.code for question in queries.draft_of(row).questions()] == ["nps"]
        assert row.report == [
            {"question": "nps", "construct": "looks", "what": "Gone: %(what)s.", "params": {"what": "3"}}
        ]
        assert row.source_hash == source_hash(b"one")


def test_the_same_bytes_are_the_same_draft_and_others_are_another(acme: Member) -> None:
    assert taken(acme, b"one") == taken(acme, b"one") != taken(acme, b"two")


def test_another_organisation_has_its_own(acme: Member, globex: Member) -> None:
    assert taken(acme, b"one") != taken(globex, b"one")
    with globex.at_work():
        assert len(queries.questionnaires()) == 1
        assert isinstance(queries.questionnaires()[0], Questionnaire)
