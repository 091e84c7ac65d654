"""Expressions cut into tokens, by what the signs of their language look like. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

LONGEST = 20_000
"""Characters of one expression; generated ones of real surveys reach three thousand."""


class NotAnExpression(ValueError):
    """The text cannot be read as an expression of its language; nobody is shown this, the report shows the text."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is number, text, name, reference, operator or end; `text` without quotes and signs, operators lowered."""

    kind: str
    text: str


@dataclass(frozen=True)
class Lexicon:
    r"""What the signs of a language look like.

    `symbols` are operators that are no words; `words` operators that are (matched whatever their case). `name` matches
    a bare name; `references` are patterns of marked names (`\$\{([^}]*)\}`), their group 1 the name. `escape` is the
    sign that takes the next character of a text as it is; with `doubled` a quote stands twice for itself.
    """

    symbols: tuple[str, ...]
    words: frozenset[str] = frozenset()
    name: str = r"[^\W\d]\w*"
    references: tuple[str, ...] = ()
    number: str = r"\d+(?:\.\d+)?|\.\d+"
    quotes: str = "'\""
    escape: str = ""
    doubled: bool = False
    entities: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """One pattern with a named group per kind of token."""
        symbols = "|".join(re.escape(symbol) for symbol in sorted(self.symbols, key=len, reverse=True))
        kinds = [("space", r"\s+"), ("text", "|".join(self._quoted(quote) for quote in self.quotes))]
        kinds += [(f"reference{n}", re.sub(r"\((?!\?)", f"(?P<inner{n}>", one, count=1)) for n, one in self._numbered()]
        kinds += [("name", self.name), ("number", self.number), ("operator", symbols)]
        return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds))

    def unquoted(self, text: str) -> str:
        """A text between its quotes, its escapes resolved."""
        inner, quote = text[1:-1], text[0]
        if self.doubled:
            inner = inner.replace(quote * 2, quote)
        return re.sub(re.escape(self.escape) + r"(.)", r"\1", inner, flags=re.DOTALL) if self.escape else inner

    def _quoted(self, quote: str) -> str:
        inside = f"[^{quote}{re.escape(self.escape)}]" if self.escape else f"[^{quote}]"
        also = f"|{re.escape(self.escape)}." if self.escape else ""
        also += f"|{quote}{quote}" if self.doubled else ""
        return f"{quote}(?s:{inside}{also})*{quote}"

    def _numbered(self) -> Iterator[tuple[int, str]]:
        return iter(enumerate(self.references))


def tokens(text: str, lexicon: Lexicon) -> Iterator[Token]:
    """The tokens of an expression, the last one of kind "end".

    Raises:
        NotAnExpression: it holds a sign the language does not have, or is endlessly long.
    """
    if len(text) > LONGEST:
        raise NotAnExpression("too long")
    place = 0
    while place < len(text):
        found = lexicon.pattern.match(text, place)
        if not found or found.end() == place:
            raise NotAnExpression(text[place : place + 20])
        place = found.end()
        token = _token(found, lexicon)
        if token:
            yield token
    yield Token("end", "")


def _token(found: re.Match[str], lexicon: Lexicon) -> Token | None:
    kind, text = str(found.lastgroup), found.group()
    groups = found.groupdict()
    if groups["space"]:
        return None
    if groups["text"]:
        return Token("text", lexicon.unquoted(text))
    for number, _ in enumerate(lexicon.references):
        if groups[f"reference{number}"]:
            return Token("reference", groups[f"inner{number}"] or "")
    if kind == "name" and text.lower() in lexicon.words:
        return Token("operator", text.lower())
    return Token("name" if groups["name"] else "number" if groups["number"] else "operator", text)
