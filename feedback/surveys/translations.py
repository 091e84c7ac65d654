"""Which texts a questionnaire has, and how complete each of its languages is. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.surveys.document import Question, Questionnaire, Texts
from feedback.surveys.question_types import TYPES


@dataclass(frozen=True, slots=True)
class PlacedTexts:
    """One text of the document: where it stands, whether it may stay empty, and the question it belongs to."""

    path: str
    texts: Texts
    needed: bool = False
    question: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the texts that somebody wrote are there in one language."""

    language: str
    have: int
    need: int

    @property
    def is_complete(self) -> bool:
        """True when nothing is missing."""
        return self.have == self.need


def placed_texts(questionnaire: Questionnaire) -> Iterator[PlacedTexts]:
    """Every text that a respondent may read, in document order."""
    yield PlacedTexts("/title", questionnaire.title, needed=True)
    yield PlacedTexts("/intro", questionnaire.intro)
    for s, section in enumerate(questionnaire.sections):
        yield PlacedTexts(f"/sections/{s}/title", section.title)
        for q, question in enumerate(section.questions):
            yield from _of_question(question, f"/sections/{s}/questions/{q}")


def completeness(questionnaire: Questionnaire) -> tuple[Completeness, ...]:
    """Per language of the questionnaire, in its order, how many texts it has of those it needs."""
    written = [placed.texts for placed in placed_texts(questionnaire) if placed.texts or placed.needed]
    return tuple(
        Completeness(language, sum(texts.has(language) for texts in written), len(written))
        for language in questionnaire.languages
    )


def _of_question(question: Question, path: str) -> Iterator[PlacedTexts]:
    yield PlacedTexts(f"{path}/text", question.text, needed=True, question=question.id)
    yield PlacedTexts(f"{path}/help", question.help, question=question.id)
    for c, choice in enumerate(question.choices):
        yield PlacedTexts(f"{path}/choices/{c}/text", choice.text, needed=True, question=question.id)
    kind = TYPES.get(question.kind)
    for setting in kind.settings if kind else ():
        if setting.translated:
            yield PlacedTexts(
                f"{path}/settings/{setting.name}",
                setting.texts_of(question),
                question=question.id,
            )
