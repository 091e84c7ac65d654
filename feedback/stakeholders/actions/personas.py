"""Every write of personas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.db import Texts, db, now
from feedback.errors import Conflict, Invalid, message
from feedback.names import code_of, free_code, refusal, texts_of
from feedback.permissions import Access
from feedback.stakeholders.models import Persona, PersonaLine, StakeholderGroup
from feedback.stakeholders.queries import personas as queries
from feedback.stakeholders.rules import personas as rules

RESERVED = "new"
"""A code that stands in an address for something else."""


def create_persona(
    group: StakeholderGroup,
    *,
    name: Texts,
    portrait: Texts | None = None,
    leaning: str = "",
    reached_by: Iterable[str] = (),
    segments: Iterable[str] = (),
    code: str | None = None,
    by: Access | None = None,
) -> Persona:
    """A new persona of a group, last in order; Invalid at the field that cannot be. `segments`: keys of the group's."""
    cleaned = texts_of("name", name)
    persona = Persona(
        group_id=group.id,
        code=_code(code, cleaned),
        name=cleaned,
        portrait=_portrait(portrait),
        leaning=rules.leaning_of(leaning),
        reached_by=rules.ways_of(reached_by),
        segments=_segments(group, segments, ()),
        position=1 + max((one.position for one in queries.of_group(group.id)), default=0),
    )
    db.session.add(persona)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("The code “%(code)s” is taken.", code=persona.code)) from error
    record(by, "persona.created", persona.code)
    return persona


def _code(typed: str | None, name: Texts) -> str:
    taken = queries.codes() | {RESERVED}
    if not typed:
        return free_code(next(iter(name.values())), taken, "persona")
    if (code := code_of(typed)) in taken:
        raise refusal("code", message("The code “%(code)s” is taken.", code=code))
    return code


def _portrait(portrait: Texts | None) -> Texts:
    return texts_of("portrait", portrait or {}, most=rules.LONGEST_PORTRAIT, required=False)


def _segments(group: StakeholderGroup, keys: Iterable[str], kept: Sequence[rules.Pair]) -> list[dict[str, str]]:
    """Chosen among the group's; one the persona has already may stay when the group lost it."""
    known = [(segment.attribute, segment.value) for segment in group.segments]
    return rules.segments_of(keys, [*known, *(pair for pair in kept if pair not in known)])


def change_persona(
    persona: Persona,
    group: StakeholderGroup,
    *,
    name: Texts,
    portrait: Texts,
    leaning: str = "",
    reached_by: Iterable[str] = (),
    segments: Iterable[str] = (),
) -> Persona:
    """Another name, portrait, leaning or other people; the code stays."""
    persona.name = texts_of("name", name)
    persona.portrait = _portrait(portrait)
    persona.leaning = rules.leaning_of(leaning)
    persona.reached_by = rules.ways_of(reached_by)
    persona.segments = _segments(group, segments, rules.pairs_of(persona.segments))
    return persona


def archive_persona(persona: Persona, *, by: Access | None = None) -> Persona:
    """Take a persona out of use; its lines and what was claimed of them stay."""
    if persona.archived_at is None:
        persona.archived_at = now()
        record(by, "persona.archived", persona.code)
    return persona


def restore_persona(persona: Persona, *, by: Access | None = None) -> Persona:
    if persona.archived_at is not None:
        persona.archived_at = None
        record(by, "persona.restored", persona.code)
    return persona


# --- its lines ----------------------------------------------------------------------------------------


def add_line(persona_id: UUID, *, kind: str, text: Texts) -> PersonaLine:
    """One more thing said of the persona, last of its kind."""
    persona = queries.locked(persona_id)
    cleaned = _words(text)
    if len(persona.lines) >= rules.MOST_LINES:
        full = message("At most %(most)s lines. Nobody reads more: take one away first.", most=rules.MOST_LINES)
        raise Invalid(full)
    line = PersonaLine(kind=rules.kind_of(kind), text=cleaned, position=1 + _last(persona.lines))
    persona.lines.append(line)
    db.session.flush()
    return line


def _words(text: Texts) -> Texts:
    return texts_of("text", text, most=rules.LONGEST_LINE)


def _last(lines: Sequence[PersonaLine]) -> int:
    return max((line.position for line in lines), default=0)


def change_line(line: PersonaLine, *, kind: str, text: Texts) -> PersonaLine:
    """Other words. Whoever linked evidence to it sees the new ones beside it."""
    line.kind, line.text = rules.kind_of(kind), _words(text)
    return line


def move_line(persona_id: UUID, line_id: UUID, *, direction: str) -> None:
    """One place up or down among the lines of its kind; at the end it stays where it is."""
    if direction not in ("up", "down"):
        raise refusal("direction", message("A line moves up or down."))
    persona = queries.locked(persona_id)
    line = queries.line(persona, line_id)
    same = [one for one in persona.lines if one.kind == line.kind]
    place = same.index(line)
    other = place + (1 if direction == "down" else -1)
    if 0 <= other < len(same):
        same[place], same[other] = same[other], same[place]
        # Positions may be alike in what was imported.
        for position, one in enumerate(_in_order(persona.lines, same, line.kind), 1):
            one.position = position


def _in_order(lines: Sequence[PersonaLine], same: Sequence[PersonaLine], kind: str) -> list[PersonaLine]:
    moved = iter(same)
    return [next(moved) if one.kind == kind else one for one in lines]


def remove_line(persona_id: UUID, line_id: UUID) -> None:
    """Take a line out, with what was claimed of it."""
    persona = queries.locked(persona_id)
    persona.lines.remove(queries.line(persona, line_id))
