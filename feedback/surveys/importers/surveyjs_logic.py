"""The rules of a SurveyJS survey in ours: visibleIf, expressions, calculated values, answers quoted in texts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from feedback.errors import N_
from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions import NotAnExpression, Untranslatable
from feedback.surveys.importers.expressions.surveyjs import REFERENCE, SurveyJs, parsed
from feedback.surveys.importers.expressions.syntax import Node
from feedback.surveys.importers.expressions.translating import both
from feedback.surveys.importers.nesting import Nest
from feedback.surveys.importers.partly import CUT, LOST, NO_FORMULA, Partly, partly
from feedback.surveys.importers.source import Item, Source

Element = Mapping[str, Any]

_REFERENCE = re.compile(REFERENCE)
_NAMED = re.compile(r"[^\W\d][\w. -]*")
_COUNTED = {"questioncount", "correctanswers", "incorrectanswers", "pageno", "pagecount", "panelindex", "rowindex"}
_SHOWING = ("visibleIf", "enableIf")


class Logic:
    """Translates the rules of a survey once all its questions are known, and tells what cannot be."""

    def __init__(self, source: Source, elements: Mapping[str, Element], data: Element) -> None:
        self.source = source
        self.elements = elements
        items = {item.key: item for item in source.items()}
        self.translator = SurveyJs(items, self._names(items), self._values(data))
        self._tell_triggers(data)

    def apply(self, nest: Nest) -> None:
        """Put conditions and formulas on every item and part."""
        for placed in nest.placed:
            found = [self._condition(group.name, "visibleIf", group.rule) for group in placed.groups]
            placed.part.shown_when = _all(found)
            for item in placed.part.items:
                self._item(item)

    def piped(self, item: Item | None, text: str) -> str:
        """`{name}` as our code of the question; what stands there for something else stays as it is, and is told."""
        return _REFERENCE.sub(lambda found: self._quoted(item, found), text)

    def _names(self, items: Mapping[str, Item]) -> dict[str, str]:
        found: dict[str, str] = {}
        for key, item in items.items():
            if item.listed:
                found.setdefault(item.code, key)
        for key, element in self.elements.items():
            if isinstance(name := element.get("valueName"), str):
                found.setdefault(name, key)
        return found

    def _values(self, data: Element) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for value in _listed(data.get("calculatedValues")):
            name, text = str(value.get("name", "")), str(value.get("expression", ""))
            try:
                found[name] = parsed(text)
            except NotAnExpression:
                self.source.tell("", f"calculatedValues: {name}", NO_FORMULA, part=text)
        return found

    def _item(self, item: Item) -> None:
        element = self.elements.get(item.key.partition(".")[0], {})
        rules = [(name, str(element.get(name) or "")) for name in _SHOWING]
        item.shown_when = _all([self._condition(item, name, rule) for name, rule in rules])
        if item.kind == "calculation":
            self._formula(item, str(element.get("expression") or ""))

    def _condition(self, where: Item | str, name: str, rule: str) -> ast.Condition | None:
        if not rule.strip():
            return None
        try:
            found = partly(self.translator, parsed(rule))
        except NotAnExpression:
            found = Partly(None, (rule,))
        if found.lost:
            self.source.tell(where, f"{name}: {rule}", CUT if found.condition else LOST, part=", ".join(found.lost))
        return found.condition

    def _formula(self, item: Item, text: str) -> None:
        try:
            item.formula = self.translator.expression(parsed(text))
        except (NotAnExpression, Untranslatable) as error:
            self.source.tell(item, f"expression: {text}", NO_FORMULA, part=getattr(error, "what", "") or text)

    def _quoted(self, item: Item | None, found: re.Match[str]) -> str:
        name = found[1]
        try:
            answer = self.translator.name(f"{{{name}}}")
        except Untranslatable:
            answer = None
        if isinstance(answer, ast.Answer) and not answer.row and not answer.part:
            return f"{{{self.translator.items[answer.question].name}}}"
        if _NAMED.fullmatch(name) or name.lower() in _COUNTED:
            what = N_("The text quotes “%(name)s”, which is no question here: it stays as it is written.")
            self.source.tell(item or "", found[0], what, name=name)
        return found[0]

    def _tell_triggers(self, data: Element) -> None:
        for trigger in _listed(data.get("triggers")):
            text = N_("What happens there when “%(rule)s” holds does not happen here.")
            rule = str(trigger.get("expression") or trigger.get("name") or "")
            self.source.tell("", f"triggers: {trigger.get('type', '')}", text, rule=rule)
        for one in _listed(data.get("completedHtmlOnCondition")):
            text = N_("The last page says the same to everybody here: what it says when “%(rule)s” is left out.")
            self.source.tell("", "completedHtmlOnCondition", text, rule=str(one.get("expression", "")))


def _all(found: list[ast.Condition | None]) -> ast.Condition | None:
    kept = tuple(one for one in found if one is not None)
    return both(kept) if kept else None


def _listed(given: object) -> Iterator[Element]:
    for one in given if isinstance(given, list) else ():
        if isinstance(one, Mapping):
            yield one
