"""What a condition can be about, which comparisons fit it, and which values it can have. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.errors import N_, Message, message
from feedback.surveys.conditions.ast import Answer, Expression, Given
from feedback.surveys.conditions.vocabulary import BUILT_IN, YES_NO, Words
from feedback.surveys.conditions.wording import question_in_words
from feedback.surveys.document import Choice, Question, Questionnaire
from feedback.surveys.question_types import TYPES

Named = tuple[str, Words]
"""A value as it is stored, and what it is called."""

_NUMBERS = ("equals", "not_equals", "at_most", "at_least", "less", "more")
_ONE = ("equals", "not_equals", "includes_any")
_SEVERAL = ("includes", "includes_any", "includes_all")
_TEXT = ("includes", "equals", "not_equals")
_ASKED = ("answered", "not_answered")
_NUMERIC = frozenset({"number", "calculation", "importance", "ranking"})
_DATED = frozenset({"date", "time"})
_CHOSEN = frozenset({"single", "dropdown", "yesno", "consent"})
_SILENT = frozenset({"info"})
HALVES = ("importance", "satisfaction")


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing a condition can be about. `key` names it in a form.

    `values` are those it can have, empty where people type one; `numeric`: they are numbers.
    """

    key: str
    expression: Answer | Given
    name: Words
    operators: tuple[str, ...]
    values: tuple[Named, ...] = ()
    numeric: bool = False


def key_of(expression: Expression) -> str:
    """The key of what stands on the left of a comparison; "" for what is no answer and nothing given."""
    match expression:
        case Answer(question, row, part):
            return "/".join(["q", question, "row" if row else "part" if part else "", row or part]).rstrip("/")
        case Given(name):
            return f"g/{name}"
    return ""


def expression_of(key: str) -> Answer | Given | None:
    """The opposite of `key_of`."""
    kind, _, rest = key.partition("/")
    if kind == "g" and rest:
        return Given(rest)
    question, _, where = rest.partition("/")
    what, _, name = where.partition("/")
    if kind != "q" or not question or what not in ("", "row", "part"):
        return None
    return Answer(question, row=name if what == "row" else "", part=name if what == "part" else "")


def subjects(
    document: Questionnaire, before: Sequence[Question], given: Mapping[str, Sequence[Named]], lang: str
) -> tuple[Subject, ...]:
    """What a condition may be about that is asked when the questions `before` it are answered.

    `given` are the names of what is known of a visit, with the values each can have.
    """
    asked = (
        one for question in before if question.kind not in _SILENT for one in _of_question(question, document, lang)
    )
    return (*asked, *(given_subject(name, values) for name, values in given.items()))


def given_subject(name: str, values: Sequence[Named] = ()) -> Subject:
    """Something known of a visit, such as the group."""
    named = in_words_of_given(name)
    return Subject(f"g/{name}", Given(name), named, (*_ONE, *_ASKED) if values else (*_TEXT, *_ASKED), tuple(values))


def in_words_of_given(name: str) -> Message:
    """What something given is called where one chooses it."""
    kind, _, rest = name.partition(":")
    if kind == "segment":
        return message(N_("Segment: %(name)s"), name=rest)
    if kind == "link":
        return message(N_("Value of the link: %(name)s"), name=rest)
    return _GIVEN.get(name, message(name))


def _of_question(question: Question, document: Questionnaire, lang: str) -> Iterator[Subject]:
    def words(choice: Choice) -> str:
        return choice.text.text_in(lang, document.base_language) or choice.code

    name = question_in_words(question.id, document, lang)
    operators, values, numeric = _fitting(question, words)
    extra = ("not_applicable",) if question.settings.get("not_applicable") else ()
    if not question.rows and question.kind not in ("importance", "kano"):
        whole = (*operators, *_ASKED, *extra)
        yield Subject(key_of(Answer(question.id)), Answer(question.id), name, whole, values, numeric)
    else:
        asked = Answer(question.id)
        yield Subject(key_of(asked), asked, name, (*_ASKED, *extra))
    for row in question.rows or (question.choices if question.kind == "ranking" else ()):
        part = Answer(question.id, row=row.code)
        of_row = message(N_("%(question)s: %(row)s"), question=name, row=words(row))
        yield Subject(key_of(part), part, of_row, (*operators, *_ASKED), values, numeric)
    for half in HALVES if question.kind == "importance" else ():
        part = Answer(question.id, part=half)
        of_half = message(N_("%(question)s: %(row)s"), question=name, row=_HALVES[half])
        yield Subject(key_of(part), part, of_half, (*operators, *_ASKED), values, numeric)


def _fitting(question: Question, words: Callable[[Choice], str]) -> tuple[tuple[str, ...], tuple[Named, ...], bool]:
    kind = TYPES.get(question.kind)
    scale = kind.scale(question) if kind else None
    if scale is not None:
        return _NUMBERS, tuple((str(n), str(n)) for n in range(scale.low, scale.high + 1)), True
    if question.kind in _NUMERIC:
        return _NUMBERS, (), True
    if question.kind in _DATED:
        return _NUMBERS, (), False
    values = tuple(_values(question, words))
    if question.kind in _CHOSEN or (question.kind == "matrix" and values):
        return _ONE, values, False
    return (_SEVERAL if question.kind == "multi" else _TEXT), values, False


def _values(question: Question, words: Callable[[Choice], str]) -> Iterator[Named]:
    if question.kind == "yesno":
        yield from YES_NO.items()
    yield from ((choice.code, words(choice)) for choice in question.choices)
    yield from ((code, BUILT_IN[code]) for code in ("none", "other") if question.settings.get(code) is True)


_GIVEN: Mapping[str, Message] = {
    "group": message(N_("Group")),
    "stage": message(N_("Stage")),
    "language": message(N_("Language")),
    "mode": message(N_("What people are promised")),
}
_HALVES: Mapping[str, Message] = {
    "importance": message(N_("how important")),
    "satisfaction": message(N_("how satisfied")),
}
