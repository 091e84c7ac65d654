"""What teaches the analysis: examples that people typed, words they picked, sentences they put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, and_, false, func, or_, select, tuple_

from feedback.analysis.codebook import Codebook
from feedback.analysis.teaching import NOTHING_TAUGHT, Anchors, Background, Lesson, Teaching, counted_background, teach
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Correction, Theme
from feedback.insights.queries import themes
from feedback.insights.queries.readable import protected
from feedback.insights.rules.acts import ACTIVE
from feedback.surveys.models import AnswerText, Response

SAMPLE = 2_000
"""Texts of evidence, and of answers, from which it is counted how often a word is said anyway."""
FOUND_TERMS = 5
"""Leading words of a found theme that somebody confirmed: they teach as an example does."""


def teaching() -> Teaching:
    """All that is taught today; where nobody taught anything no text is read."""
    return taught(typed(), anchors())


def taught(lessons: Sequence[Lesson], picked: Sequence[Anchors], known: Background | None = None) -> Teaching:
    """What these lessons teach beside the words that are said anyway."""
    if not lessons and not picked:
        return NOTHING_TAUGHT
    book = themes.codebook()
    return teach(lessons, book, anchors=picked, background=known or background(book))


def typed() -> list[Lesson]:
    """Every example and every corrected sentence, of themes that are active."""
    rows = [row for row in themes.themes() if row.state == ACTIVE]
    examples = [Lesson(row.code, one) for row in rows for one in row.examples]
    confirmed = [Lesson(row.code, " ".join(row.terms[:FOUND_TERMS])) for row in rows if _confirmed(row)]
    return [*examples, *confirmed, *_corrected({row.id: row for row in rows})]


def _confirmed(row: Theme) -> bool:
    return row.source == "found" and row.locked and len(row.terms) > 1


def anchors() -> list[Anchors]:
    """Words by which themes were split off."""
    rows = [row for row in themes.themes() if row.state == ACTIVE]
    return [anchors_of(row.code, row.definition or {}) for row in rows if (row.definition or {}).get("words")]


def anchors_of(code: str, definition: Any) -> Anchors:
    """What the definition of a theme that was split off says."""
    words = {lang: tuple(said) for lang, said in definition["words"].items()}
    return Anchors(code, words, definition.get("within"))


def _corrected(rows: Any) -> Iterator[Lesson]:
    """Sentences that somebody moved, one by one; the newest word about a sentence and a theme holds."""
    newest: dict[tuple[Any, ...], Lesson] = {}
    for row in db.session.execute(_moved()):
        if row.theme_id in rows and row.text:
            sentence = row.text[row.start : row.end]
            about = row.comment_id, row.start, row.end, row.theme_id
            newest[about] = Lesson(rows[row.theme_id].code, sentence, row.lang, row.belongs)
    yield from newest.values()


def _moved() -> Select[Any]:
    columns: tuple[Any, ...] = (
        Correction.comment_id,
        Correction.start,
        Correction.end,
        Correction.theme_id,
        Correction.belongs,
        func.coalesce(Evidence.text, AnswerText.text).label("text"),
        func.coalesce(Evidence.lang, Response.lang).label("lang"),
    )
    answer = and_(
        AnswerText.response_id == Correction.response_id,
        AnswerText.question_id == Correction.question_id,
        AnswerText.position == Correction.position,
    )
    return (
        select(*columns)
        .select_from(Correction)
        .outerjoin(Evidence, Evidence.id == Correction.evidence_id)
        .outerjoin(AnswerText, answer)
        .outerjoin(Response, Response.id == Correction.response_id)
        .where(Correction.kind == "theme", Correction.undone_at.is_(None), Correction.bulk.is_(False))
        .order_by(Correction.made_at, Correction.id)
    )


def background(book: Codebook) -> Background:
    """How often words are said: counted over texts that may be read, the same ones every time."""
    return counted_background(((text, lang) for text, lang in _texts()), book)


def _texts() -> Iterator[tuple[str, str | None]]:
    noted = select(Evidence.text, Evidence.lang).where(Evidence.text != "").order_by(Evidence.id).limit(SAMPLE)
    yield from ((text, lang) for text, lang in db.session.execute(noted))
    yield from ((text, lang) for text, lang in db.session.execute(_answers()))


def _answers() -> Select[Any]:
    hushed = protected()
    cells = [cell for one in hushed.values() for cell in one.readable]
    cell = tuple_(Response.survey_id, AnswerText.question_id, AnswerText.group_id)
    may_read = or_(Response.survey_id.not_in(list(hushed)), cell.in_(cells) if cells else false())
    columns: tuple[Any, ...] = (AnswerText.text, Response.lang)
    return (
        select(*columns)
        .join(Response, Response.id == AnswerText.response_id)
        .where(may_read, or_(AnswerText.counted_in > 0, Response.survey_id.not_in(list(hushed))))
        .order_by(AnswerText.response_id, AnswerText.question_id, AnswerText.position)
        .limit(SAMPLE)
    )
