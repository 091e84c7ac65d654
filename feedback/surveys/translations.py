"""Which texts a questionnaire has, and how complete each of its languages is. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedback.errors import N_, Message, message
from feedback.surveys import wording
from feedback.surveys.document import Question, Questionnaire, Section, Texts
from feedback.surveys.question_types import TYPES

_NAMELESS = Message("")


@dataclass(frozen=True, slots=True)
class PlacedTexts:
    """One text of the document: where it stands, whether it may stay empty, and the question it belongs to.

    `path` is where it stands now; `key` names it by ids and codes, so that it is found again after others moved.
    `name` says which text of its question or section it is.
    """

    path: str
    texts: Texts
    needed: bool = False
    question: str = ""
    key: str = ""
    name: Message = _NAMELESS
    section: str = ""


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
    yield PlacedTexts("/title", questionnaire.title, needed=True, key="title", name=message(N_("Title")))
    yield PlacedTexts("/intro", questionnaire.intro, key="intro", name=message(N_("Introduction")))
    for s, section in enumerate(questionnaire.sections):
        yield _section_title(section, f"/sections/{s}/title")
        for q, question in enumerate(section.questions):
            yield from _of_question(question, f"/sections/{s}/questions/{q}")
    yield PlacedTexts("/thanks", questionnaire.thanks, key="thanks", name=message(N_("Words of thanks")))


def completeness(questionnaire: Questionnaire) -> tuple[Completeness, ...]:
    """Per language of the questionnaire, in its order, how many texts it has of those it needs."""
    written = [placed.texts for placed in placed_texts(questionnaire) if placed.texts or placed.needed]
    return tuple(
        Completeness(language, sum(texts.has(language) for texts in written), len(written))
        for language in questionnaire.languages
    )


def incomplete(questionnaire: Questionnaire) -> tuple[Completeness, ...]:
    """The languages in which something is missing."""
    return tuple(one for one in completeness(questionnaire) if not one.is_complete)


def _section_title(section: Section, path: str) -> PlacedTexts:
    name = message(N_("Title of the section"))
    return PlacedTexts(path, section.title, key=f"section:{section.id}", name=name, section=section.id)


def _of_question(question: Question, path: str) -> Iterator[PlacedTexts]:
    def placed(where: str, key: str, texts: Texts, name: Message, needed: bool = False) -> PlacedTexts:
        return PlacedTexts(f"{path}/{where}", texts, needed, question.id, f"question:{question.id}:{key}", name)

    kind = TYPES.get(question.kind)
    is_read = kind is None or kind.answerable or question.kind == "info"
    yield placed("text", "text", question.text, message(N_("Question")), needed=is_read)
    yield placed("help", "help", question.help, message(N_("Help below it")))
    for c, choice in enumerate(question.choices):
        name = message(N_("Option %(n)s"), n=c + 1)
        yield placed(f"choices/{c}/text", f"choice:{choice.code}", choice.text, name, needed=True)
    for r, row in enumerate(question.rows):
        yield placed(f"rows/{r}/text", f"row:{row.code}", row.text, message(N_("Row %(n)s"), n=r + 1), needed=True)
    yield placed("missing_text", "missing_text", question.missing_text, message(N_("Words for a missing answer")))
    yield placed("invalid_text", "invalid_text", question.invalid_text, message(N_("Words for a wrong answer")))
    for setting in kind.settings if kind else ():
        if setting.translated:
            where, key = f"settings/{setting.name}", f"setting:{setting.name}"
            yield placed(where, key, setting.texts_of(question), wording.setting(setting.name))
