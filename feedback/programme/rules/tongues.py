"""Words and numbers of a text, and the counting words of a language (`counting_words.toml`). Pure."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Runs = frozenset[tuple[str, ...]]
"""Words that stand one after the other."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_PLAIN_RUNS = frozenset({"single", "loose", "share", "percent", "of", "but"})


class Token(NamedTuple):
    """A word or a number: folded, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tongue:
    """The counting words of one language, folded."""

    numbers: Mapping[str, int]
    ones: frozenset[str]
    single: Runs
    loose: Runs
    share: Runs
    percent: Runs
    people: frozenset[str]
    them: frozenset[str]
    said: frozenset[str]
    between: frozenset[str]
    of: Runs
    all: frozenset[str]
    but: Runs


def folded(text: str) -> str:
    """Without case and accents, so that "Tres" and "três" are found as they are written."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text, in its order."""
    return [Token(folded(one.group()), one.start(), one.end()) for one in _WORD.finditer(text)]


@cache
def words() -> dict[str, dict[str, Any]]:
    """Language -> its counting words, as they are written."""
    return tomllib.loads(Path(__file__).with_name("counting_words.toml").read_text("utf-8"))


@cache
def tongue_of(language: str) -> Tongue:
    """A language we have no words of is read with all of them."""
    known = words()
    parts = [known[language]] if language in known else list(known.values())
    numbers = {folded(word): number for part in parts for word, number in part["numbers"].items()}
    others: dict[str, Any] = {one.name: _folded(parts, one.name) for one in fields(Tongue) if one.name != "numbers"}
    return Tongue(numbers, **others)


def _folded(parts: Iterable[Mapping[str, Any]], name: str) -> frozenset[Any]:
    plain = [folded(one) for part in parts for one in part[name]]
    return frozenset(tuple(one.split()) for one in plain) if name in _PLAIN_RUNS else frozenset(plain)
