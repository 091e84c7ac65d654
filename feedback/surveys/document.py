"""The questionnaire as one immutable document: what a draft holds and a published version freezes.

Pure. Reading from JSON is in `reading`, writing in `canonical`, what is wrong with a document in
`checking`, how it changes in `editing`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from feedback.surveys.conditions.ast import Condition, Expression

Layout = Literal["page", "section", "question"]
LAYOUTS: tuple[Layout, ...] = ("page", "section", "question")
"""All on one page, a page per section, one question per screen."""


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in several languages, by language code ("es", "pt-BR")."""

    by_language: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        """True when somebody wrote it, in any language."""
        return any(text.strip() for text in self.by_language.values())

    def has(self, language: str) -> bool:
        """True when it is written in exactly this language."""
        return bool(self.by_language.get(language, "").strip())

    def language_for(self, *wanted: str) -> str:
        """The language it is shown in: the first wanted one it has (es-MX also finds es), else any; "" when empty."""
        for language in wanted:
            for candidate in (language, language.partition("-")[0]):
                if self.has(candidate):
                    return candidate
        return next(
            (language for language in sorted(self.by_language) if self.has(language)),
            "",
        )

    def text_in(self, *wanted: str) -> str:
        """The text in the first wanted language it has, else in any; "" when nobody wrote it."""
        return self.by_language.get(self.language_for(*wanted), "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question; `code` is what is stored, `text` what is read."""

    code: str
    text: Texts = dataclasses.field(default_factory=Texts)


@dataclass(frozen=True, slots=True)
class Question:
    """One question with a stable `id`; `code` is its author's name for it, `field` its name in a form.

    `stage` is a stage code or None (about the whole); `predicts` marks a question that asks insiders
    what the customer lives; `construct` names what it measures where several wordings measure the same.
    `soft` questions are asked for once more when left empty, then let go. `missing_text` and `invalid_text` are
    the author's own words for an empty and for a wrong answer. `shown_when` None: always. `formula` is what a
    calculation works out.
    """

    id: str
    code: str
    field: str
    kind: str
    text: Texts = dataclasses.field(default_factory=Texts)
    help: Texts = dataclasses.field(default_factory=Texts)
    required: bool = False
    stage: str | None = None
    predicts: bool = False
    construct: str | None = None
    settings: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    soft: bool = False
    missing_text: Texts = dataclasses.field(default_factory=Texts)
    invalid_text: Texts = dataclasses.field(default_factory=Texts)
    shown_when: Condition | None = None
    formula: Expression | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that belong together, under an optional title; `random`: each respondent gets their own order."""

    id: str
    title: Texts = dataclasses.field(default_factory=Texts)
    questions: tuple[Question, ...] = ()
    shown_when: Condition | None = None
    random: bool = False


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The whole document. Texts fall back to `base_language`.

    `thanks` are the author's own words on the last page; `library` is the code of the library questionnaire it
    was made from, "" for one's own.
    """

    title: Texts = dataclasses.field(default_factory=Texts)
    intro: Texts = dataclasses.field(default_factory=Texts)
    languages: tuple[str, ...] = ()
    base_language: str = ""
    sections: tuple[Section, ...] = ()
    layout: Layout = "page"
    random_sections: bool = False
    thanks: Texts = dataclasses.field(default_factory=Texts)
    library: str = ""

    def questions(self) -> Iterator[Question]:
        """Every question in document order."""
        for section in self.sections:
            yield from section.questions

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next(
            (question for question in self.questions() if question.id == question_id),
            None,
        )

    def stages(self) -> tuple[str, ...]:
        """The codes of the stages its questions name, in document order."""
        return tuple(dict.fromkeys(question.stage for question in self.questions() if question.stage))


def questions_for(
    questionnaire: Questionnaire,
    stage: str | None,
    journey_order: Sequence[str] = (),
    also: Collection[str] = (),
) -> tuple[Question, ...]:
    """What one link shows: the questions of `stage` and those without one, in document order.

    With `stage` None every question, in the order of the journey. Questions without a stage that stand
    before the first staged one stay first; the others close the questionnaire. `also` are stages that are the same
    as `stage` since the journey changed.
    """
    questions = tuple(questionnaire.questions())
    if stage is not None:
        return tuple(question for question in questions if question.stage in (stage, None, *also))
    return _in_journey_order(questions, journey_order)


def _in_journey_order(questions: tuple[Question, ...], journey_order: Sequence[str]) -> tuple[Question, ...]:
    place = {code: index for index, code in enumerate(journey_order)}
    first_staged = next(
        (index for index, question in enumerate(questions) if question.stage),
        len(questions),
    )
    opening, rest = questions[:first_staged], questions[first_staged:]
    # A stage the journey no longer has still gets its answers: after the known ones, before the closing questions.
    return opening + tuple(
        sorted(
            rest,
            key=lambda q: len(place) + 1 if q.stage is None else place.get(q.stage, len(place)),
        )
    )
