"""People of a file beside the people a group has already: who is new, who changed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from feedback.errors import Invalid
from feedback.stakeholders.rules.columns import Recipe
from feedback.stakeholders.rules.contacts import Details, changes, columns_of, same_person
from feedback.stakeholders.rules.erased import erased_label
from feedback.stakeholders.rules.importing import Bad, Found


@dataclass(slots=True, eq=False)
class Entry:
    """A contact while a file is merged; `id` is None where the file brought it."""

    id: UUID | None
    key: str
    email: str | None
    phone: str | None
    reference: str | None
    name: str
    lang: str | None
    consent: bool | None
    segments: dict[str, Any]
    opted_out_at: datetime | None = None
    bounce: str = ""
    opts_out: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    """What it said before the file, where the file ever said something else."""

    @property
    def changed(self) -> set[str]:
        """Columns that are not what they were; a file may contradict itself and end where it began."""
        return {name for name, value in self.before.items() if getattr(self, name) != value}

    def columns(self) -> dict[str, Any]:
        """What the contact says, by column."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = ("key", "email", "phone", "reference", "name", "lang", "consent", "segments")


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file does to a group: nothing may be written where something is bad."""

    added: list[Entry]
    changed: list[Entry]
    same: int
    bad: list[Bad]
    left_out: list[Bad] = field(default_factory=list)
    """Rows of people who were erased on request: the others are taken in."""


class Register:
    """The group's contacts by all that says who somebody is."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        for mark in _marks(entry.key, entry.reference, entry.phone):
            if entry not in self._by[mark]:
                self._by[mark].append(entry)

    def alike(self, details: Details) -> list[Entry]:
        """Entries that could be the person; what an entry was called before it changed says nothing any more."""
        marks = _marks(details.key, details.reference, details.phone)
        found = {id(entry): entry for mark in marks for entry in self._by.get(mark, ())}
        return [entry for entry in found.values() if _marks(entry.key, entry.reference, entry.phone) & marks]


def _marks(key: str, reference: str | None, phone: str | None) -> set[tuple[str, str]]:
    found = {("key", key)}
    if reference:
        found.add(("reference", reference))
    if phone:
        found.add(("phone", phone))
    return found


def merge(
    known: Iterable[Entry],
    people: Sequence[Found],
    recipe: Recipe,
    erased_on: Callable[[Details], date | None] = lambda details: None,
) -> Merged:
    """Each person of the file put to the group, the later row winning where a file names somebody twice.

    `erased_on`: the day somebody was erased on request; they are not added.
    """
    entries = list(known)
    register, added, bad, left_out = Register(entries), [], [], []
    for one in people:
        try:
            found = same_person(one.details, register.alike(one.details))
        except Invalid as error:
            bad.append(Bad(one.row, recipe.column_of("reference") or "", error.message))
            continue
        if found is None and (day := erased_on(one.details)) is not None:
            left_out.append(Bad(one.row, "", erased_label(day)))
            continue
        entry = found or _new(one.details)
        if found is None:
            added.append(entry)
        _bring_up(entry, one.details)
        register.put(entry)
    changed = [entry for entry in entries if entry.changed or entry.opts_out]
    same = len(people) - len(bad) - len(left_out) - len(added) - len(changed)
    return Merged(added, changed, same, bad, left_out)


def _new(details: Details) -> Entry:
    return Entry(id=None, **columns_of(details))


def _bring_up(entry: Entry, details: Details) -> None:
    now = entry.columns()
    found = changes(now, details)
    if found and not entry.before:
        entry.before = now
    for name, value in found.items():
        setattr(entry, name, value)
    entry.opts_out = entry.opts_out or (details.opted_out and entry.opted_out_at is None)
