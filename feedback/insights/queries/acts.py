"""What people did to themes and to single sentences, as a history and as the rule of undoing sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from feedback.db import db, find
from feedback.errors import NotFound
from feedback.insights.models import Correction, ThemeAct
from feedback.insights.queries.corrections import THEME
from feedback.insights.rules.acts import MADE_BY, MOVE, Done, depending


@dataclass(frozen=True, slots=True)
class Move:
    """Corrections that were made together about one sentence: where it went, and from where."""

    id: UUID
    """The first of them, by which they are undone."""
    made_at: datetime
    made_by: UUID | None
    undone_at: datetime | None
    taken_from: tuple[UUID, ...]
    into: tuple[UUID, ...]
    comment_id: UUID
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a history: an act or a move, and what of later has to be undone before it."""

    done: Done
    what: ThemeAct | Move
    depends: tuple[Done, ...] = ()


def history(theme_id: UUID | None = None, *, offset: int = 0, limit: int = 50) -> tuple[list[Entry], int]:
    """What was done to a theme, or to all, the newest first; and how many acts there are."""
    everything = _everything()
    wanted = [one for one in everything if theme_id is None or theme_id in one[0].themes]
    wanted.sort(key=lambda one: (one[0].at, one[0].id), reverse=True)
    later = [done for done, _ in everything]
    page = wanted[offset : offset + limit]
    return [Entry(done, what, tuple(depending(done, later))) for done, what in page], len(wanted)


def _everything() -> list[tuple[Done, ThemeAct | Move]]:
    acts = list(db.session.scalars(select(ThemeAct)))
    found: list[tuple[Done, ThemeAct | Move]] = [(done_of(act), act) for act in acts]
    part_of = {(act.made_at, act.made_by) for act in acts}
    return found + [(done_by(move), move) for move in moves() if (move.made_at, move.made_by) not in part_of]


def dones() -> list[Done]:
    """All acts and moves, for the rule of undoing."""
    return [done for done, _ in _everything()]


def act(act_id: UUID) -> ThemeAct:
    """One act of this organisation; NotFound."""
    return find(ThemeAct, act_id)


def last_act(theme_id: UUID, kind: str) -> ThemeAct | None:
    """The newest act of a kind on a theme that was not undone."""
    held = (ThemeAct.theme_id == theme_id, ThemeAct.kind == kind, ThemeAct.undone_at.is_(None))
    return db.session.scalar(select(ThemeAct).where(*held).order_by(ThemeAct.made_at.desc(), ThemeAct.id).limit(1))


def making(theme_id: UUID) -> ThemeAct | None:
    """The act that made a theme, undone or not."""
    rows = db.session.scalars(select(ThemeAct).where(ThemeAct.kind.in_(MADE_BY)))
    return next((row for row in rows if theme_id in made(row)), None)


def done_of(row: ThemeAct) -> Done:
    """An act as the rule of undoing sees it."""
    others = [UUID(one) for one in row.after.get("themes", ())]
    touched = frozenset({row.theme_id, *others}) | made(row)
    return Done(row.id, row.kind, touched, row.made_at, made(row), row.undone_at is not None)


def made(row: ThemeAct) -> frozenset[UUID]:
    """The theme an act made."""
    new = row.after.get("made") if row.kind in MADE_BY else None
    return frozenset([UUID(new)] if new else [])


def done_by(move: Move) -> Done:
    themes = frozenset({*move.taken_from, *move.into})
    return Done(move.id, MOVE, themes, move.made_at, undone=move.undone_at is not None)


def moves() -> list[Move]:
    """Every sentence that somebody moved, the oldest first."""
    wanted = select(Correction).where(Correction.kind == THEME, Correction.bulk.is_(False))
    rows = db.session.scalars(wanted.order_by(Correction.made_at, Correction.id))
    groups: dict[tuple[UUID, int, int, datetime], list[Correction]] = {}
    for row in rows:
        groups.setdefault((row.comment_id, row.start or 0, row.end or 0, row.made_at), []).append(row)
    return [_move(group) for group in groups.values()]


def _move(rows: Sequence[Correction]) -> Move:
    first = min(rows, key=lambda row: row.id)
    return Move(
        first.id,
        first.made_at,
        first.made_by,
        first.undone_at,
        tuple(row.theme_id for row in rows if not row.belongs and row.theme_id),
        tuple(row.theme_id for row in rows if row.belongs and row.theme_id),
        first.comment_id,
        first.start or 0,
        first.end or 0,
    )


def made_together(correction_id: UUID) -> list[Correction]:
    """A correction with those that were made with it about the same sentence; NotFound."""
    one = find(Correction, correction_id)
    same = (
        Correction.comment_id == one.comment_id,
        Correction.kind == one.kind,
        Correction.start == one.start if one.start is not None else Correction.start.is_(None),
        Correction.end == one.end if one.end is not None else Correction.end.is_(None),
        Correction.made_at == one.made_at,
    )
    found = list(db.session.scalars(select(Correction).where(*same).order_by(Correction.id).with_for_update()))
    if not found:
        raise NotFound()
    return found


def corrections_made_at(at: datetime, by: UUID | None) -> list[Correction]:
    """What was said of sentences as part of an act, and still holds."""
    same = (Correction.kind == THEME, Correction.made_at == at, Correction.undone_at.is_(None))
    return [row for row in db.session.scalars(select(Correction).where(*same)) if row.made_by == by]


def said_since(row: Correction) -> bool:
    """Whether somebody said something of the same kind about the sentence after that, and it holds."""
    later = (
        Correction.comment_id == row.comment_id,
        Correction.kind == row.kind,
        Correction.start == row.start,
        Correction.end == row.end,
        Correction.made_at > row.made_at,
        Correction.undone_at.is_(None),
    )
    return db.session.scalar(select(Correction.id).where(*later).limit(1)) is not None


def touched(entries: Iterable[Entry]) -> set[UUID]:
    """The themes that lines of a history name."""
    return {theme for entry in entries for theme in entry.done.themes}
