"""Kinds of questions by what one wants to know: how the picker offers them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.errors import N_, Message, message
from feedback.surveys.question_types import TYPES

_PURPOSES: tuple[tuple[Message, Sequence[str]], ...] = (
    (message(N_("How it went")), ("csat", "ces", "nps", "rating", "importance", "kano")),
    (message(N_("Which of these")), ("single", "multi", "yesno", "dropdown", "matrix", "ranking")),
    (message(N_("In their own words")), ("longtext", "text")),
    (message(N_("A fact")), ("number", "date", "time", "email", "phone", "consent")),
    (message(N_("Nothing to answer")), ("info", "hidden", "calculation")),
)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What one wants to know, and the kinds of questions that ask for it."""

    name: Message
    kinds: tuple[str, ...]


def purposes() -> tuple[Purpose, ...]:
    """Every kind there is, each once; kinds without a purpose of their own come last."""
    named = [Purpose(name, tuple(kind for kind in kinds if kind in TYPES)) for name, kinds in _PURPOSES]
    placed = {kind for purpose in named for kind in purpose.kinds}
    others = tuple(kind for kind in TYPES if kind not in placed)
    return tuple(one for one in (*named, Purpose(message(N_("Something else")), others)) if one.kinds)
