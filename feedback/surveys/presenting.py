"""What the answering page shows of each question, in one language. Pure: the templates only lay it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from feedback.surveys.document import Question, Questionnaire, Section, Texts
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.choosing import (
    NONE,
    NONE_ALLOWED,
    NONE_TEXT,
    OTHER_ALLOWED,
    OTHER_TEXT,
)
from feedback.surveys.question_types.csat import LOOK as CSAT_LOOK
from feedback.surveys.question_types.multi import EXCLUSIVE, LEAST, MOST
from feedback.surveys.question_types.scales import HIGH_LABEL, LOW_LABEL
from feedback.surveys.question_types.single import LOOK as SINGLE_LOOK


@dataclass(frozen=True, slots=True)
class Words:
    """A text and, where it could not be had in the page's language, the language it is in (else "")."""

    text: str = ""
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Option:
    """One option or point of a scale. `words` is empty where the page has its own word for it."""

    value: str
    words: Words
    alone: bool = False


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question as the page shows it: the `number`th of `total`, with the section title it opens, if any.

    `low` and `high` are the words at the ends of a scale; `best` says which end is good: "high", "low" or "".
    `other` is None where there is no such option; `least` and `most` bound several choices (`most` 0: no bound).
    `anonymous` asks people not to name anyone where they write.
    """

    id: str
    field: str
    kind: str
    text: Words
    help: Words
    required: bool
    section: Words
    number: int = 1
    total: int = 1
    look: str = ""
    options: tuple[Option, ...] = ()
    low: Words = Words()
    high: Words = Words()
    best: str = ""
    other: Words | None = None
    least: int = 0
    most: int = 0
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Tongue:
    """One entry of the language switch: its code and its name in itself."""

    code: str
    name: str


def present(
    questionnaire: Questionnaire, questions: Sequence[Question], lang: str, *, anonymous: bool = False
) -> tuple[ShownQuestion, ...]:
    """The records of these questions for one page, in the order given."""
    speak = _Speaker(lang, questionnaire.base_language)
    homes = {question.id: section for section in questionnaire.sections for question in section.questions}
    before: Section | None = None
    shown = []
    for number, question in enumerate(questions, start=1):
        section = homes[question.id]
        title = speak(section.title) if section is not before else Words()
        record = _present(question, title, speak)
        shown.append(replace(record, number=number, total=len(questions), anonymous=anonymous))
        before = section
    return tuple(shown)


def speak(questionnaire: Questionnaire, texts: Texts, lang: str) -> Words:
    """A text of the document for a page in `lang`, falling back to its base language."""
    return _Speaker(lang, questionnaire.base_language)(texts)


@lru_cache(maxsize=256)
def tongue(code: str) -> Tongue:
    """A language as the switch names it: ("es", "Español"). An unknown code is its own name."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        name = None
    return Tongue(code, (name or code)[:1].upper() + (name or code)[1:])


@dataclass(frozen=True, slots=True)
class _Speaker:
    lang: str
    base: str

    def __call__(self, texts: Texts) -> Words:
        found = texts.language_for(self.lang, self.base)
        same = found.partition("-")[0] == self.lang.partition("-")[0]
        return Words(texts.by_language.get(found, ""), "" if same else found)


def _present(question: Question, section: Words, speak: _Speaker) -> ShownQuestion:
    scale = TYPES[question.kind].scale(question)
    return ShownQuestion(
        id=question.id,
        field=question.field,
        kind=question.kind,
        text=speak(question.text),
        help=speak(question.help),
        required=question.required,
        section=section,
        look=_look(question),
        options=_options(question, speak),
        low=speak(LOW_LABEL.texts_of(question)),
        high=speak(HIGH_LABEL.texts_of(question)),
        best="" if scale is None else "high" if scale.higher_is_better else "low",
        other=speak(OTHER_TEXT.texts_of(question)) if OTHER_ALLOWED.of(question) else None,
        least=LEAST.of(question) if question.kind == "multi" else 0,
        most=(MOST.of(question) or 0) if question.kind == "multi" else 0,
    )


def _look(question: Question) -> str:
    looks = {"csat": CSAT_LOOK, "single": SINGLE_LOOK}
    return str(looks[question.kind].of(question)) if question.kind in looks else ""


def _options(question: Question, speak: _Speaker) -> tuple[Option, ...]:
    scale = TYPES[question.kind].scale(question)
    if scale is not None:
        words = {choice.code: speak(choice.text) for choice in question.choices}
        return tuple(Option(str(n), words.get(str(n), Words())) for n in range(scale.low, scale.high + 1))
    alone = EXCLUSIVE.of(question) if question.kind == "multi" else ()
    written = tuple(Option(c.code, speak(c.text), c.code in alone) for c in question.choices)
    none = (Option(NONE, speak(NONE_TEXT.texts_of(question)), True),) if NONE_ALLOWED.of(question) else ()
    return written + none
