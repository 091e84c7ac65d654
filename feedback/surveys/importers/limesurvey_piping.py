"""Expressions that stand in LimeSurvey's texts, in braces: earlier answers quoted, and words chosen by them. Pure.

What quotes one answer becomes our `{code}`. What calculates something becomes a calculation in front of the question,
quoted in the text. Everything else stays as it is, and is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedback.errors import N_
from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions import Untranslatable
from feedback.surveys.importers.limesurvey_logic import LimeTranslator
from feedback.surveys.importers.markup import plain
from feedback.surveys.importers.source import Item, Source, Words
from feedback.surveys.piping import can_be_piped

MOST = 200
"""Calculations made for the texts of one file."""

_SPOKEN = (".shown", ".NAOK.shown", ".shown.NAOK")


class Quotes:
    """Every expression in the texts of a file, and what stands in its place in ours."""

    def __init__(self, source: Source, translator: LimeTranslator) -> None:
        self._source = source
        self._translator = translator
        self._made: dict[str, Item | None] = {}
        self._answers: dict[str, str | None] = {}
        self._items = {item.key: item for item in source.items()}

    def prepare(self) -> None:
        """Make the calculations that texts need, in front of the question that needs them first."""
        for part in self._source.parts:
            part.items = [one for item in part.items for one in (*self._needed(item), item)]

    def replaced(self, item: Item | None, text: str) -> str:
        """A plain text with our quotes instead of theirs."""
        written, end = [], 0
        for start, stop in braced(text):
            written += [text[end:start], self._instead(item, text[start + 1 : stop - 1])]
            end = stop
        return "".join([*written, text[end:]])

    def _needed(self, item: Item) -> Iterator[Item]:
        for expression in _expressions(item):
            if expression in self._made or self._answer(expression) is not None:
                continue
            made = self._calculation(item, expression) if len(self._made) < MOST else None
            is_new = made is not None and made not in self._made.values()
            self._made[expression] = made
            if made is not None and is_new:
                yield made

    def _calculation(self, item: Item, expression: str) -> Item | None:
        try:
            formula = self._translator.expression_of(expression)
        except Untranslatable:
            return None
        known = {one.formula: one for one in self._made.values() if one}
        if formula in known:
            return known[formula]
        return Item(
            key=f"text:{len(known) + 1}",
            code=f"text_{len(known) + 1}",
            kind="calculation",
            source_kind="{}",
            text=Words({self._source.base_language or "": expression}),
            formula=formula,
            listed=False,
            markup="plain",
        )

    def _instead(self, item: Item | None, expression: str) -> str:
        answer = self._answer(expression)
        if answer is not None:
            return answer
        made = self._made.get(expression)
        if made:
            return f"{{{made.name}}}"
        if item is None or item.kind != "calculation":
            text = N_("The text quotes something that cannot be worked out here; it stays as it is: %(expression)s")
            self._source.tell(item or "", "{}", text, expression=f"{{{expression}}}")
        return f"{{{expression}}}"

    def _answer(self, expression: str) -> str | None:
        """Our quote for an expression that is just the answer to a question, or something from the link."""
        if expression not in self._answers:
            self._answers[expression] = self._answered(expression)
        return self._answers[expression]

    def _answered(self, expression: str) -> str | None:
        name = expression.strip()
        for ending in _SPOKEN:
            name = name.removesuffix(ending)
        try:
            result = self._translator.expression_of(name)
        except Untranslatable:
            return None
        match result:
            case ast.Given(given) if given.startswith("link:") and can_be_piped(f"link.{given[5:]}"):
                return f"{{link.{given[5:]}}}"
            case ast.Answer(question, "", "") if can_be_piped(self._items[question].name):
                return f"{{{self._items[question].name}}}"
        return None


def braced(text: str) -> Iterator[tuple[int, int]]:
    """Where expressions stand: from "{" before anything but a space to its "}", texts in quotes left alone."""
    place = 0
    while (start := text.find("{", place)) >= 0:
        stop = _closing(text, start)
        if stop and not text[start + 1].isspace():
            yield start, stop
        place = stop or start + 1


def _closing(text: str, start: int) -> int:
    quote, place = "", start + 1
    limit = min(len(text), start + 4000)
    while place < limit:
        sign = text[place]
        if quote:
            place += sign == "\\"
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "}":
            return place + 1
        elif sign == "{":
            return 0
        place += 1
    return 0


def _expressions(item: Item) -> list[str]:
    if item.kind == "calculation":
        return []
    options = (*item.choices, *item.rows, *(item.our_rows or ()))
    texts = [*item.text.values(), *item.help.values(), *(text for one in options for text in one.text.values())]
    found = (plain(text) for text in texts if "{" in text)
    return list(dict.fromkeys(text[start + 1 : stop - 1] for text in found for start, stop in braced(text)))
