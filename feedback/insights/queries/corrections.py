"""What people said about single comments and sentences, and all that they decided, as the analysis wants it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import func, select

from feedback.analysis.decisions import Decisions, MentionDecision, Part
from feedback.analysis.records import Label
from feedback.db import db
from feedback.insights.models import Comment, Correction, Mention, MentionTheme, Theme
from feedback.insights.queries import lessons, themes
from feedback.insights.rules.acts import DISMISSED, MERGED

THEME, SENTIMENT, STAGE = "theme", "sentiment", "stage"
_PART = 500
"""Comments asked for at once: databases bound the length of a list."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a person placed a comment: at a stage, or, with none, at no stage of the map."""

    stage_id: UUID | None

    @property
    def unplaced(self) -> bool:
        return self.stage_id is None


def active(kind: str, *, read: bool | None = None) -> list[Correction]:
    """Corrections of a kind that hold, the oldest first: of one comment, sentence and theme the newest alone.

    `read`: only those that somebody made one by one (True), or together with others (False).
    """
    wanted = select(Correction).where(Correction.kind == kind, Correction.undone_at.is_(None))
    newest = {_about(row): row for row in db.session.scalars(wanted.order_by(Correction.made_at, Correction.id))}
    rows = sorted(newest.values(), key=lambda row: (row.made_at, row.id))
    return [row for row in rows if read is None or row.bulk is not read]


def _about(row: Correction) -> tuple[Any, ...]:
    return row.comment_id, row.start, row.end, row.theme_id


def of(comment_ids: Collection[UUID]) -> dict[UUID, Placement]:
    """Comment -> where a person placed it, of those that somebody placed. What a run keeps when it writes them anew."""
    found: dict[UUID, Placement] = {}
    wanted = sorted(comment_ids, key=str)
    for start in range(0, len(wanted), _PART):
        for comment_id, stage_id in db.session.execute(_placed(wanted[start : start + _PART])):
            found[comment_id] = Placement(stage_id)
    return found


def _placed(comment_ids: Collection[UUID]) -> Any:
    held = (Correction.kind == STAGE, Correction.undone_at.is_(None), Correction.comment_id.in_(comment_ids))
    return select(Correction.comment_id, Correction.stage_id).where(*held).order_by(Correction.made_at, Correction.id)


def of_mention(comment_id: UUID, start: int, end: int) -> list[Correction]:
    """Corrections of one sentence, undone or not, the newest first."""
    there = (Correction.comment_id == comment_id, Correction.start == start, Correction.end == end)
    return list(db.session.scalars(select(Correction).where(*there).order_by(Correction.made_at.desc(), Correction.id)))


def key(row: Correction | Any) -> str:
    """What the analysis calls the comment of a correction."""
    if row.evidence_id:
        return f"e:{row.evidence_id.hex}"
    assert row.response_id and row.question_id, "what is not evidence's is an answer's"
    return f"a:{row.response_id.hex}:{row.question_id.hex}:{row.position}"


def decisions() -> Decisions:
    """All that people decided, for a run: merges, locks, dismissals, what was taught, and each sentence."""
    rows = themes.by_id()
    codes = {theme.id: theme.code for theme in rows.values()}
    return Decisions(
        merged={
            row.code: codes[row.merged_into_id]
            for row in rows.values()
            if row.state == MERGED and row.merged_into_id is not None
        },
        locked=frozenset(row.code for row in rows.values() if row.locked),
        dismissed=frozenset(row.code for row in rows.values() if row.state == DISMISSED),
        teaching=lessons.teaching(),
        mentions=_mentions(rows),
    )


def _mentions(rows: Mapping[UUID, Theme]) -> dict[Part, MentionDecision]:
    """Sentences of locked themes stay in them; what somebody said of a sentence comes after that."""
    said: dict[Part, dict[str, bool]] = defaultdict(dict)
    for part, theme_id in _held_by_locked(rows):
        said[part][_holder(rows, theme_id)] = True
        if taken_from := (rows[theme_id].definition or {}).get("taken_from"):
            said[part].setdefault(taken_from, False)
    for row in active(THEME):
        if row.theme_id and row.theme_id in rows and (code := _holder(rows, row.theme_id)):
            said[_part(row)][code] = row.belongs
    feelings = {_part(row): cast(Label, row.sentiment) for row in active(SENTIMENT)}
    return {part: _decision(said.get(part, {}), feelings.get(part)) for part in {*said, *feelings}}


def _part(row: Correction) -> Part:
    return key(row), row.start or 0, row.end or 0


def _decision(themes: Mapping[str, bool], feeling: Label | None) -> MentionDecision:
    added = tuple(code for code, belongs in themes.items() if belongs)
    return MentionDecision(added, tuple(code for code, belongs in themes.items() if not belongs), feeling)


def _holder(rows: Mapping[UUID, Theme], theme_id: UUID) -> str:
    """The code of the theme that holds another one's sentences; a dismissed one holds none."""
    row = rows[theme_id]
    kept = rows[row.merged_into_id] if row.state == MERGED and row.merged_into_id else row
    return "" if kept.state == DISMISSED else kept.code


def _held_by_locked(rows: Mapping[UUID, Theme]) -> Iterator[tuple[Part, UUID]]:
    """Every sentence that stands in a locked theme: no run takes it from there."""
    locked = [row.id for row in rows.values() if row.locked and row.state not in (MERGED, DISMISSED)]
    if not locked:
        return
    columns: tuple[Any, ...] = (
        MentionTheme.theme_id,
        Mention.start,
        Mention.end,
        Comment.evidence_id,
        Comment.response_id,
        Comment.question_id,
        Comment.position,
    )
    wanted = (
        select(*columns)
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .where(MentionTheme.theme_id.in_(locked))
        .order_by(MentionTheme.mention_id, MentionTheme.theme_id)
    )
    for row in db.session.execute(wanted):
        yield (key(row), row.start, row.end), row.theme_id


def counted(theme_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Theme -> how many corrections that hold point to it."""
    held = (Correction.theme_id.in_(list(theme_ids)), Correction.undone_at.is_(None))
    rows = db.session.execute(select(Correction.theme_id, func.count()).where(*held).group_by(Correction.theme_id))
    return {theme_id: count for theme_id, count in rows if theme_id}
