"""What an improvement that is drafted from a moment, a gap or a workshop is called. Its texts are in origins.json.

Content, not interface: a draft is stored in every language of the organisation, as what the analysis proposes is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from feedback.backlog.rules.scope import AMPLIFY, SHOW
from feedback.backlog.rules.titles import LANGUAGES, cut, in_language, written_in

MOMENT, GAP, CLUSTER, VOTE = "moment", "gap", "cluster", "vote"
MOMENTS = ("truth", "pain", "silent")
ABOVE, BELOW = "above", "below"
"""Insiders believe that it is better, or worse, than it is lived."""
Words = Mapping[str, Mapping[str, str]]
"""Placeholder -> its text by language."""


@dataclass(frozen=True)
class Draft:
    """An improvement to be drafted: what it comes from (`key` once in an organisation), its texts, where it stands."""

    kind: str
    key: str
    title: Mapping[str, str]
    hypothesis: str
    direction: str = "reduce"
    stage: UUID | None = None
    how: str = ""


def moment(kind: str, stage: UUID, name: Mapping[str, str], languages: Sequence[str]) -> Draft:
    """The draft from a moment of a stage."""
    words = {"stage": name}
    key = key_of(MOMENT, kind, stage)
    return Draft(MOMENT, key, title(kind, words, languages), hypothesis(kind, words, languages), stage=stage)


def gap(side: str, ids: tuple[UUID, UUID, UUID], words: Words, languages: Sequence[str]) -> Draft:
    """The draft from a gap; `ids` are the stage, the group that believes and the one that lives it."""
    amplify = {"direction": AMPLIFY, "how": SHOW} if side == BELOW else {}
    return Draft(
        GAP,
        key_of(GAP, *ids),
        title(side, words, languages),
        hypothesis(side, words, languages),
        stage=ids[0],
        **amplify,
    )


def key_of(kind: str, *parts: UUID | str) -> str:
    """What a thing is known by: such a thing is drafted once."""
    return ":".join([kind, *(part.hex if isinstance(part, UUID) else part for part in parts)])


@cache
def texts() -> Mapping[str, Any]:
    """origins.json: titles and hypotheses by what it comes from, then language."""
    found: Mapping[str, Any] = json.loads((files(__package__) / "origins.json").read_text("utf-8"))
    return found


def title(name: str, words: Words, languages: Sequence[str]) -> dict[str, str]:
    """Title per language."""
    templates = texts()["titles"][name]
    return {code: cut(templates[code].format(**_in(words, code))) for code in written_in(languages)}


def hypothesis(name: str, words: Words, languages: Sequence[str]) -> str:
    """What is supposed, in the organisation's own language; in English where it is none we write."""
    own = next(iter(languages), "en")
    code = own if own in LANGUAGES else "en"
    return str(texts()["hypotheses"][name][code].format(**_in(words, code)))


def notes(count: int) -> Mapping[str, str]:
    """So many notes, per language."""
    known = texts()["notes"]["one" if count == 1 else "many"]
    return {code: text.format(n=count) for code, text in known.items()}


def _in(words: Words, code: str) -> dict[str, str]:
    return {name: in_language(text, code) for name, text in words.items()}
