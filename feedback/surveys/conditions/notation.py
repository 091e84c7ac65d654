"""Conditions and expressions as JSON values, in exactly one way. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Json

from feedback.errors import N_, Invalid, Message, message
from feedback.surveys.conditions.ast import (
    FUNCTIONS,
    GIVEN,
    OPERATORS,
    UNARY,
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

DEEPEST = 40
"""Levels of nesting; nobody can read more, and reading recurses."""
LARGEST = 1e15


class BadCondition(Invalid):
    """The JSON is no condition or expression; `path` says where."""

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(reason, {path: reason})
        self.path = path


def condition_as_json(condition: Condition) -> dict[str, Json]:
    """{"all": […]}, {"any": […]}, {"not": …} or {"left": …, "is": operator, "right": …}."""
    match condition:
        case All(of):
            return {"all": [condition_as_json(one) for one in of]}
        case Any(of):
            return {"any": [condition_as_json(one) for one in of]}
        case Not(one):
            return {"not": condition_as_json(one)}
        case Compare(left, operator, right):
            test = {"left": expression_as_json(left), "is": operator}
            return test if right is None else {**test, "right": expression_as_json(right)}


def expression_as_json(expression: Expression) -> dict[str, Json]:
    """One of {"question", "row"?, "part"?}, {"given"}, {"value"}, {"call", "of"} and {"when"}."""
    match expression:
        case Answer(question, row, part):
            named = {"row": row, "part": part}
            return {"question": question, **{name: text for name, text in named.items() if text}}
        case Given(name):
            return {"given": name}
        case Value(value):
            return {"value": _plain(value)}
        case Call(function, of):
            return {"call": function, "of": [expression_as_json(one) for one in of]}
        case When(condition):
            return {"when": condition_as_json(condition)}


def read_condition(data: object, path: str = "", depth: int = 0) -> Condition:
    """The condition in these JSON values.

    Raises:
        BadCondition: it has another shape, an unknown operator, or is nested too deep.
    """
    item = _object(data, path, depth)
    match sorted(item):
        case ["all"]:
            return All(_conditions(item["all"], f"{path}/all", depth))
        case ["any"]:
            return Any(_conditions(item["any"], f"{path}/any", depth))
        case ["not"]:
            return Not(read_condition(item["not"], f"{path}/not", depth + 1))
        case ["is", "left"] | ["is", "left", "right"]:
            return _test(item, path, depth)
    raise _wrong(path, N_("A condition is expected here."))


def read_expression(data: object, path: str = "", depth: int = 0) -> Expression:
    """The expression in these JSON values.

    Raises:
        BadCondition: it has another shape, an unknown function, or is nested too deep.
    """
    item = _object(data, path, depth)
    if "question" in item and set(item) <= {"question", "row", "part"}:
        named = {name: _text(item.get(name, ""), f"{path}/{name}") for name in ("question", "row", "part")}
        return Answer(**named)
    match sorted(item):
        case ["given"]:
            return Given(_given(item["given"], f"{path}/given"))
        case ["value"]:
            return Value(_literal(item["value"], f"{path}/value"))
        case ["call", "of"]:
            return _call(item, path, depth)
        case ["when"]:
            return When(read_condition(item["when"], f"{path}/when", depth + 1))
    raise _wrong(path, N_("A value is expected here: an answer, something given, or a value written down."))


def _test(item: Mapping[str, Json], path: str, depth: int) -> Compare:
    operator = _text(item["is"], f"{path}/is")
    if operator not in OPERATORS:
        raise _wrong(f"{path}/is", N_("There is no such comparison."))
    if (operator in UNARY) != ("right" not in item):
        raise _wrong(path, N_("This comparison needs exactly the sides it compares."))
    left = read_expression(item["left"], f"{path}/left", depth + 1)
    right = read_expression(item["right"], f"{path}/right", depth + 1) if "right" in item else None
    return Compare(left, operator, right)


def _call(item: Mapping[str, Json], path: str, depth: int) -> Call:
    function = _text(item["call"], f"{path}/call")
    if function not in FUNCTIONS:
        raise _wrong(f"{path}/call", N_("There is no such calculation."))
    arguments = _list(item["of"], f"{path}/of")
    return Call(function, tuple(read_expression(one, f"{path}/of/{i}", depth + 1) for i, one in enumerate(arguments)))


def _conditions(data: object, path: str, depth: int) -> tuple[Condition, ...]:
    return tuple(read_condition(one, f"{path}/{i}", depth + 1) for i, one in enumerate(_list(data, path)))


def _given(data: object, path: str) -> str:
    name = _text(data, path)
    kind, colon, rest = name.partition(":")
    if name not in GIVEN and not (colon and rest and kind in ("segment", "link")):
        raise _wrong(path, N_("Nothing of this name is known of a visit."))
    return name


def _literal(data: object, path: str) -> Literal:
    if isinstance(data, bool | str):
        return data if isinstance(data, bool) else _text(data, path)
    if isinstance(data, int | float) and -LARGEST <= data <= LARGEST:
        return float(data)
    if isinstance(data, list | tuple):
        return tuple(_text(one, path) for one in data)
    raise _wrong(path, N_("A text, a number, yes or no, or a list of codes is expected here."))


def _plain(value: Literal) -> Json:
    if isinstance(value, tuple):
        return list(value)
    whole = isinstance(value, float) and value.is_integer()
    return int(value) if whole else value


def _object(data: object, path: str, depth: int) -> Mapping[str, Json]:
    if depth > DEEPEST:
        raise _wrong(path, N_("This is nested too deep to be read by anybody."))
    if not isinstance(data, Mapping) or not all(isinstance(key, str) for key in data):
        raise _wrong(path, N_("An object with named parts is expected here."))
    return data


def _list(data: object, path: str) -> list[object] | tuple[object, ...]:
    if not isinstance(data, list | tuple):
        raise _wrong(path, N_("A list is expected here."))
    return data


def _text(data: object, path: str) -> str:
    if not isinstance(data, str) or "\0" in data:
        raise _wrong(path, N_("A text is expected here."))
    try:
        data.encode("utf-8")
    except UnicodeEncodeError:
        raise _wrong(path, N_("This text holds a character that cannot be saved.")) from None
    return data


def _wrong(path: str, reason: str) -> BadCondition:
    return BadCondition(path, message(reason))
