"""What the answering page shows of each question, in one language. Pure: the templates only lay it out."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from markupsafe import Markup, escape

from feedback.surveys import piping
from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.question_types import (
    NOT_APPLICABLE,
    TYPES,
    consent,
    csat,
    date,
    dropdown,
    importance,
    info,
    matrix,
    multi,
    number,
    ranking,
    single,
    text,
    time,
)
from feedback.surveys.question_types.choosing import NONE, NONE_ALLOWED, NONE_TEXT, OTHER_ALLOWED, OTHER_TEXT
from feedback.surveys.question_types.scales import HIGH_LABEL, LOW_LABEL

Said = Callable[[str], str | None]
"""The words of an earlier answer by the code of its question: "" where nobody answered, None for no such code."""
Order = Callable[[Question], tuple[Choice, ...]]

COMMON = frozenset({"nps", "csat", "ces", "rating", "single", "multi", "yesno", "text", "longtext", "email", "phone"})
"""Kinds that the page's own stylesheet lays out; the others bring one more file."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text and, where it could not be had in the page's language, the language it is in (else "")."""

    text: str = ""
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Option:
    """One option, point of a scale, or row. `words` is empty where the page has its own word for it."""

    value: str
    words: Words
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Extras:
    """What only some kinds have.

    `unit`, `least` and `most` of a number, day or time, as its field takes them; `decimals` of a number; `longest`
    of a text (0: no bound); `places` of a ranking; `several` columns in a row of a matrix; `search` in a long list;
    `agree` beside the box of a consent; `needed` rows; `html` of a text to read.
    """

    unit: Words = Words()
    least: str = ""
    most: str = ""
    decimals: int = 0
    longest: int = 0
    places: int = 0
    several: bool = False
    search: bool = False
    agree: Words = Words()
    needed: frozenset[str] = frozenset()
    html: Markup = dataclasses.field(default_factory=Markup)


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question as the page shows it: the `number`th of `total`, with the section title it opens, if any.

    `total` is 0 where it depends on answers still to come. A text to read is no question: its `number` is 0. `low` and
    `high` are the words at the ends of a scale; `best` says which end is good: "high", "low" or "". `other` is None
    where there is no such option; `least` and `most` bound several choices (`most` 0: no bound). `anonymous` asks
    people not to name anyone where they write. `place` is unique on the page.
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
    place: int = 1
    look: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    low: Words = Words()
    high: Words = Words()
    best: str = ""
    other: Words | None = None
    least: int = 0
    most: int = 0
    anonymous: bool = False
    not_applicable: bool = False
    extras: Extras = dataclasses.field(default_factory=Extras)

    @property
    def rare(self) -> bool:
        """Whether the page needs more than its own stylesheet to lay it out."""
        return self.kind not in COMMON or bool(self.rows) or bool(self.extras.search)


@dataclass(frozen=True, slots=True)
class Tongue:
    """One entry of the language switch: its code and its name in itself."""

    code: str
    name: str


def present(
    questionnaire: Questionnaire,
    questions: Sequence[Question],
    lang: str,
    *,
    anonymous: bool = False,
    said: Said | None = None,
    order: Order | None = None,
    first: int = 1,
    total: int | None = None,
) -> tuple[ShownQuestion, ...]:
    """The records of these questions for one page, in the order given; what people never see is left out.

    `said` fills earlier answers into texts; without it their places stay as written. `order` gives the options of a
    question in the order of one respondent. `first` is the number of the first question, of `total` in all, which is 0
    where it is not certain.
    """
    speaker = _Speaker(lang, questionnaire.base_language, said, order)
    homes = {question.id: section for section in questionnaire.sections for question in section.questions}
    visible = [question for question in questions if TYPES[question.kind].answerable or question.kind == "info"]
    all_in_all = sum(TYPES[question.kind].answerable for question in visible) if total is None else total
    before: Section | None = None
    shown = []
    number = first - 1
    for place, question in enumerate(visible, start=1):
        number += TYPES[question.kind].answerable
        section = homes[question.id]
        title = speaker.piped(section.title) if section is not before else Words()
        record = _present(question, title, speaker)
        asked = number if TYPES[question.kind].answerable else 0
        shown.append(replace(record, number=asked, total=all_in_all, place=place, anonymous=anonymous))
        before = section
    return tuple(shown)


def speak(questionnaire: Questionnaire, texts: Texts, lang: str) -> Words:
    """A text of the document for a page in `lang`, falling back to its base language."""
    return _Speaker(lang, questionnaire.base_language)(texts)


def author_words(questionnaire: Questionnaire, lang: str) -> Callable[[Texts], str]:
    """The author's own texts as plain words in the page's language."""
    return lambda texts: texts.text_in(lang, questionnaire.base_language)


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
    said: Said | None = None
    order: Order | None = None

    def __call__(self, texts: Texts) -> Words:
        found = texts.language_for(self.lang, self.base)
        same = found.partition("-")[0] == self.lang.partition("-")[0]
        return Words(texts.by_language.get(found, ""), "" if same else found)

    def piped(self, texts: Texts) -> Words:
        words = self(texts)
        return words if self.said is None else replace(words, text=piping.pipe(words.text, self.said))

    def html(self, texts: Texts) -> Markup:
        """A text in Markdown; what is filled in stays plain text."""
        said = self.said
        rendered = info.html_of(self(texts).text)
        return Markup(rendered if said is None else piping.pipe(rendered, lambda code: _escaped(said(code))))

    def choices(self, question: Question) -> tuple[Choice, ...]:
        return question.choices if self.order is None else self.order(question)


def _escaped(words: str | None) -> str | None:
    return None if words is None else str(escape(words))


def _present(question: Question, section: Words, speak: _Speaker) -> ShownQuestion:
    kind = TYPES[question.kind]
    scale = kind.scale(question)
    return ShownQuestion(
        id=question.id,
        field=question.field,
        kind=question.kind,
        text=speak.piped(question.text),
        help=speak.piped(question.help),
        required=question.required,
        section=section,
        look=_look(question),
        options=_options(question, speak),
        rows=_rows(question, speak) if kind.has_rows else (),
        low=speak.piped(LOW_LABEL.texts_of(question)),
        high=speak.piped(HIGH_LABEL.texts_of(question)),
        best="" if scale is None else "high" if scale.higher_is_better else "low",
        other=speak.piped(OTHER_TEXT.texts_of(question)) if OTHER_ALLOWED.of(question) else None,
        least=multi.LEAST.of(question) if question.kind == "multi" else 0,
        most=(multi.MOST.of(question) or 0) if question.kind == "multi" else 0,
        not_applicable=NOT_APPLICABLE.of(question) and NOT_APPLICABLE in kind.settings,
        extras=_EXTRAS[question.kind](question, speak) if question.kind in _EXTRAS else _NONE,
    )


_NONE = Extras()
_EXTRAS: Mapping[str, Callable[[Question, _Speaker], Extras]] = {
    "dropdown": lambda q, speak: Extras(search=len(q.choices) >= dropdown.SEARCH_FROM),
    "matrix": lambda q, speak: Extras(several=matrix.SEVERAL.of(q), needed=_needed(q)),
    "ranking": lambda q, speak: Extras(places=ranking.places_of(q)),
    "number": lambda q, speak: Extras(
        unit=speak(number.UNIT.texts_of(q)),
        least=number.plain(number.LEAST.of(q)),
        most=number.plain(number.MOST.of(q)),
        decimals=number.DECIMALS.of(q),
        needed=_needed(q),
    ),
    "date": lambda q, speak: Extras(least=date.Day.earliest.of(q), most=date.Day.latest.of(q)),
    "time": lambda q, speak: Extras(least=time.Hour.earliest.of(q), most=time.Hour.latest.of(q)),
    "text": lambda q, speak: Extras(longest=text.LONGEST.of(q) or 0, needed=_needed(q)),
    "longtext": lambda q, speak: Extras(longest=text.LONGEST.of(q) or 0),
    "consent": lambda q, speak: Extras(agree=speak(consent.AGREE_TEXT.texts_of(q))),
    "info": lambda q, speak: Extras(html=speak.html(q.text)),
}


def _needed(question: Question) -> frozenset[str]:
    """The rows that a needed answer must have."""
    if not question.required:
        return frozenset()
    named = matrix.REQUIRED_ROWS.of(question) if question.kind == "matrix" else ()
    return frozenset(named or (row.code for row in question.rows))


def _look(question: Question) -> str:
    looks: Mapping[str, Any] = {"csat": csat.LOOK, "single": single.LOOK}
    return str(looks[question.kind].of(question)) if question.kind in looks else ""


def _rows(question: Question, speak: _Speaker) -> tuple[Option, ...]:
    # In random order the rows of a matrix change places; its columns never do.
    rows = speak.choices(replace(question, choices=question.rows)) if question.kind == "matrix" else question.rows
    return tuple(Option(row.code, speak.piped(row.text)) for row in rows)


def _options(question: Question, speak: _Speaker) -> tuple[Option, ...]:
    scale = TYPES[question.kind].scale(question)
    if question.kind == "importance":
        scale = importance.Importance().half_scale(question)
    if scale is not None:
        words = {choice.code: speak.piped(choice.text) for choice in question.choices}
        return tuple(Option(point, words.get(point, Words())) for point in scale.points())
    choices = question.choices if question.kind == "matrix" else speak.choices(question)
    alone = multi.EXCLUSIVE.of(question) if question.kind == "multi" else ()
    written = tuple(Option(c.code, speak.piped(c.text), c.code in alone) for c in choices)
    none = (Option(NONE, speak.piped(NONE_TEXT.texts_of(question)), True),) if NONE_ALLOWED.of(question) else ()
    return written + none
