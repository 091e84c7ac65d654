"""What the page of a questionnaire shows."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.surveys.canonical import fingerprint
from feedback.surveys.document import Questionnaire
from feedback.surveys.editor import sheet
from tests.surveys.samples import asked, questionnaire


@dataclass
class Version:
    sha256: str


def draft() -> Questionnaire:
    sections = [
        {"id": "one", "title": {}, "questions": [asked("a"), asked("b", "csat", stage="visit")]},
        {"id": "two", "title": {}, "questions": [asked("c", "csat", stage="nowhere", text={"es": "¿c?"})]},
    ]
    return questionnaire(sections=sections)


def test_questions_are_numbered_through_and_carry_their_problems() -> None:
    shown = sheet(draft(), {"visit": "La visita"}, [])
    rows = [(row.number, row.question.code, row.stage, len(row.problems)) for part in shown.parts for row in part.rows]
    assert rows == [(1, "a", "", 0), (2, "b", "La visita", 0), (3, "c", "nowhere", 2)]
    assert ([problem.question for problem in shown.errors], shown.publishable) == (["id-c"], False)
    assert [problem.path for problem in shown.missing] == ["/sections/1/questions/0/text/en"]
    assert [(one.language, one.is_complete) for one in shown.languages] == [("es", True), ("en", False)]


def test_a_draft_is_changed_until_it_is_published_as_it_stands() -> None:
    same, other = Version(fingerprint(draft())), Version("0")
    assert [sheet(draft(), {}, versions).changed for versions in ([], [same, other], [other, same])] == [
        True,
        True,
        False,
    ]


def test_conditions_are_read_back_in_words() -> None:
    when = {"left": {"question": "id-a"}, "is": "at_most", "right": {"value": 6}}
    sections = [
        {"id": "one", "title": {}, "questions": [asked("a"), asked("b", "longtext", shown_when=when)]},
        {"id": "two", "title": {}, "questions": [asked("c")], "shown_when": when},
    ]
    shown = sheet(questionnaire(sections=sections), {}, [], "en")
    words = "question 1 (“a?”) is at most 6"
    assert [str(row.when) for part in shown.parts for row in part.rows] == ["None", words, "None"]
    assert [str(part.when) for part in shown.parts] == ["None", words]


def test_how_long_it_takes_counts_what_people_answer() -> None:
    asking = questionnaire(asked("a"), asked("b", "longtext"), asked("c", "hidden"))
    assert (sheet(asking, {}, []).questions, sheet(asking, {}, []).seconds) == (3, 32)
