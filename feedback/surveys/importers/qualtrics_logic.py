"""Qualtrics' display logic, branches and skips as conditions. Pure.

A rule is an object of sets of tests: {"0": {"0": test, "1": test, "Type": "If"}, "1": {…, "Type": "AndIf"}, "Type":
"BooleanExpression"}; a test after the first names its conjunction, and "and" binds stronger than "or".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions import Node, Translator, Untranslatable
from feedback.surveys.importers.expressions.translating import both, either, negated
from feedback.surveys.importers.markup import one_line
from feedback.surveys.importers.source import Item
from feedback.surveys.importers.untrusted import mapping, text

_LOCATOR = re.compile(r"q://(QID[^/]+)/(\w+)(?:/([^/]+))?(?:/([^/]+))?(?:/.*)?")
_COMPARE = {
    "EqualTo": "equals",
    "Is": "equals",
    "NotEqualTo": "not_equals",
    "IsNot": "not_equals",
    "GreaterThan": "more",
    "GreaterThanOrEqual": "at_least",
    "LessThan": "less",
    "LessThanOrEqual": "at_most",
    "After": "more",
    "Before": "less",
}
_PARTS = ("ChoiceTextEntryValue", "ChoiceNumericEntryValue", "SelectedChoicesCount", "SelectedAnswerCount")


class QualtricsLogic(Translator):
    """The rules of one survey; items are known by their QID."""

    def name(self, name: str) -> ast.Expression:
        if name in self.items:
            return ast.Answer(name)
        raise Untranslatable(name)

    def call(self, function: str, arguments: tuple[Node, ...]) -> ast.Expression:
        raise Untranslatable(function)

    def boolean(self, rule: dict[str, Any]) -> ast.Condition:
        """A whole rule.

        Raises:
            Untranslatable: a test in it has no counterpart here.
        """
        sets = [(text(one, "Type"), self._set(one)) for one in _numbered(rule)]
        if not sets:
            raise Untranslatable("")
        return _joined([("Or" if "Or" in kind or "Else" in kind else "And", one) for kind, one in sets])

    def skip(self, skip: dict[str, Any]) -> ast.Condition:
        """When a jump jumps.

        Raises:
            Untranslatable: its test has no counterpart here.
        """
        locator = text(skip, "ChoiceLocator") or text(skip, "Locator")
        return self._of_question(locator, text(skip, "Condition"), text(skip, "RightOperand"))

    def _set(self, one: dict[str, Any]) -> ast.Condition:
        tests = [(text(test, "Conjuction") or text(test, "Conjunction"), self._test(test)) for test in _numbered(one)]
        if not tests:
            raise Untranslatable("")
        return _joined(tests)

    def _test(self, test: dict[str, Any]) -> ast.Condition:
        operator, right = text(test, "Operator"), text(test, "RightOperand")
        match text(test, "LogicType"):
            case "Question":
                return self._of_question(text(test, "LeftOperand") or text(test, "ChoiceLocator"), operator, right)
            case "EmbeddedField":
                return self._said(ast.Given(f"link:{text(test, 'LeftOperand')}"), operator, right)
        raise Untranslatable(text(test, "LogicType"))

    def _of_question(self, locator: str, operator: str, right: str) -> ast.Condition:
        found = _LOCATOR.fullmatch(locator)
        item = self.items.get(found[1]) if found else None
        if found is None or item is None:
            raise Untranslatable(locator)
        if operator in ("Displayed", "NotDisplayed"):
            shown = ast.Compare(ast.Answer(item.key), "shown")
            return shown if operator == "Displayed" else negated(shown)
        if found[2] in ("SelectableChoice", "SelectableAnswer"):
            return _turned(operator, self._chosen(item, found[3] or "", found[4] or ""))
        if found[2] in _PARTS:
            return self._said(self._part(item, found[2], found[3] or ""), operator, right)
        if operator in ("Empty", "NotEmpty", "Answered", "NotAnswered"):
            return self._said(ast.Answer(item.key), operator, right)
        raise Untranslatable(locator)

    def _chosen(self, item: Item, first: str, second: str) -> ast.Condition:
        if item.our_kind == "matrix" and second:
            answer = ast.Answer(item.key, row=_known(item.row_codes(), first))
            code = _known(item.choice_codes(), second)
            return ast.Compare(answer, "includes" if item.settings.get("several") else "equals", ast.Value(code))
        if second:
            raise Untranslatable(f"{item.code}/{first}/{second}")
        value = ast.Value(self.coded(ast.Answer(item.key), first))
        return ast.Compare(ast.Answer(item.key), "includes" if item.our_kind == "multi" else "equals", value)

    def _part(self, item: Item, part: str, which: str) -> ast.Expression:
        if part == "SelectedChoicesCount":
            return ast.Call("count", (ast.Answer(item.key),))
        if not which:
            return ast.Answer(item.key)
        if item.standing_rows() and which in item.row_codes():
            return ast.Answer(item.key, row=item.row_codes()[which])
        if item.values.get(which) == "other":
            return ast.Answer(item.key, part="other")
        raise Untranslatable(f"{item.code}/{part}/{which}")

    def _said(self, left: ast.Expression, operator: str, right: str) -> ast.Condition:
        match operator:
            case "Empty" | "NotAnswered":
                return ast.Compare(left, "not_answered")
            case "NotEmpty" | "Answered":
                return ast.Compare(left, "answered")
            case "Contains":
                return ast.Compare(left, "includes", ast.Value(right))
            case "DoesNotContain":
                return negated(ast.Compare(left, "includes", ast.Value(right)))
        if operator not in _COMPARE:
            raise Untranslatable(operator)
        return self.compared(_COMPARE[operator], left, ast.Value(right))


def said(rule: dict[str, Any]) -> str:
    """A rule in the words Qualtrics itself keeps beside it."""
    own = one_line(text(rule, "Description"))
    if own:
        return own
    return " ".join(filter(None, (said(mapping(one)) for one in rule.values() if isinstance(one, dict))))[:1000]


def _numbered(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in sorted((name for name in value if name.isdigit() and len(name) < 9), key=int):
        if isinstance(value[name], dict):
            yield value[name]


def _joined(tests: list[tuple[str, ast.Condition]]) -> ast.Condition:
    groups: list[list[ast.Condition]] = []
    for place, (conjunction, condition) in enumerate(tests):
        if place == 0 or conjunction.startswith("Or"):
            groups.append([])
        groups[-1].append(condition)
    return either(tuple(both(tuple(group)) for group in groups))


def _turned(operator: str, condition: ast.Condition) -> ast.Condition:
    if operator in ("Selected", "Is", "EqualTo"):
        return condition
    if operator in ("NotSelected", "IsNot", "NotEqualTo"):
        return negated(condition)
    raise Untranslatable(operator)


def _known(codes: dict[str, str], code: str) -> str:
    if code not in codes:
        raise Untranslatable(code)
    return codes[code]
