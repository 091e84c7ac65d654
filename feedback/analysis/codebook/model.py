"""What a codebook is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a theme in one language, in the writing of `codebook/patterns.py`.

    `anchors` are single words, `phrases` several words, `exclusions` contexts that do not count:
    a phrase silences the words it covers, a single word silences the theme in the whole mention.
    """

    anchors: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodebookTheme:
    """A theme somebody wrote down. Texts and vocabularies are by language code ("es", "en", "pt").

    `reduce` and `amplify` title an improvement in either direction. A `fallback` theme counts only
    where a mention carries no other. From a theme that is not `actionable` no improvement follows.
    `prominence` is how much a mention of it decides what a comment is about: above 1 what happened to
    somebody (a cancelled flight), below 1 what they then went through because of it (the refund, the queue).
    """

    id: str
    family: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    reduce: Mapping[str, str]
    amplify: Mapping[str, str]
    vocabularies: Mapping[str, Vocabulary]
    fallback: bool = False
    actionable: bool = True
    prominence: float = 1.0


@dataclass(frozen=True)
class Codebook:
    """Themes in a stable order, and per language the word sets their phrases name with @."""

    themes: tuple[CodebookTheme, ...]
    sets: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @cached_property
    def version(self) -> str:
        """12 hexadecimal digits that change whenever the content does: part of a run's reproducibility."""
        content = repr([_plain(theme) for theme in self.themes]) + repr(_sorted(self.sets))
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    @cached_property
    def by_id(self) -> dict[str, CodebookTheme]:
        return {theme.id: theme for theme in self.themes}

    def with_themes(self, *themes: CodebookTheme) -> Codebook:
        """This codebook with themes added, or replaced where the id is known."""
        merged = self.by_id | {theme.id: theme for theme in themes}
        return replace(self, themes=tuple(merged.values()))


def _plain(theme: CodebookTheme) -> list[object]:
    texts = (theme.names, theme.descriptions, theme.reduce, theme.amplify, theme.vocabularies)
    head = [theme.id, theme.family, theme.fallback, theme.actionable, theme.prominence]
    return [*head, *(_sorted(text) for text in texts)]


def _sorted(value: object) -> object:
    """Mappings as sorted pairs, so that the order of writing does not make a new version."""
    if isinstance(value, Mapping):
        return sorted((key, _sorted(item)) for key, item in value.items())
    return value
