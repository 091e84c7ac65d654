"""Reading theme files: one TOML file a theme, named by its id, with a table per language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from feedback.analysis.codebook.model import Codebook, CodebookTheme, Vocabulary
from feedback.analysis.text import LANGUAGES


@lru_cache(maxsize=1)
def built_in_codebook() -> Codebook:
    """The themes that come with the product, ordered by id; read once per process."""
    folder = files("feedback.analysis.codebook")
    themes = tuple(parse_theme(name, text) for name, text in _theme_files(folder / "themes"))
    return Codebook(themes, _parse_sets((folder / "sets.toml").read_text(encoding="utf-8")))


def parse_theme(theme_id: str, text: str) -> CodebookTheme:
    """A theme from the text of its file. KeyError names what is missing, TOMLDecodeError what cannot be read."""
    data = tomllib.loads(text)
    return CodebookTheme(
        id=theme_id,
        family=data["family"],
        names=_texts(data, "name"),
        descriptions=_texts(data, "description"),
        reduce=_texts(data, "reduce"),
        amplify=_texts(data, "amplify"),
        vocabularies={lang: _vocabulary(data[lang]) for lang in LANGUAGES},
        fallback=data.get("fallback", False),
        actionable=data.get("actionable", True),
        prominence=data.get("prominence", 1.0),
    )


def _theme_files(folder: Traversable) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")


def _texts(data: Mapping[str, Any], key: str) -> dict[str, str]:
    return {lang: data[lang][key] for lang in LANGUAGES}


def _vocabulary(table: Mapping[str, str]) -> Vocabulary:
    return Vocabulary(
        anchors=tuple(table["anchors"].split()),
        phrases=_entries(table["phrases"]),
        exclusions=_entries(table["exclusions"]),
    )


def _entries(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.split(",") if entry.strip())


def _parse_sets(text: str) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        lang: {name: tuple(words.split()) for name, words in sets.items()} for lang, sets in tomllib.loads(text).items()
    }
