"""From the tree of another tool's expression to our conditions and expressions. Pure.

A language's own translator says what names and functions mean; here is what they have in common: operators, codes of
choices, empty texts that mean "no answer", and what counts as true.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TypeVar

from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions.syntax import Binary, Call, Items, Literal, Name, Node, Unary
from feedback.surveys.importers.source import Item
from feedback.surveys.importers.untrusted import decimal

DEEPEST = 36
"""Levels our own notation takes, with room for what is put around a condition."""

ALWAYS, NEVER = ast.All(()), ast.Any(())

_FLIPPED = {"less": "more", "at_most": "at_least", "more": "less", "at_least": "at_most"}
_COMPARISONS = ("equals", "not_equals", "less", "at_most", "more", "at_least")
_YES = ("y", "yes", "true", "1")
_NO = ("", "n", "no", "false", "0")

Result = ast.Expression | ast.Condition
R = TypeVar("R", bound=Result)


class Untranslatable(Exception):
    """Part of an expression that has no counterpart here; `what` is the part as its language writes it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Translator(ABC):
    """Translates trees of one language; `items` are the questions of the file by key."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self.items = items
        self._known: dict[str, dict[str, str]] = {}

    @abstractmethod
    def name(self, name: str) -> Result:
        """What a name stands for: mostly `ast.Answer(key)`; a choice of several is a condition.

        Raises:
            Untranslatable: nothing here has this name.
        """

    @abstractmethod
    def call(self, function: str, arguments: tuple[Node, ...]) -> Result:
        """What a function of its arguments is.

        Raises:
            Untranslatable: there is no such function here.
        """

    def condition(self, node: Node) -> ast.Condition:
        """The tree as a condition.

        Raises:
            Untranslatable: a part of it has no counterpart, or it is nested too deep.
        """
        return _shallow(self.truth(self.result(node)))

    def expression(self, node: Node) -> ast.Expression:
        """The tree as a value to calculate.

        Raises:
            Untranslatable: a part of it has no counterpart, or it is nested too deep.
        """
        return _shallow(self.value(node))

    def result(self, node: Node) -> Result:
        """The tree as whatever it is: a condition or an expression."""
        match node:
            case Literal(value):
                return ast.Value(value)
            case Name(name):
                return self.name(name)
            case Call(function, arguments):
                return self.call(function, arguments)
            case Items(of):
                return ast.Value(tuple(self.text(one) for one in of))
            case Unary(operator, operand):
                return self._unary(operator, operand)
            case Binary(operator, left, right):
                return self._binary(operator, left, right)

    def value(self, node: Node) -> ast.Expression:
        """The tree as an expression; a condition becomes one that is true or false."""
        return as_expression(self.result(node))

    def truth(self, result: Result) -> ast.Condition:
        """What it means that something holds: a calculation is not 0, a question is answered."""
        match result:
            case ast.All() | ast.Any() | ast.Not() | ast.Compare():
                return result
            case ast.When(condition):
                return condition
            case ast.Value(value):
                return ALWAYS if value not in ("", 0, False, "0", ()) else NEVER
            case ast.Answer(question):
                return self._true_answer(result, self.items.get(question))
            case ast.Given():
                return ast.Compare(result, "answered")
            case ast.Call():
                return ast.Compare(result, "not_equals", ast.Value(0.0))

    def text(self, node: Node) -> str:
        """A literal as a text: 1.0 is written "1".

        Raises:
            Untranslatable: it is no literal.
        """
        if isinstance(node, Literal):
            return written(node.value)
        raise Untranslatable(type(node).__name__.lower())

    def all_of(self, nodes: tuple[Node, ...]) -> tuple[ast.Expression, ...]:
        """Each of the arguments as an expression."""
        return tuple(self.value(node) for node in nodes)

    def compared(self, operator: str, left: Result, right: Result) -> ast.Condition:
        """`left` compared with `right`, where `operator` is one of the six comparisons.

        Not equal holds also where there is no answer, as in every tool known here; ours needs an answer, so it is
        written as "not: equals".
        """
        if is_plain(left) and not is_plain(right):
            return self.compared(_FLIPPED.get(operator, operator), right, left)
        if operator == "not_equals":
            return negated(self.compared("equals", left, right))
        if isinstance(right, ast.Value):
            return self._with_value(operator, left, right)
        return ast.Compare(as_expression(left), operator, as_expression(right))

    def coded(self, answer: ast.Answer, value: ast.Literal) -> ast.Literal:
        """What our document calls an answer that the file calls `value`."""
        item = self.items.get(answer.question)
        if item is None or isinstance(value, bool | tuple):
            return value
        known = self._codes(item)
        code = item.values.get(written(value)) or known.get(written(value), written(value))
        return code if code in known or code in item.values.values() else _number_for(item, value)

    def _codes(self, item: Item) -> dict[str, str]:
        # Many conditions ask about few questions, and some of those have thousands of options.
        if item.key not in self._known:
            self._known[item.key] = {code: code for code in item.choice_codes().values()} | item.choice_codes()
        return self._known[item.key]

    def _code(self, answer: ast.Answer, value: str | float | bool) -> str:
        found = self.coded(answer, value)
        return "" if isinstance(found, tuple) else written(found)

    def _with_value(self, operator: str, left: Result, right: ast.Value) -> ast.Condition:
        if isinstance(left, ast.All | ast.Any | ast.Not | ast.Compare | ast.When) and operator == "equals":
            return self._truth_is(self.truth(left), right.value)
        subject = as_expression(left)
        if right.value == "" and operator == "equals":
            return ast.Compare(subject, "not_answered")
        if right.value == "" and operator in ("more", "not_equals"):
            return ast.Compare(subject, "answered")
        coded = self.coded(subject, right.value) if isinstance(subject, ast.Answer) else right.value
        return ast.Compare(subject, operator, ast.Value(coded))

    def _truth_is(self, condition: ast.Condition, value: ast.Literal) -> ast.Condition:
        said = written(value).lower() if not isinstance(value, tuple) else ""
        if said in _YES:
            return condition
        if said in _NO:
            return negated(condition)
        raise Untranslatable(said)

    def _true_answer(self, answer: ast.Answer, item: Item | None) -> ast.Condition:
        yes = item is not None and item.our_kind in ("yesno", "consent") and not answer.part
        return ast.Compare(answer, "equals", ast.Value("yes")) if yes else ast.Compare(answer, "answered")

    def _unary(self, operator: str, operand: Node) -> Result:
        if operator == "not":
            return negated(self.truth(self.result(operand)))
        if operator == "negate":
            inner = self.value(operand)
            known = isinstance(inner, ast.Value) and isinstance(inner.value, float)
            return ast.Value(-inner.value) if known else ast.Call("negate", (inner,))  # type: ignore[union-attr, operator]
        if operator in ("answered", "not_answered"):
            return self.answered(self.result(operand), operator == "answered")
        if operator == "plus":
            return self.result(operand)
        raise Untranslatable(operator)

    def answered(self, result: Result, wanted: bool = True) -> ast.Condition:
        """That there is an answer (or, not `wanted`, none)."""
        if isinstance(result, ast.Answer | ast.Given | ast.Call):
            return ast.Compare(result, "answered" if wanted else "not_answered")
        condition = self.truth(result)
        return condition if wanted else negated(condition)

    def _binary(self, operator: str, left: Node, right: Node) -> Result:
        if operator in ("and", "or"):
            found = tuple(self.truth(self.result(one)) for one in _chain(operator, left, right))
            return both(found) if operator == "and" else either(found)
        if operator in _COMPARISONS:
            return self.compared(operator, self.result(left), self.result(right))
        if operator in ("add", "multiply", "join"):
            return ast.Call(operator, self.all_of(_chain(operator, left, right)))
        if operator in ("subtract", "divide"):
            return ast.Call(operator, (self.value(left), self.value(right)))
        return self._holding(operator, left, right)

    def _holding(self, operator: str, left: Node, right: Node) -> ast.Condition:
        negative = operator.startswith("not_")
        meaning = operator.removeprefix("not_")
        if meaning not in ("includes", "includes_any", "includes_all"):
            raise Untranslatable(operator)
        condition = self.holds(meaning, self.value(left), self.value(right))
        return negated(condition) if negative else condition

    def holds(self, meaning: str, left: ast.Expression, right: ast.Expression) -> ast.Condition:
        """That `left` includes `right` (a choice, a word), or any or all of a list."""
        if isinstance(left, ast.Answer) and isinstance(right, ast.Value):
            given = right.value if isinstance(right.value, tuple) else (right.value,)
            codes = tuple(self._code(left, one) for one in given)
            if meaning == "includes" and not isinstance(right.value, tuple):
                return ast.Compare(left, "includes", ast.Value(codes[0]))
            return ast.Compare(left, "includes_all" if meaning == "includes" else meaning, ast.Value(codes))
        return ast.Compare(left, meaning, right)


def both(conditions: tuple[ast.Condition, ...]) -> ast.Condition:
    """All of them, without brackets nobody needs."""
    flat = tuple(one for each in conditions for one in (each.of if isinstance(each, ast.All) else (each,)))
    return flat[0] if len(flat) == 1 else ast.All(flat)


def either(conditions: tuple[ast.Condition, ...]) -> ast.Condition:
    """Any of them, without brackets nobody needs."""
    flat = tuple(one for each in conditions for one in (each.of if isinstance(each, ast.Any) else (each,)))
    return flat[0] if len(flat) == 1 else ast.Any(flat)


def negated(condition: ast.Condition) -> ast.Condition:
    """The opposite, without a "not" where there is a word for it."""
    match condition:
        case ast.Not(of):
            return of
        case ast.Compare(left, "answered", None):
            return ast.Compare(left, "not_answered")
        case ast.Compare(left, "not_answered", None):
            return ast.Compare(left, "answered")
        case ast.All(()):
            return NEVER
        case ast.Any(()):
            return ALWAYS
        case ast.All(of) if all(isinstance(one, ast.Not) for one in of):
            return either(tuple(negated(one) for one in of))
        case ast.Any(of) if all(isinstance(one, ast.Not) for one in of):
            return both(tuple(negated(one) for one in of))
    return ast.Not(condition)


def as_expression(result: Result) -> ast.Expression:
    """A condition as a value that is true or false; an expression as it is."""
    if isinstance(result, ast.All | ast.Any | ast.Not | ast.Compare):
        return ast.When(result)
    return result


def is_plain(result: Result) -> bool:
    """Whether it was written down by the author."""
    return isinstance(result, ast.Value)


def written(value: str | float | bool) -> str:
    """A literal as people write it: whole numbers without a point, true and false in small letters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _number_for(item: Item, value: str | float) -> ast.Literal:
    numeric = item.our_kind in ("number", "rating", "nps", "csat", "ces", "calculation", "importance")
    number = decimal(str(value)) if numeric else None
    return value if number is None else number


def _chain(operator: str, left: Node, right: Node) -> tuple[Node, ...]:
    # A generated condition may join a hundred parts; as nested pairs they would be a hundred levels deep.
    found = [right]
    while isinstance(left, Binary) and left.operator == operator:
        found.append(left.right)
        left = left.left
    return (left, *reversed(found))


def _shallow(result: R) -> R:
    level: list[Result] = [result]
    for _ in range(DEEPEST):
        level = [part for one in level for part in ast.parts(one)]
        if not level:
            return result
    raise Untranslatable("")
