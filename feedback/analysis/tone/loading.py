"""Reading the rules: `rules/<class>/<language>.toml`, a table per rule, the same rules in every language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from feedback.analysis.text import LANGUAGES
from feedback.analysis.tone.model import GROUPS, Rule, Wording
from feedback.analysis.tone.patterns import Sets

Tables = Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=1)
def built_in_rules() -> tuple[Rule, ...]:
    """The rules that come with the product, class by class; read once per process."""
    folder = files("feedback.analysis.tone") / "rules"
    found: list[Rule] = []
    for group in GROUPS:
        texts = {lang: (folder / group / f"{lang}.toml").read_text(encoding="utf-8") for lang in LANGUAGES}
        found += parse_rules(group, texts)
    return tuple(found)


def parse_rules(group: str, texts: Mapping[str, str]) -> list[Rule]:
    """The rules of one class from its files by language. KeyError names what one of them lacks."""
    tables = {lang: tomllib.loads(text) for lang, text in texts.items()}
    names = dict.fromkeys(name for table in tables.values() for name in table)
    return [_rule(group, name, tables) for name in names]


def _rule(group: str, name: str, tables: Mapping[str, Tables]) -> Rule:
    return Rule(
        id=f"{group}/{name}",
        explanation={lang: table[name]["explanation"] for lang, table in tables.items()},
        suggestion={lang: table[name]["suggestion"] for lang, table in tables.items()},
        wordings={lang: _wording(table[name]) for lang, table in tables.items()},
    )


def _wording(table: Mapping[str, Any]) -> Wording:
    return Wording(
        patterns=_lines(table.get("patterns", "")),
        in_texts=_lines(table.get("in_texts", "")),
        unless=_lines(table.get("unless", "")),
        marks=tuple(table["marks"]),
        passes=tuple(table["passes"]),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


@lru_cache(maxsize=1)
def word_sets() -> Mapping[str, Sets]:
    """By language, the sets that patterns name with @, and `not`: the words that turn a sentence round."""
    text = (files("feedback.analysis.tone") / "rules" / "sets.toml").read_text(encoding="utf-8")
    return {
        lang: {name: tuple(words.split()) for name, words in sets.items()} for lang, sets in tomllib.loads(text).items()
    }
