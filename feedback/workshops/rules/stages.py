"""The stages people write on in a workshop of a map, and the moments they may name there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from feedback.errors import Message, message
from feedback.names import refusal

NOTES, MAP, VOTE = "notes", "map", "vote"
"""Kinds of workshop: thoughts on one question; thoughts on the stages of a journey; what comes first."""
MOMENTS = ("truth", "pain", "silent")
SEVERAL = 2
"""Participants who name the same moment, before it is offered for the map: one person's word is a note."""
Stages = Sequence[Mapping[str, Any]]
"""[{"code", "name"}], the name in the organisation's languages."""


def workshop_kind(kind: str) -> Message:
    known = {MAP: message("Co-creating the map"), VOTE: message("A vote on what comes first")}
    return known.get(kind, message("Notes on one question"))


def frozen(stages: Iterable[tuple[str, Mapping[str, str]]], languages: Sequence[str]) -> list[dict[str, Any]]:
    """Codes and names as they are now, in the organisation's languages where the name has them."""
    return [{"code": code, "name": _spoken(name, languages)} for code, name in stages]


def _spoken(name: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    return {code: name[code] for code in languages if name.get(code)} or dict(name)


def codes_of(stages: Stages) -> list[str]:
    return [str(stage["code"]) for stage in stages]


def stage_of(code: str | None, stages: Stages) -> str:
    """The code itself; '' where the workshop has no such stage."""
    return code if code in codes_of(stages) else ""


def stage_chosen(code: str | None, stages: Stages) -> str:
    """The stage a note is put on; Invalid where the workshop has stages and none was chosen."""
    chosen = stage_of(code, stages)
    if stages and not chosen:
        raise refusal("stage", message("Choose first where in the journey it happens."))
    return chosen


def name_of(code: str, stages: Stages) -> dict[str, str]:
    """The name the stage had when the workshop was opened; empty where it has none such."""
    return next((dict(stage["name"]) for stage in stages if stage["code"] == code), {})


def moment_of(text: str | None) -> str:
    """The moment itself; '' where none was named."""
    return text if text in MOMENTS else ""


def moment_question() -> Message:
    return message("Is it one of these?")


def moment_choice(moment: str) -> Message:
    """A moment as participants choose it: nobody in the room knows our words for it."""
    return {
        "truth": message("Here people decide: they come, stay, come back, or leave"),
        "pain": message("Here something hurts, or a doubt gets no answer"),
        "silent": message("Here people are left alone: nobody is in touch with them"),
    }.get(moment, message("None of these moments"))
