"""An import as its preview shows it: question by question, with what it loses. Reads nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.errors import Message
from feedback.surveys import wording
from feedback.surveys.conditions.wording import formula_in_words, in_words
from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.importers.normalised import Entry


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question: its number, code and words, what it asks for, when it is shown, and what it loses."""

    number: int
    code: str
    text: str
    kind: Message
    required: bool
    options: int
    rows: int
    shown: Message | None
    formula: Message | None
    lost: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section with its questions."""

    title: str
    shown: Message | None
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """One sentence of the report, and everything it is said of: names of groups, and what they are called there."""

    what: Message
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole import; `lost` are lines of the report that are about no question that is there."""

    title: str
    languages: tuple[str, ...]
    base_language: str
    sections: tuple[SectionLine, ...]
    lost: tuple[Lost, ...] = ()

    @property
    def questions(self) -> int:
        """How many questions there are."""
        return sum(len(section.questions) for section in self.sections)

    @property
    def changed(self) -> int:
        """How many questions lose something."""
        return sum(bool(one.lost) for section in self.sections for one in section.questions)


def outline(document: Questionnaire, report: Sequence[Entry], lang: str) -> Outline:
    """What the preview shows, in `lang` where the questionnaire has it."""
    by_code: dict[str, list[Entry]] = {}
    for entry in report:
        by_code.setdefault(entry.question, []).append(entry)
    numbers = iter(range(1, 1 + len(list(document.questions()))))
    sections = tuple(_section(one, document, by_code, numbers, lang) for one in document.sections if one.questions)
    # A code that stands twice in a file tells its lines once, at the first of them.
    rest = tuple(_together([entry for entries in by_code.values() for entry in entries]))
    title = document.title.text_in(lang, document.base_language)
    return Outline(title, document.languages, document.base_language, sections, rest)


def _together(entries: Sequence[Entry]) -> Iterator[Lost]:
    said: dict[str, list[Entry]] = {}
    for entry in entries:
        said.setdefault(str(entry.what), []).append(entry)
    for same in said.values():
        names = [": ".join(filter(None, (entry.question, entry.construct))) for entry in same]
        yield Lost(same[0].what, tuple(dict.fromkeys(names)))


def _section(
    section: Section, document: Questionnaire, by_code: dict[str, list[Entry]], numbers: Iterator[int], lang: str
) -> SectionLine:
    shown = in_words(section.shown_when, document, lang) if section.shown_when else None
    lines = tuple(_question(one, next(numbers), document, by_code, lang) for one in section.questions)
    return SectionLine(section.title.text_in(lang, document.base_language), shown, lines)


def _question(
    one: Question, number: int, document: Questionnaire, by_code: dict[str, list[Entry]], lang: str
) -> QuestionLine:
    return QuestionLine(
        number=number,
        code=one.code,
        text=one.text.text_in(lang, document.base_language),
        kind=wording.kind(one.kind),
        required=one.required,
        options=len(one.choices),
        rows=len(one.rows),
        shown=in_words(one.shown_when, document, lang) if one.shown_when else None,
        formula=formula_in_words(one.formula, document, lang) if one.formula else None,
        lost=tuple(by_code.pop(one.code, ())),
    )
