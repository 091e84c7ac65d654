"""The rules of an XLSForm in ours: relevant, calculation, constraint, references in texts. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from feedback.errors import N_
from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions import NotAnExpression, Untranslatable
from feedback.surveys.importers.expressions.translating import both
from feedback.surveys.importers.expressions.xpath import REFERENCE, XPath, parsed
from feedback.surveys.importers.nesting import Nest, Placed
from feedback.surveys.importers.partly import CUT, LOST, NO_FORMULA, Partly, partly
from feedback.surveys.importers.source import Item, Source
from feedback.surveys.importers.xlsform_constraints import settings_for

_REFERENCE = re.compile(REFERENCE)
_TRUE = ("yes", "true", "true()", "1", "y", "required")
_FALSE = ("", "no", "false", "false()", "0", "n")


@dataclass(slots=True)
class Rules:
    """What one question's row says besides words; the expressions are as the form writes them."""

    relevant: str = ""
    calculation: str = ""
    constraint: str = ""
    required: str = ""


@dataclass(slots=True)
class Logic:
    """Translates the rules of a form once all its questions are known, and tells what cannot be."""

    source: Source
    rules: Mapping[str, Rules]
    items: dict[str, Item] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    xpath: XPath = field(init=False)

    def __post_init__(self) -> None:
        for item in self.source.items():
            self.items[item.key] = item
            self.names.setdefault(item.code, item.key)
        self.xpath = XPath(self.items, self.names)

    def apply(self, nest: Nest) -> None:
        """Put conditions, formulas and limits on every item and part."""
        for placed in nest.placed:
            self._part(placed)
            for item in placed.part.items:
                self._item(item, self.rules[item.key])

    def piped(self, item: Item | None, text: str) -> str:
        """`${age}` as `{age}`, by our code of the question; what is no question stays as it is, and is told."""
        return _REFERENCE.sub(lambda found: self._quoted(item, found), text)

    def _part(self, placed: Placed) -> None:
        found = [self._condition("", group.rule, group.name) for group in placed.groups]
        kept = tuple(one for one in found if one is not None)
        placed.part.shown_when = both(kept) if kept else None

    def _item(self, item: Item, rules: Rules) -> None:
        item.shown_when = self._condition(item.key, rules.relevant, item)
        item.required = rules.required.lower() in _TRUE
        if rules.required.lower() not in _TRUE + _FALSE:
            text = N_("Required only under a condition, which does not exist here: it may be left out.")
            self.source.tell(item, f"required: {rules.required}", text)
        if item.kind == "calculation":
            self._formula(item, rules.calculation)
        if rules.constraint:
            self._constraint(item, rules.constraint)

    def _condition(self, key: str, text: str, where: Item | str) -> ast.Condition | None:
        if not text:
            return None
        try:
            found = partly(self._xpath(key), parsed(text))
        except NotAnExpression:
            found = Partly(None, (text,))
        if found.lost:
            what = CUT if found.condition else LOST
            self.source.tell(where, f"relevant: {text}", what, part=", ".join(found.lost))
        return found.condition

    def _formula(self, item: Item, text: str) -> None:
        try:
            item.formula = self._xpath(item.key).expression(parsed(text))
        except (NotAnExpression, Untranslatable) as error:
            self.source.tell(item, f"calculation: {text}", NO_FORMULA, part=getattr(error, "what", "") or text)

    def _constraint(self, item: Item, text: str) -> None:
        found, left = settings_for(text, item)
        item.settings.update(found)
        if left:
            what = N_("This check of the answer cannot be translated: answers are taken without it.")
            self.source.tell(item, f"constraint: {text}", what)

    def _xpath(self, here: str) -> XPath:
        self.xpath.here = here
        return self.xpath

    def _quoted(self, item: Item | None, found: re.Match[str]) -> str:
        named = self.items.get(self.names.get(found[1], ""))
        if named is None:
            what = N_("The text quotes “%(name)s”, which is no question here: it stays as it is written.")
            self.source.tell(item or "", found[0], what, name=found[1])
            return found[0]
        return f"{{{named.name}}}"
