"""Which sentences stand in which themes, changed by what a person does, and given back exactly when it is undone.

Statements over whole themes: a theme may hold a hundred thousand sentences. Core statements pass no wall, so each of
them names the organisation itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, delete, func, insert, literal, select, update
from sqlalchemy.types import Uuid

from feedback.analysis.decisions import CERTAIN
from feedback.db import db, here, table_of
from feedback.insights.models import Comment, Mention, MentionTheme, Theme, ThemeHeld
from feedback.insights.queries import themes

_PART = 500
"""Rows named in one statement: databases bound the length of a list."""
_comment, _mention, _carried, _held, _theme = (
    table_of(model) for model in (Comment, Mention, MentionTheme, ThemeHeld, Theme)
)
Ids = Collection[UUID]


def hold_themes(cause_id: UUID, taken: Ids, about: Ids) -> None:
    """Note what stands in the sentences of the themes `taken`, as far as it is of `about`, before it changes."""
    sentences = select(_carried.c.mention_id).where(_ours(_carried), _carried.c.theme_id.in_(taken))
    _hold(cause_id, _carried.c.mention_id.in_(sentences), _carried.c.theme_id.in_({*taken, *about}))
    _hold_comments(cause_id, _comment.c.theme_id.in_(taken))


def hold_mentions(cause_id: UUID, mention_ids: Sequence[UUID], about: Ids | None = None) -> None:
    """The same for single sentences; without `about`, all they carry and how they feel."""
    theirs = [] if about is None else [_carried.c.theme_id.in_(about)]
    for part in _parts(mention_ids):
        _hold(cause_id, _carried.c.mention_id.in_(part), *theirs)
        _hold_comments(cause_id, _comment.c.id.in_(_comments_of(part)))
        if about is None:
            _hold_feelings(cause_id, part)


def _hold(cause_id: UUID, *which: ColumnElement[bool]) -> None:
    columns = ("comment_id", "mention_id", "theme_id", "strength")
    rows = (
        select(
            *_fresh(cause_id), _mention.c.comment_id, _carried.c.mention_id, _carried.c.theme_id, _carried.c.strength
        )
        .join_from(_carried, _mention, _mention.c.id == _carried.c.mention_id)
        .where(_ours(_carried), *which)
    )
    _insert(columns, rows)


def _hold_comments(cause_id: UUID, which: ColumnElement[bool]) -> None:
    rows = select(*_fresh(cause_id), _comment.c.id, _comment.c.theme_id).where(
        _ours(_comment), which, _comment.c.theme_id.is_not(None)
    )
    _insert(("comment_id", "theme_id"), rows)


def _hold_feelings(cause_id: UUID, mention_ids: Sequence[UUID]) -> None:
    felt = (_mention.c.comment_id, _mention.c.id, _mention.c.sentiment, _mention.c.score)
    rows = select(*_fresh(cause_id), *felt).where(_ours(_mention), _mention.c.id.in_(mention_ids))
    _insert(("comment_id", "mention_id", "sentiment", "score"), rows)


def _insert(columns: Sequence[str], rows: Select[Any]) -> None:
    db.session.flush()
    db.session.execute(insert(_held).from_select(["id", "organisation_id", "cause_id", *columns], rows))


def _fresh(cause_id: UUID) -> tuple[ColumnElement[Any], ...]:
    return fresh_id(), literal(here(), Uuid()), literal(cause_id, Uuid())


def fresh_id() -> ColumnElement[Any]:
    """A random id per row, made by the database."""
    if db.session.get_bind().dialect.name == "postgresql":
        return func.gen_random_uuid()
    return func.lower(func.hex(func.randomblob(16)))


def _ours(table: Any) -> ColumnElement[bool]:
    owned: ColumnElement[bool] = table.c.organisation_id == here()
    return owned


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    yield from (ids[start : start + _PART] for start in range(0, len(ids), _PART))


def _comments_of(mention_ids: Collection[UUID]) -> Select[Any]:
    return select(_mention.c.comment_id).where(_ours(_mention), _mention.c.id.in_(mention_ids))


def join(cause_id: UUID, taken: Ids, into: UUID) -> None:
    """Give the sentences of the themes `taken` to one theme, each once and as strongly as its strongest; they were held
    before.
    """
    sentences = select(_held.c.mention_id).where(_of(cause_id), _held.c.mention_id.is_not(None))
    about = {*taken, into}
    _execute(
        delete(_carried).where(_ours(_carried), _carried.c.mention_id.in_(sentences), _carried.c.theme_id.in_(about))
    )
    rows = (
        select(literal(here(), Uuid()), _held.c.mention_id, literal(into, Uuid()), func.max(_held.c.strength))
        .where(_of(cause_id), _held.c.mention_id.is_not(None))
        .group_by(_held.c.mention_id)
    )
    columns = ["organisation_id", "mention_id", "theme_id", "strength"]
    _execute(insert(_carried).from_select(columns, rows))
    _execute(update(_comment).where(_ours(_comment), _comment.c.theme_id.in_(taken)).values(theme_id=into))


def take_out(cause_id: UUID, theme_id: UUID) -> None:
    """Take a theme out of all its sentences, which were held before; comments go to their next strongest."""
    _execute(delete(_carried).where(_ours(_carried), _carried.c.theme_id == theme_id))
    settle(cause_id)


def give(mention_ids: Sequence[UUID], theme_id: UUID, taken_from: Ids) -> None:
    """Let sentences carry a theme, and no longer those it takes them from."""
    for part in _parts(mention_ids):
        gone = _carried.c.theme_id.in_({*taken_from, theme_id})
        _execute(delete(_carried).where(_ours(_carried), _carried.c.mention_id.in_(part), gone))
        rows = [
            {"organisation_id": here(), "mention_id": one, "theme_id": theme_id, "strength": CERTAIN} for one in part
        ]
        _execute(insert(_carried), rows)


def take_from(mention_ids: Sequence[UUID], themes_left: Ids) -> None:
    """Let sentences no longer carry these themes."""
    for part in _parts(mention_ids):
        gone = (_carried.c.mention_id.in_(part), _carried.c.theme_id.in_(themes_left))
        _execute(delete(_carried).where(_ours(_carried), *gone))


def settle(cause_id: UUID) -> None:
    """Find the strongest theme again of every comment that was held; where none is left, the overall impression."""
    comments = select(_held.c.comment_id).where(_of(cause_id))
    strongest = func.coalesce(_strongest(), literal(_nothing_named(), Uuid()))
    wanted = (_ours(_comment), _comment.c.id.in_(comments), _comment.c.non_answer.is_(False))
    _execute(update(_comment).where(*wanted).values(theme_id=strongest))


def _strongest() -> Any:
    """The theme with the largest summed strength in a comment; the overall impression only where no other is."""
    unspecific = _theme.c.code.in_(themes.fallback_codes())
    return (
        select(_carried.c.theme_id)
        .join_from(_carried, _mention, _mention.c.id == _carried.c.mention_id)
        .join(_theme, _theme.c.id == _carried.c.theme_id)
        .where(_ours(_mention), _mention.c.comment_id == _comment.c.id)
        .group_by(_carried.c.theme_id)
        .order_by(
            func.max(case((unspecific, 1), else_=0)),
            func.sum(_carried.c.strength).desc(),
            func.min(_mention.c.start),
            _carried.c.theme_id,
        )
        .limit(1)
        .correlate(_comment)
        .scalar_subquery()
    )


def _nothing_named() -> UUID | None:
    overall = themes.with_code(themes.OVERALL)
    return overall.id if overall else None


def give_back(cause_id: UUID, about: Ids | None = None) -> None:
    """Put everything back as it was held, wherever the sentence is still there. `about`: the themes the act touched."""
    sentences = select(_held.c.mention_id).where(_of(cause_id), _held.c.mention_id.is_not(None))
    touched = [] if about is None else [_carried.c.theme_id.in_(about)]
    _execute(delete(_carried).where(_ours(_carried), _carried.c.mention_id.in_(sentences), *touched))
    rows = (
        select(_held.c.organisation_id, _held.c.mention_id, _held.c.theme_id, _held.c.strength)
        .join_from(_held, _mention, _mention.c.id == _held.c.mention_id)
        .where(_of(cause_id), _held.c.theme_id.is_not(None))
    )
    _execute(insert(_carried).from_select(["organisation_id", "mention_id", "theme_id", "strength"], rows))
    _give_back_comments(cause_id)
    _give_back_feelings(cause_id)
    _execute(delete(_held).where(_of(cause_id)))


def _give_back_comments(cause_id: UUID) -> None:
    mine = (_of(cause_id), _held.c.mention_id.is_(None))
    before = select(_held.c.theme_id).where(*mine, _held.c.comment_id == _comment.c.id).limit(1)
    wanted = _comment.c.id.in_(select(_held.c.comment_id).where(*mine))
    _execute(
        update(_comment).where(_ours(_comment), wanted).values(theme_id=before.correlate(_comment).scalar_subquery())
    )


def _give_back_feelings(cause_id: UUID) -> None:
    felt = (_of(cause_id), _held.c.sentiment.is_not(None))
    rows = db.session.execute(select(_held.c.mention_id, _held.c.sentiment, _held.c.score).where(*felt)).all()
    for mention_id, sentiment, score in rows:
        back = update(_mention).where(_ours(_mention), _mention.c.id == mention_id)
        _execute(back.values(sentiment=sentiment, score=score))


def forget_held() -> None:
    """Drop what was held of sentences whose source is gone."""
    there = select(_comment.c.id).where(_ours(_comment))
    _execute(delete(_held).where(_ours(_held), _held.c.comment_id.not_in(there)))


def _of(cause_id: UUID) -> ColumnElement[bool]:
    mine: ColumnElement[bool] = (_held.c.organisation_id == here()) & (_held.c.cause_id == cause_id)
    return mine


def _execute(statement: Any, rows: list[dict[str, Any]] | None = None) -> None:
    """Rows the session holds of these tables are read anew afterwards."""
    db.session.flush()
    if rows is None:
        db.session.execute(statement)
    elif rows:
        db.session.execute(statement, rows)
    db.session.expire_all()
