"""Stages that many journeys share, and the words said there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from feedback.analysis.codebook import Codebook, CodebookTheme, Vocabulary
from feedback.analysis.codebook.patterns import Element, parse_element
from feedback.analysis.text import LANGUAGES


@dataclass(frozen=True, slots=True)
class GenericStage:
    """A stage under its usual names (`called`, any language); `within` are those whose stage stands in for it."""

    code: str
    called: Element
    within: tuple[str, ...]
    vocabularies: Mapping[str, Vocabulary]


@lru_cache(maxsize=1)
def generic_stages() -> tuple[GenericStage, ...]:
    """The built-in vocabulary, read once per process."""
    text = (files("feedback.analysis.stages") / "vocabulary.toml").read_text(encoding="utf-8")
    return tuple(_parse(code, table) for code, table in tomllib.loads(text).items())


@lru_cache(maxsize=1)
def as_codebook() -> Codebook:
    """Generic stages in the form that the codebook's matcher reads, in the same order."""
    return Codebook(tuple(_as_theme(stage) for stage in generic_stages()))


def _parse(code: str, table: Mapping[str, str]) -> GenericStage:
    return GenericStage(
        code,
        parse_element(table["called"].split()),
        tuple(table.get("within", "").split()),
        {lang: _vocabulary(table[lang]) for lang in LANGUAGES},
    )


def _vocabulary(text: str) -> Vocabulary:
    return Vocabulary(phrases=tuple(" ".join(entry.split()) for entry in text.split(",")))


def _as_theme(stage: GenericStage) -> CodebookTheme:
    none: dict[str, str] = {}
    return CodebookTheme(stage.code, "stage", none, none, none, none, stage.vocabularies)
