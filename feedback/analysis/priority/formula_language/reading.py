"""The text of a formula cut into its words and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from feedback.errors import N_, Invalid, message

MOST_LETTERS = 300
LARGEST_NUMBER = 1e9
# As people write them, from other programs or by hand.
SAME = {"×": "*", "·": "*", "÷": "/", "−": "-", "**": "^", "==": "=", "≤": "<=", "≥": ">=", "≠": "!=", ";": ","}
_WORD = re.compile(
    r"(?P<number>[0-9]+(?:[.][0-9]*)?|[.][0-9]+)|(?P<name>[a-z_]+)|(?P<sign>\*\*|[<>!=]=|[-+*/^()<>=,;×·÷−≤≥≠])", re.I
)
_SPACE = re.compile(r"\s*")
END: Literal["end"] = "end"


class FormulaError(Invalid):
    """A formula that cannot be read. `at` and `until` say which letters, counted from 0, are the trouble."""

    def __init__(self, text: str, at: int, until: int, **params: object) -> None:
        self.at, self.until = at, max(until, at)
        params["position"] = at + 1
        super().__init__(message(text, **params))


@dataclass(frozen=True, slots=True)
class Token:
    """One number, name or sign, or the end of the text."""

    kind: Literal["number", "name", "sign", "end"]
    text: str
    at: int
    until: int


def tokens(text: str) -> Iterator[Token]:
    """The words and signs of a text, the end last. Raises FormulaError where a letter belongs to none."""
    if len(text) > MOST_LETTERS:
        raise FormulaError(N_("A formula has at most %(most)s letters."), MOST_LETTERS, len(text), most=MOST_LETTERS)
    at = _after_space(text, 0)
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None or (not found.group().isascii() and found.lastgroup != "sign"):
            raise FormulaError(
                N_("Letter %(position)s: “%(sign)s” has no meaning in a formula."), at, at + 1, sign=text[at]
            )
        yield _token(found)
        at = _after_space(text, found.end())
    yield Token(END, "", len(text), len(text))


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _token(found: re.Match[str]) -> Token:
    written = found.group()
    if found.lastgroup == "number":
        return Token("number", written, found.start(), found.end())
    if found.lastgroup == "name":
        return Token("name", written.lower(), found.start(), found.end())
    return Token("sign", SAME.get(written, written), found.start(), found.end())
