"""What an organisation's own comments can teach, page by page, and what the newest runs learned from it.

Only evidence and identified surveys teach: what one person of a protected survey wrote is never put beside what the
same person answered, and none of their words get into a model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from feedback.analysis.learning import CORRECTED, LEAST, NOTHING, Learned, Placed, Rated, SentimentModel, StageModel
from feedback.analysis.records import Label
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Correction, LearnedModel
from feedback.insights.queries import corrections, felt
from feedback.insights.queries.gathering import comment_id, pages
from feedback.insights.queries.questions import commentable
from feedback.journeys.models import Stage
from feedback.journeys.queries.lineage import lineage
from feedback.surveys.models import AnswerText, Response, Survey
from feedback.surveys.rules import IDENTIFIED

MOST = 10_000
"""Examples of a kind that are learned from; of more, the same ones are drawn every time."""
MOST_ASKED = 500
"""Ids asked for at once: databases bound the length of a list."""
SENTIMENT, STAGE = "sentiment", "stage"


@dataclass
class _Drawn:
    """At most `MOST` examples, drawn by their keys: the same ones whatever else comes, in whatever order."""

    _kept: list[tuple[int, str, Any]] = field(default_factory=list)

    def add(self, key: str, example: Any) -> None:
        rank = -int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")
        if len(self._kept) < MOST:
            heappush(self._kept, (rank, key, example))
        elif rank > self._kept[0][0]:
            heappushpop(self._kept, (rank, key, example))

    @property
    def examples(self) -> list[Any]:
        return [example for _, _, example in sorted(self._kept, key=lambda one: one[1])]


@dataclass(frozen=True)
class Examples:
    """What there is to learn from: rated and corrected texts, and texts whose stage is known."""

    rated: list[Rated]
    placed: list[Placed]

    @property
    def enough(self) -> bool:
        """Whether a model can come of them at all."""
        return max(len(self.rated), len(self.placed)) >= LEAST


def examples() -> Examples:
    """At most `MOST` of each, and besides them all that people corrected one by one; reads page by page."""
    rated, placed = _Drawn(), _Drawn()
    codes = _stages()
    moved = {row.comment_id for row in corrections.active(corrections.STAGE)}
    for row, feeling in _given():
        key = _key(row)
        if feeling is not None:
            rated.add(key, feeling)
        if row.stage_id in codes and comment_id(key) not in moved:
            placed.add(key, Placed(row.text, codes[row.stage_id], lang=row.lang))
    feelings, places = _corrected(codes)
    return Examples([*rated.examples, *feelings], [*placed.examples, *places])


def _stages() -> dict[UUID, str]:
    """Stage -> the code of where it counts today; stages that were split teach nothing about their parts."""
    codes, known = {row_id: code for row_id, code in db.session.execute(select(Stage.id, Stage.code))}, lineage()
    whole = known.split
    return {one: codes[known.standing(one)] for one in codes if known.standing(one) not in whole}


def count() -> int:
    """About how much there is to learn from: rated or staged comments, a correction counting as several."""
    rated = or_(Evidence.rating.is_not(None), Evidence.stage_id.is_not(None))
    notes = select(func.count()).select_from(Evidence).where(Evidence.text != "", rated)
    written = _answers().with_only_columns(func.count())
    said = select(func.count()).select_from(Correction)
    read = said.where(Correction.kind != corrections.THEME, Correction.undone_at.is_(None), Correction.bulk.is_(False))
    notes_, written_, read_ = (db.session.scalar(one) or 0 for one in (notes, written, read))
    return notes_ + written_ + int(CORRECTED) * read_


def learned() -> Learned:
    """What the newest run that learned anything learned; nothing where none did, or another version wrote it."""
    rows = list(db.session.scalars(select(LearnedModel).order_by(LearnedModel.kind, LearnedModel.lang)))
    try:
        return Learned(
            {row.lang: SentimentModel.from_json(row.body) for row in rows if row.kind == SENTIMENT},
            {row.lang: StageModel.from_json(row.body) for row in rows if row.kind == STAGE},
        )
    except (KeyError, TypeError, ValueError):
        return NOTHING


def _given() -> Iterator[tuple[Any, Rated | None]]:
    """Every text with its stage and, where its author scored something at the same stage, how it feels."""
    for page in pages(_evidence(), Evidence.id):
        for row in page:
            yield row, None if row.rating is None else Rated(row.text, rating=row.rating, lang=row.lang)
    writing, lines = commentable(), felt.lines()
    for page in pages(_answers(), AnswerText.response_id, AnswerText.question_id, AnswerText.position):
        scores = felt.scores({row.response_id for row in page}, lines)
        for row in page:
            if row.question_id in writing:
                yield row, felt.rated(row.text, row.lang, scores.get((row.response_id, row.stage_id), ()))


def _evidence() -> Select[Any]:
    columns: tuple[Any, ...] = (Evidence.id, Evidence.text, Evidence.lang, Evidence.rating, Evidence.stage_id)
    return select(*columns).where(
        Evidence.text != "", or_(Evidence.rating.is_not(None), Evidence.stage_id.is_not(None))
    )


def _answers() -> Select[Any]:
    columns: tuple[Any, ...] = (
        AnswerText.response_id,
        AnswerText.question_id,
        AnswerText.position,
        AnswerText.stage_id,
        AnswerText.text,
        Response.lang,
    )
    return (
        select(*columns)
        .join(Response, Response.id == AnswerText.response_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Survey.mode == IDENTIFIED)
    )


def _key(row: Any) -> str:
    if hasattr(row, "response_id"):
        return f"a:{row.response_id.hex}:{row.question_id.hex}:{row.position}"
    return f"e:{row.id.hex}"


def _corrected(codes: Mapping[UUID, str]) -> tuple[list[Rated], list[Placed]]:
    """What people said of sentences and comments they read, each worth `CORRECTED` others."""
    read = corrections.active(corrections.SENTIMENT, read=True)
    stood = [row for row in corrections.active(corrections.STAGE, read=True) if row.stage_id in codes]
    texts = _texts([*read, *stood])
    return (
        [
            Rated(said[0][row.start : row.end], label=cast(Label, row.sentiment), weight=CORRECTED, lang=said[1])
            for row in read
            if (said := texts.get(corrections.key(row))) and said[0][row.start : row.end].strip()
        ],
        [
            Placed(said[0], codes[row.stage_id], weight=CORRECTED, lang=said[1])
            for row in stood
            if row.stage_id and (said := texts.get(corrections.key(row)))
        ],
    )


def _texts(rows: list[Correction]) -> dict[str, tuple[str, str | None]]:
    """Key -> (text, language) of the comments that were corrected, as far as they teach."""
    found: dict[str, tuple[str, str | None]] = {}
    notes = sorted({row.evidence_id for row in rows if row.evidence_id}, key=str)
    responses = sorted({row.response_id for row in rows if row.response_id}, key=str)
    for start in range(0, len(notes), MOST_ASKED):
        part = select(Evidence.id, Evidence.text, Evidence.lang).where(
            Evidence.id.in_(notes[start : start + MOST_ASKED])
        )
        found |= {_key(row): (row.text, row.lang) for row in db.session.execute(part)}
    for start in range(0, len(responses), MOST_ASKED):
        part = _answers().where(AnswerText.response_id.in_(responses[start : start + MOST_ASKED]))
        found |= {_key(row): (row.text, row.lang) for row in db.session.execute(part)}
    return found
