"""Formbricks' jumps: conditions over answers, and where to go when they hold. Pure.

Two generations: groups of conditions with actions, and the older flat `condition`, `value`, `destination`.
"""

from __future__ import annotations

from typing import Any

from feedback.errors import N_
from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions import Call, Node, Translator, Untranslatable
from feedback.surveys.importers.expressions.translating import both, either, negated, written
from feedback.surveys.importers.jumps import Jumps
from feedback.surveys.importers.source import Item, Source
from feedback.surveys.importers.untrusted import listing, mapping, text

_COMPARE = {
    "equals": "equals",
    "doesNotEqual": "not_equals",
    "notEquals": "not_equals",
    "isGreaterThan": "more",
    "greaterThan": "more",
    "isLessThan": "less",
    "lessThan": "less",
    "isGreaterThanOrEqual": "at_least",
    "greaterEqual": "at_least",
    "isLessThanOrEqual": "at_most",
    "lessEqual": "at_most",
    "isBefore": "less",
    "isAfter": "more",
}
_ANSWERED = frozenset(
    ["isSubmitted", "submitted", "isCompletelySubmitted", "isSet", "isNotEmpty", "uploaded", "isBooked", "booked"]
)
_NOT_ANSWERED = frozenset(["isSkipped", "skipped", "isNotSet", "isEmpty", "notUploaded"])
_HOLDS = {
    "contains": "includes",
    "includesAllOf": "includes_all",
    "includesAll": "includes_all",
    "includesOneOf": "includes_any",
    "includesOne": "includes_any",
    "isAnyOf": "includes_any",
    "equalsOneOf": "includes_any",
}
_HOLDS_NOT = {
    "doesNotContain": "includes",
    "doesNotIncludeOneOf": "includes_any",
    "doesNotIncludeAllOf": "includes_all",
}
_END = "end"


def has_rules(page: dict[str, Any]) -> bool:
    """Whether a block or question has rules, or always goes somewhere else than on."""
    return bool(listing(page, "logic")) or bool(text(page, "logicFallback"))


