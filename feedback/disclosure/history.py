"""Several releases of one survey: what may move on, and whether the releases together give anything away. Pure.

A figure of a group moves on with 0 or at least k new people, else it keeps the answers it had; so the difference of
two releases speaks of nobody or of enough people. The audit then looks at every release at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from feedback.analysis.disclosure.audit import to_withhold
from feedback.disclosure.rules import SHOWN, Cell, Families, leaves

HISTORY, FAMILIES = "history", "families"
"""Kinds of a release beside its decisions."""
HIDDEN = "complement"
_GROUP, _ANSWER = "group:", "answer:"
People = Mapping[str, Mapping[str, int]]
"""Group -> answer to the question that results are cut by ("" where there is none) -> people."""
Atom = tuple[str, str, int]
"""(group, answer, release that first counted them)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom one figure could rest on at one release, and whom it rests on.

    `people` are all that were counted by then; `as_of` is, by group, the number of the release whose answers the
    figure has, `cut_as_of` the same of its cut.
    """

    people: People = field(default_factory=dict)
    as_of: Mapping[str, int] = field(default_factory=dict)
    cut_as_of: int = 0

    def total(self, group: str) -> int:
        return sum(self.people.get(group, {}).values())


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as one release showed it: its decisions by group, and by answer where it was cut."""

    counted: Counted
    divided: Families
    groups: Cell
    answers: Cell = field(default_factory=dict)

    def published(self, number_of: Sequence[Counted]) -> dict[str, list[Atom]]:
        """Every shown group and answer with its atoms."""
        shown = {f"{_GROUP}{key}": self._group(key, number_of) for key in self._shown(self.groups)}
        return shown | {f"{_ANSWER}{value}": self._answer(value, number_of) for value in self._shown(self.answers)}

    def _shown(self, cell: Cell) -> list[str]:
        # A band says nearly everything of its group.
        return [key for key, word in cell.items() if word == SHOWN or word.startswith("band:")]

    def _group(self, key: str, history: Sequence[Counted]) -> list[Atom]:
        as_of = self.counted.as_of
        return [
            atom
            for leaf in leaves(key, self.divided)
            for atom in _atoms(leaf, history[: as_of.get(leaf, len(history))])
        ]

    def _answer(self, value: str, history: Sequence[Counted]) -> list[Atom]:
        counted = history[: self.counted.cut_as_of]
        groups = {group for one in counted for group in one.people}
        return [atom for group in groups for atom in _atoms(group, counted) if atom[1] == value]


def kept_back(now: Mapping[str, int], history: Sequence[Counted], k: int) -> set[str]:
    """Groups that keep the answers they had: the new ones are fewer than k. Of a first release none."""
    if not history:
        return set()
    last = history[-1]
    had = {group: history[last.as_of[group] - 1].total(group) if last.as_of.get(group) else 0 for group in now}
    return {group for group, people in now.items() if 0 < people - had[group] < k}


def cut_kept_back(people: People, history: Sequence[Counted], k: int) -> bool:
    """Whether a cut keeps the answers it had: some group × answer has new people, and fewer than k."""
    if not history:
        return False
    had = history[history[-1].cut_as_of - 1].people if history[-1].cut_as_of else {}
    cells = {(group, value) for one in (people, had) for group, values in one.items() for value in values}
    new = (people.get(group, {}).get(value, 0) - had.get(group, {}).get(value, 0) for group, value in cells)
    return any(0 < one < k for one in new)


def audited(before: Sequence[Figure], made: Figure, k: int) -> tuple[Cell, Cell]:
    """The decisions of a figure after the audit with everything that earlier releases showed: groups, answers."""
    history = [*(one.counted for one in before), made.counted]
    atoms = _sizes(history)
    already = [group for place, one in enumerate(before) for group in one.published(history[: place + 1]).values()]
    withheld = to_withhold(atoms, made.published(history), k, already=already)
    return _without(made.groups, withheld, _GROUP), _without(made.answers, withheld, _ANSWER)


def _without(cell: Cell, withheld: Collection[str], kind: str) -> Cell:
    return {key: HIDDEN if f"{kind}{key}" in withheld else word for key, word in cell.items()}


def _atoms(group: str, history: Sequence[Counted]) -> list[Atom]:
    values = {value for one in history for value in one.people.get(group, {})}
    return [(group, value, number) for number in range(1, len(history) + 1) for value in sorted(values)]


def _sizes(history: Sequence[Counted]) -> dict[Atom, int]:
    sizes: dict[Atom, int] = {}
    for group in {group for one in history for group in one.people}:
        for _, value, number in _atoms(group, history):
            before = history[number - 2].people.get(group, {}).get(value, 0) if number > 1 else 0
            sizes[(group, value, number)] = max(0, history[number - 1].people.get(group, {}).get(value, 0) - before)
    return sizes


def as_stored(counted: Counted) -> dict[str, Any]:
    """As a release keeps it; `read` makes it again."""
    people = {group: dict(values) for group, values in counted.people.items()}
    return {"people": people, "as_of": dict(counted.as_of), "cut_as_of": counted.cut_as_of}


def read(held: Mapping[str, Any]) -> Counted:
    """What `as_stored` wrote; nobody where a release did not have the figure."""
    return Counted(held.get("people", {}), held.get("as_of", {}), held.get("cut_as_of", 0)) if held else Counted()
