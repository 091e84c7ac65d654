"""Which stage of one's own a stage of the library probably is: a suggestion that a person confirms. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from feedback.names import slug
from feedback.surveys.document import Texts
from feedback.surveys.library.model import LibraryStage

ALIKE = 0.5
"""From this likeness (0 to 1) on two names are suggested to mean the same stage."""
_NEARLY = 0.8
"""From this share of equal letters on two names are the same one, in plural or with a slip."""
_SHORTEST_WORD = 4


def suggest(stages: Sequence[LibraryStage], own: Mapping[str, Texts]) -> dict[str, str]:
    """Library stage -> stage of one's own, where one is alike; `own` are names by code.

    The same code comes first, its own or the one of a ready journey, then the most similar name in any language; no
    stage of one's own is suggested twice.
    """
    found: dict[str, str] = {}
    for _, stage, code in sorted(_pairs(stages, own), key=lambda pair: -pair[0]):
        if stage not in found and code not in found.values():
            found[stage] = code
    return found


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: the words they share, or how few letters part them, whichever says more."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0
    letters = SequenceMatcher(None, " ".join(first), " ".join(second)).ratio()
    shared = len(set(first) & set(second)) / len({*first, *second})
    return max(shared, letters if letters >= _NEARLY else 0.0)


def _pairs(stages: Sequence[LibraryStage], own: Mapping[str, Texts]) -> Iterator[tuple[float, str, str]]:
    for stage in stages:
        for code, name in own.items():
            alike = 2.0 if code in (stage.code, *stage.also) else _likeness(stage.name, name)
            if alike >= ALIKE:
                yield alike, stage.code, code


def _likeness(one: Texts, other: Texts) -> float:
    shared = [language for language in one.by_language if other.has(language)]
    return max((likeness(one.by_language[code], other.by_language[code]) for code in shared), default=0.0)


def _words(name: str) -> list[str]:
    """The words that carry the meaning; short ones are articles and prepositions in our languages."""
    return [word for word in slug(name).split("-") if len(word) >= _SHORTEST_WORD]