class FormbricksLogic(Translator):
    """The rules of one survey; pages are its blocks, or its questions where it has none."""

    def __init__(self, source: Source, survey: dict[str, Any]) -> None:
        super().__init__({item.key: item for item in source.items()})
        self._source = source
        blocks = listing(survey, "blocks") or listing(survey, "questions")
        self._pages = {text(block, "id"): place for place, block in enumerate(blocks)}
        self._pages |= {
            text(element, "id"): place for place, block in enumerate(blocks) for element in listing(block, "elements")
        }
        self._blocks = blocks
        self._endings = {text(one, "id") for one in listing(survey, "endings")} | {_END}
        self._variables = {text(one, "id") for one in listing(survey, "variables")}

    def name(self, name: str) -> ast.Expression:
        if name in self.items:
            return ast.Answer(name)
        raise Untranslatable(name)

    def call(self, function: str, arguments: tuple[Node, ...]) -> ast.Expression:
        raise Untranslatable(Call(function, arguments).function)

    def jumps(self, page: dict[str, Any], place: int) -> Jumps:
        """Where one page leads. What cannot be said here is told and left out."""
        found = Jumps()
        fallback = text(page, "logicFallback")
        if fallback:
            found.otherwise = self._forward(page, place, fallback)
        for rule in listing(page, "logic"):
            for target in self._targets(page, mapping(rule)):
                self._add(found, page, place, mapping(rule), target)
        return found

    def visited(self, place: int) -> ast.Condition | None:
        """That a page was shown, asked of its first question that is answered."""
        elements = listing(self._blocks[place], "elements") or [self._blocks[place]]
        items = [self.items[text(one, "id")] for one in elements if text(one, "id") in self.items]
        answered = next((item for item in items if item.our_kind not in ("info", "hidden", "calculation")), None)
        return ast.Compare(ast.Answer(answered.key), "shown") if answered else None

    def _add(self, found: Jumps, page: dict[str, Any], place: int, rule: dict[str, Any], target: str) -> None:
        to = self._forward(page, place, target)
        if to is None:
            return
        try:
            condition = self._group(mapping(rule, "conditions")) if "conditions" in rule else self._old(page, rule)
        except Untranslatable as untranslatable:
            text_ = N_("This jump cannot be said here and was left out: when %(condition)s, go to %(target)s")
            self._source.tell(_code(page), "logic", text_, condition=untranslatable.what, target=target)
            return
        found.rules.append((condition, to))

    def _targets(self, page: dict[str, Any], rule: dict[str, Any]) -> list[str]:
        if "destination" in rule:
            return [text(rule, "destination")]
        found = []
        for action in listing(rule, "actions"):
            if text(action, "objective") in ("jumpToBlock", "jumpToQuestion", "jumpToElement"):
                found.append(text(action, "target"))
            else:
                text_ = N_("This action has no counterpart here and was left out: %(action)s")
                self._source.tell(_code(page), "logic", text_, action=text(action, "objective"))
        return found[:1]

    def _forward(self, page: dict[str, Any], place: int, target: str) -> int | None:
        if target in self._endings:
            return len(self._blocks)
        to = self._pages.get(target)
        if to is None or to <= place:
            text_ = N_("This jump goes back or nowhere, and was left out: to %(target)s")
            self._source.tell(_code(page), "logic", text_, target=target)
            return None
        return to

    def _group(self, group: dict[str, Any]) -> ast.Condition:
        parts = tuple(
            self._group(mapping(one)) if "conditions" in mapping(one) else self._single(mapping(one))
            for one in listing(group, "conditions")
        )
        return either(parts) if text(group, "connector") == "or" else both(parts)

    def _single(self, one: dict[str, Any]) -> ast.Condition:
        operator = text(one, "operator")
        left = self._operand(mapping(one, "leftOperand"), operator)
        right = mapping(one, "rightOperand")
        if text(right, "type") in ("", "static"):
            return self._said(left, operator, right.get("value"))
        return self.compared(_meaning(operator), left, self._operand(right, operator))

    def _operand(self, operand: dict[str, Any], operator: str) -> ast.Expression:
        value = text(operand, "value")
        match text(operand, "type"):
            case "element" | "question" if value in self.items:
                row = text(operand, "meta", "row")
                return ast.Answer(value, row=self._row(value, row)) if row else ast.Answer(value)
            case "hiddenField":
                return ast.Given(f"link:{value}")
        raise Untranslatable(f"{text(operand, 'type')} {value} {operator}")

    def _row(self, question: str, row: str) -> str:
        codes = self.items[question].row_codes()
        return codes.get(row, row)

    def _old(self, page: dict[str, Any], rule: dict[str, Any]) -> ast.Condition:
        return self._said(ast.Answer(text(page, "id")), text(rule, "condition"), rule.get("value"))

    def _said(self, left: ast.Expression, operator: str, value: object) -> ast.Condition:
        item = self.items.get(left.question) if isinstance(left, ast.Answer) else None
        if operator in ("isAccepted", "accepted"):
            return ast.Compare(left, "equals", ast.Value("yes"))
        if item and item.our_kind in ("info", "hidden", "calculation"):
            raise Untranslatable(f"{item.code} {operator}")
        if operator in _ANSWERED:
            return ast.Compare(left, "answered")
        if operator in _NOT_ANSWERED:
            return ast.Compare(left, "not_answered")
        if operator in _HOLDS or operator in _HOLDS_NOT:
            return self._held(left, operator, _values(item, value))
        return self.compared(_meaning(operator), left, _value(item, value, operator))

    def _held(self, left: ast.Expression, operator: str, values: tuple[str, ...]) -> ast.Condition:
        if operator == "contains" or operator == "doesNotContain":
            condition = self.holds("includes", left, ast.Value(values[0] if values else ""))
        else:
            condition = self.holds({**_HOLDS, **_HOLDS_NOT}[operator], left, ast.Value(values))
        return negated(condition) if operator in _HOLDS_NOT else condition


def _meaning(operator: str) -> str:
    if operator not in _COMPARE:
        raise Untranslatable(operator)
    return _COMPARE[operator]


def _values(item: Item | None, value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    return tuple(_code_of(item, text(one)) for one in given)


def _value(item: Item | None, value: object, operator: str) -> ast.Value:
    if isinstance(value, list | dict) or value is None:
        raise Untranslatable(f"{operator} {value}")
    said = written(value) if isinstance(value, float | bool) else text(value)
    return ast.Value(_code_of(item, said))


def _code_of(item: Item | None, said: str) -> str:
    """Older files name a choice by its words."""
    for option in item.choices if item else ():
        if said in option.text.values():
            return option.code
    return said


def _code(page: dict[str, Any]) -> str:
    elements = listing(page, "elements")
    return text(elements[-1], "id") if elements else text(page, "id")
