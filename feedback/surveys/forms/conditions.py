"""The form that says when a question or a section is shown: sentences of choices, no script needed.

Every button but the one that saves gives the same page back with another line, or with the choices that fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from werkzeug.datastructures import MultiDict

from feedback.errors import Message
from feedback.surveys.conditions.ast import UNARY, Condition
from feedback.surveys.conditions.lines import Group, Line, Lines, Match, all_lines, condition_of, fault_of
from feedback.surveys.conditions.subjects import Named, Subject
from feedback.surveys.conditions.vocabulary import OPERATORS
from feedback.web.templating import say

MOST = 30
SEVERAL = frozenset({"includes_any", "includes_all"})
Sent = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line as the page lays it out; `number` names its fields, `fault` is what is wrong with it."""

    number: int
    group: int
    line: Line
    subject: Subject | None
    fault: str = ""

    @property
    def name(self) -> str:
        return f"c{self.number}"

    @property
    def operators(self) -> list[tuple[str, str]]:
        """What fits the subject, and what stands there already."""
        fitting = self.subject.operators if self.subject else ()
        own = (self.line.operator,) if self.line.operator and self.line.operator not in fitting else ()
        return [(one, say(OPERATORS[one])) for one in (*fitting, *own) if one in OPERATORS]

    @property
    def values(self) -> Sequence[Named]:
        return self.subject.values if self.subject else ()

    @property
    def compares(self) -> bool:
        """Whether it has a right side."""
        return bool(self.subject) and self.line.operator not in UNARY

    @property
    def takes_several(self) -> bool:
        return self.line.operator in SEVERAL


@dataclass(frozen=True, slots=True)
class Block:
    """A line of its own (`group` 0), or the lines of a group."""

    group: int
    match: Match
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class ConditionForm:
    """The lines, and what they may be about. `revision` is the one the reader saw."""

    lines: Lines
    subjects: Mapping[str, Subject]
    revision: int
    checked: bool = False

    @property
    def blocks(self) -> list[Block]:
        """The lines and groups in their order, each line with a number of its own."""
        found, number, groups = [], 0, 0
        for entry in self.lines.entries:
            inside = entry.lines if isinstance(entry, Group) else (entry,)
            groups += isinstance(entry, Group)
            group = groups if isinstance(entry, Group) else 0
            shown = tuple(self._shown(number + place, group, line) for place, line in enumerate(inside))
            found.append(Block(group, entry.match if isinstance(entry, Group) else "all", shown))
            number += len(inside)
        return found

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Field -> what is wrong, for the summary."""
        lines = (line for block in self.blocks for line in block.lines)
        return [(f"{line.name}_subject", line.fault) for line in lines if line.fault]

    def condition(self) -> Condition | None:
        return condition_of(self.lines, self.subjects)

    def is_sound(self) -> bool:
        return all(fault_of(line, self.subjects) is None for line in all_lines(self.lines))

    def _shown(self, number: int, group: int, line: Line) -> ShownLine:
        fault: Message | None = fault_of(line, self.subjects) if self.checked else None
        return ShownLine(number, group, line, self.subjects.get(line.subject), say(fault))


def started(lines: Lines, subjects: Sequence[Subject], revision: int) -> ConditionForm:
    """The form as it opens: with one line to begin with where there is none."""
    entries = lines.entries or (Line(),)
    return ConditionForm(replace(lines, entries=entries), _by_key(subjects), revision)


def sent(form: Sent, subjects: Sequence[Subject], revision: int) -> ConditionForm:
    """What was posted, with what its button did to it; checked where it is to be saved."""
    saving = form.get("do", "save") == "save"
    lines = _read(form)
    known = _by_key(subjects)
    return ConditionForm(lines if saving else _done(lines, form.get("do", ""), known), known, revision, saving)


def _by_key(subjects: Sequence[Subject]) -> dict[str, Subject]:
    return {subject.key: subject for subject in subjects}


def _read(form: Sent) -> Lines:
    entries: list[Line | Group] = []
    groups: dict[str, int] = {}
    for number in range(MOST):
        if f"c{number}_subject" not in form:
            break
        line, group = _line(form, number), form.get(f"c{number}_group", "0")
        if group == "0":
            entries.append(line)
        elif group in groups:
            inside = cast(Group, entries[groups[group]])
            entries[groups[group]] = replace(inside, lines=(*inside.lines, line))
        else:
            groups[group] = len(entries)
            entries.append(Group(_match(form.get(f"g{group}_match")), (line,)))
    return Lines(_match(form.get("match")), tuple(entries))


def _line(form: Sent, number: int) -> Line:
    values = tuple(value.strip() for value in form.getlist(f"c{number}_value") if value.strip())
    return Line(form.get(f"c{number}_subject", ""), form.get(f"c{number}_operator", ""), values)


def _match(text: str | None) -> Match:
    return "any" if text == "any" else "all"


def _done(lines: Lines, button: str, subjects: Mapping[str, Subject]) -> Lines:
    """The lines after a button that does not save."""
    what, _, number = button.partition("_")
    if what == "add" and len(all_lines(lines)) < MOST:
        lines = _with_line(lines, number)
    elif what == "remove" and number.isdecimal():
        lines = _without(lines, int(number))
    return replace(lines, entries=tuple(_fitted(entry, subjects) for entry in lines.entries))


def _with_line(lines: Lines, where: str) -> Lines:
    if where == "group":
        other: Match = "any" if lines.match == "all" else "all"
        return replace(lines, entries=(*lines.entries, Group(other, (Line(), Line()))))
    if not where.isdecimal():
        return replace(lines, entries=(*lines.entries, Line()))
    group, entries = 0, []
    for entry in lines.entries:
        group += isinstance(entry, Group)
        mine = isinstance(entry, Group) and group == int(where)
        entries.append(replace(entry, lines=(*entry.lines, Line())) if mine and isinstance(entry, Group) else entry)
    return replace(lines, entries=tuple(entries))


def _without(lines: Lines, number: int) -> Lines:
    entries: list[Line | Group] = []
    at = 0
    for entry in lines.entries:
        inside = entry.lines if isinstance(entry, Group) else (entry,)
        kept = tuple(line for place, line in enumerate(inside, at) if place != number)
        at += len(inside)
        if kept:
            entries.append(replace(entry, lines=kept) if isinstance(entry, Group) else kept[0])
    return replace(lines, entries=tuple(entries))


def _fitted(entry: Line | Group, subjects: Mapping[str, Subject]) -> Line | Group:
    """With the first comparison that fits, where the subject is new; values that it cannot have are dropped."""
    if isinstance(entry, Group):
        return replace(entry, lines=tuple(cast(Line, _fitted(line, subjects)) for line in entry.lines))
    subject = subjects.get(entry.subject)
    if subject is None:
        return entry
    operator = entry.operator if entry.operator in subject.operators else subject.operators[0]
    known = {value for value, _name in subject.values}
    values = tuple(value for value in entry.values if not known or value in known)
    return Line(entry.subject, operator, values if operator in SEVERAL else values[:1])
