"""Conditions and calculations in plain words, for whoever designs or reads a questionnaire. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from feedback.errors import N_, Message, message
from feedback.surveys.conditions.ast import (
    All,
    Answer,
    Any,
    Call,
    Compare,
    Condition,
    Expression,
    Given,
    Literal,
    Not,
    Value,
    When,
)
from feedback.surveys.conditions.vocabulary import (
    BUILT_IN,
    GIVEN,
    OF_MANY,
    OF_ONE,
    OF_TWO,
    OPERATORS,
    PARTS,
    YES_NO,
    Words,
)
from feedback.surveys.document import Choice, Questionnaire

LONGEST = 70
"""Characters of a question's text before it is cut."""


def in_words(
    condition: Condition, document: Questionnaire, lang: str, names: Mapping[str, str] | None = None
) -> Message:
    """The condition as a sentence, to be translated for its reader; questions and options in `lang`.

    `names` are those of groups and stages by "group:<code>" and "stage:<code>"; without them the codes stand there.
    """
    return _Speaker(document, lang, names or {}).condition(condition)


def formula_in_words(formula: Expression, document: Questionnaire, lang: str) -> Message:
    """What a calculation works out."""
    return _as_message(_Speaker(document, lang).expression(formula))


def question_in_words(question_id: str, document: Questionnaire, lang: str) -> Message:
    """A question by its number and the beginning of its text."""
    return _as_message(_Speaker(document, lang).expression(Answer(question_id)))


@dataclass(frozen=True, slots=True)
class _Speaker:
    document: Questionnaire
    lang: str
    names: Mapping[str, str] = field(default_factory=dict)

    def condition(self, condition: Condition) -> Message:
        match condition:
            case All(of):
                return self._group(of, N_("%(a)s and %(b)s"), message(N_("always")))
            case Any(of):
                return self._group(of, N_("%(a)s or %(b)s"), message(N_("never")))
            case Not(one):
                return message(N_("it is not so that %(inside)s"), inside=self._inside(one))
            case Compare():
                return self._test(condition)

    def expression(self, expression: Expression) -> Words:
        match expression:
            case Answer():
                return self._answer(expression)
            case Given(name):
                return _given(name)
            case Value(value):
                return self._literal(value, Value(""))
            case When(condition):
                return self._inside(condition)
            case Call(function, of):
                return self._call(function, of)

    def _group(self, of: tuple[Condition, ...], between: str, empty: Message) -> Message:
        parts: list[Words] = [self.condition(one) if len(of) == 1 else self._inside(one) for one in of]
        return _as_message(_joined(parts, between)) if parts else empty

    def _inside(self, condition: Condition) -> Message:
        words = self.condition(condition)
        many = isinstance(condition, All | Any) and len(condition.of) > 1
        return message("(%(inside)s)", inside=words) if many or isinstance(condition, Not) else words

    def _test(self, test: Compare) -> Message:
        left, operator = self.expression(test.left), OPERATORS[test.operator]
        if test.operator == "includes_any" and self._takes_several(test.left):
            operator = message(N_("includes one of"))
        if test.right is None:
            return message("%(left)s %(operator)s", left=left, operator=operator)
        right = self._literal(test.right.value, test.left) if isinstance(test.right, Value) else None
        other = self.expression(test.right) if right is None else right
        return message("%(left)s %(operator)s %(right)s", left=left, operator=operator, right=other)

    def _takes_several(self, expression: Expression) -> bool:
        question = self.document.question(expression.question) if isinstance(expression, Answer) else None
        return question is not None and question.kind == "multi"

    def _answer(self, answer: Answer) -> Message:
        question = self.document.question(answer.question)
        if question is None:
            return message(N_("a question that is no longer there"))
        number = list(self.document.questions()).index(question) + 1
        text = _short(question.text.text_in(self.lang, self.document.base_language))
        name = message(N_("question %(number)s (“%(text)s”)"), number=number, text=text or question.code)
        if answer.row:
            row = self._choice(question.rows, answer.row)
            return message(N_("“%(row)s” in %(question)s"), row=row, question=name)
        return message(PARTS[answer.part], question=name) if answer.part in PARTS else name

    def _choice(self, choices: Sequence[Choice], code: str) -> str:
        found = next((choice for choice in choices if choice.code == code), None)
        return _short(found.text.text_in(self.lang, self.document.base_language)) if found else code

    def _literal(self, value: Literal, beside: Expression) -> Words:
        if isinstance(value, tuple):
            return _joined([self._literal(one, beside) for one in value], N_("%(a)s or %(b)s"))
        if isinstance(value, bool):
            return YES_NO["yes" if value else "no"]
        if isinstance(value, float):
            return int(value) if value.is_integer() else str(value)
        return self._code(value, beside)

    def _code(self, code: str, beside: Expression) -> Message:
        if isinstance(beside, Given):
            return _quoted(self.names.get(f"{beside.name}:{code}", code))
        question = self.document.question(beside.question) if isinstance(beside, Answer) else None
        if question is None:
            return _quoted(code)
        own = next((choice for choice in question.choices if choice.code == code), None)
        built_in = {**BUILT_IN, **(YES_NO if question.kind == "yesno" else {})}
        return _quoted(built_in[code] if own is None and code in built_in else self._choice(question.choices, code))

    def _call(self, function: str, of: tuple[Expression, ...]) -> Message:
        parts = [self.expression(one) for one in of]
        if function in OF_MANY and parts:
            return message(OF_MANY[function], list=_joined(parts, N_("%(a)s and %(b)s")))
        if function in OF_TWO and len(parts) == 2:
            return message(OF_TWO[function], a=parts[0], b=parts[1])
        if function in OF_ONE and len(parts) == 1:
            return message(OF_ONE[function], a=parts[0])
        if function == "if" and len(parts) == 3:
            return message(N_("%(then)s if %(when)s, else %(else_)s"), when=parts[0], then=parts[1], else_=parts[2])
        if function == "today":
            return message(N_("today"))
        return message(
            "%(function)s(%(list)s)", function=function, list=_joined(parts, "%(a)s, %(b)s") if parts else ""
        )


def _given(name: str) -> Message:
    kind, _, rest = name.partition(":")
    if kind == "segment":
        return message(N_("the segment “%(name)s”"), name=rest)
    if kind == "link":
        return message(N_("the value “%(name)s” of the link"), name=rest)
    return GIVEN.get(name, message(name))


def _joined(parts: Sequence[Words], between: str) -> Words:
    """a, b and c, as pairs of pairs: each language has its own word between them."""
    first, *rest = parts
    for part in rest:
        first = message(between, a=first, b=part)
    return first


def _quoted(words: Words) -> Message:
    return message(N_("“%(words)s”"), words=words)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _as_message(words: Words) -> Message:
    return words if isinstance(words, Message) else message("%(words)s", words=words)
