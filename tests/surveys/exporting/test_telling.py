"""What an XLSForm cannot say is noted, question by question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.exporting.sheets import Note
from feedback.surveys.exporting.telling import tell_losses

PLAIN = Question("q", "q", "q", "single")


def notes(question: Question, **whole: object) -> list[Note]:
    found: list[Note] = []
    tell_losses(replace(Questionnaire(sections=(Section("s", questions=(question,)),)), **whole), found)
    return found


@pytest.mark.parametrize(
    "question",
    [
        replace(PLAIN, stage="visit"),
        replace(PLAIN, predicts=True),
        replace(PLAIN, construct="ease"),
        replace(PLAIN, soft=True),
        replace(PLAIN, settings={"segment": True}),
        replace(PLAIN, kind="hidden"),
        replace(PLAIN, kind="matrix", settings={"order": "random"}),
        replace(PLAIN, kind="text", settings={"not_applicable": True}),
        replace(PLAIN, kind="time", settings={"latest": "12:00"}),
    ],
)
def test_each_loss_has_its_note(question: Question) -> None:
    assert [note.question for note in notes(question)] == ["q"]


def test_nothing_lost_nothing_noted() -> None:
    assert notes(PLAIN) == []
    assert notes(replace(PLAIN, settings={"not_applicable": True, "order": "random"})) == []


def test_what_is_lost_of_the_whole() -> None:
    assert [note.question for note in notes(PLAIN, random_sections=True, layout="question")] == ["", ""]
