"""A text as the tokens that rules look at: folded words, marks, beginnings of sentences. Quoted words are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from feedback.analysis.text import fold_in_place

START = "^"
"""Stands before the first word of a sentence."""
HIDDEN = "\0"
"""Stands for a mark that no pattern names and no gap crosses: an ellipsis, a bracket, somebody else's words."""
_TOKEN = re.compile(r"(?P<word>[^\W_]+(?:'[^\W_]+)?)|(?P<mark>[.,;:!?¿¡…()\n—–/])")
_OPENING, _CLOSING = "¿¡", ".!?;\n…"
_NAMED = ",?!:"
_ARE = "'re"
_QUOTES = (re.compile(r"«[^«»]*»"), re.compile(r"“[^“”]*”"), re.compile(r'"[^"\n]*"'))
_FEW_WORDS = 3
"""A quotation of fewer words is no sentence of somebody else but a word held with tongs: los «difíciles»."""


class Token(NamedTuple):
    """A folded word, a mark or a beginning, and where it stands (`end` exclusive)."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of `text` in reading order; a quotation of several words is one token, HIDDEN."""
    folded = _without_quotes(fold_in_place(text.replace("’", "'")))
    found = [Token(START, 0, 0)]
    for match in _TOKEN.finditer(folded):
        if match.lastgroup == "word":
            found.extend(_words(match))
        else:
            found.extend(_marks(match))
    return found


def _words(match: re.Match[str]) -> Iterator[Token]:
    """The word; "they're" is the two words it is short for."""
    word, (start, end) = match.group(), match.span()
    whole = word.removesuffix(_ARE)
    yield Token(whole, start, start + len(whole))
    if whole != word:
        yield Token("are", start + len(whole), end)


def _marks(match: re.Match[str]) -> Iterator[Token]:
    mark, (start, end) = match.group(), match.span()
    if mark not in _OPENING:
        yield Token(mark if mark in _NAMED else HIDDEN, start, end)
    if mark in _OPENING or mark in _CLOSING:
        yield Token(START, end, end)


def is_word(word: str) -> bool:
    """Whether a token's text is a word, not a mark or a beginning."""
    return word[:1].isalnum()


def _without_quotes(folded: str) -> str:
    """What others said becomes brackets of the same length, so that offsets stay."""
    for quote in _QUOTES:
        folded = quote.sub(_hidden, folded)
    return folded


def _hidden(match: re.Match[str]) -> str:
    quoted = match.group()
    return quoted if len(quoted.split()) < _FEW_WORDS else "(" * len(quoted)
