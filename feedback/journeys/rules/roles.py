"""What a business function may be at a stage, and what a matrix of them leaves open. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.errors import Message, message
from feedback.names import refusal, texts_of

NONE, DECIDES = "none", "decides"
LONGEST_TASK = 500


@dataclass(frozen=True, slots=True)
class Part:
    """A part a function may have, and what is meant by it."""

    code: str
    label: Message
    help: Message


PARTS: tuple[Part, ...] = (
    Part("does", message("Does it"), message("Its people carry it out.")),
    Part(DECIDES, message("Decides"), message("It answers for it and settles what is in doubt.")),
    Part("supports", message("Supports"), message("It gives what others need to carry it out.")),
    Part("told", message("Is told"), message("It must know what happened here.")),
    Part(NONE, message("None, because…"), message("It has no role here, and why.")),
)
_PARTS = {part.code: part for part in PARTS}


def part(code: str) -> Part:
    """The part with this code; KeyError where there is none."""
    return _PARTS[code]


def part_of(code: str) -> str:
    """The code itself; Invalid at `part` where there is no such part."""
    if code not in _PARTS:
        raise refusal("part", message("Choose what this area does here."))
    return code


def task_of(part: str, task: Mapping[str, str]) -> dict[str, str]:
    """The task on one line per language; Invalid where there is no role and no reason for that."""
    cleaned = texts_of("task", task, most=LONGEST_TASK, required=False)
    if part == NONE and not cleaned:
        raise refusal("task", message("Say why this area has no role here."))
    return cleaned


def knows_of(knows: Mapping[str, str]) -> dict[str, str]:
    """What must be known, on one line per language."""
    return texts_of("knows", knows, most=LONGEST_TASK, required=False)


def field_of(name: str, function: str) -> str:
    """What a field of a cell is called where a form asks for several areas: ("task_es", "care") is "task-care_es"."""
    what, _, language = name.partition("_")
    return f"{what}-{function}" + (f"_{language}" if language else "")


# --- what a matrix leaves open ---------------------------------------------------------------------

Cells = Mapping[tuple[UUID, UUID], str]
"""(stage, function) -> the part; a cell that is not there is open."""


@dataclass(frozen=True, slots=True)
class Open:
    """What is left to talk about in a matrix, by ids in their order."""

    cells: int
    """How many cells nobody has filled."""
    of: int
    nobody_decides: tuple[UUID, ...]
    """Stages with roles and no function that decides."""
    two_decide: tuple[UUID, ...]
    """Stages where more than one function decides."""
    without_role: tuple[UUID, ...]
    """Functions that neither do, decide, support nor are told anything at any stage."""


def left_open(stages: Sequence[UUID], functions: Sequence[UUID], cells: Cells) -> Open:
    """What a matrix of these stages and functions leaves open; cells of others are not looked at.

    A stage or a matrix that nobody has begun is no finding: its open cells say so.
    """
    known = {(stage, one): cells[stage, one] for stage in stages for one in functions if (stage, one) in cells}
    deciders = {stage: _deciders(stage, functions, known) for stage in stages}
    begun = {stage for stage, _ in known}
    busy = {one for (_, one), part in known.items() if part != NONE}
    return Open(
        cells=len(stages) * len(functions) - len(known),
        of=len(stages) * len(functions),
        nobody_decides=_kept(stages, {stage for stage in begun if deciders[stage] == 0}),
        two_decide=_kept(stages, {stage for stage, many in deciders.items() if many > 1}),
        without_role=_kept(functions, set(functions) - busy) if known else (),
    )


def _deciders(stage: UUID, functions: Iterable[UUID], cells: Cells) -> int:
    return sum(cells.get((stage, one)) == DECIDES for one in functions)


def _kept(ordered: Sequence[UUID], wanted: Collection[UUID]) -> tuple[UUID, ...]:
    return tuple(one for one in ordered if one in wanted)
