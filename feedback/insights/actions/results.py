"""Writing what the analysis found, in chunks that may be written again: a comment's rows replace those it had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, false, insert, tuple_

from feedback.analysis.records import AnalysedComment, Mention, StageGuess, WeighedWord
from feedback.analysis.themes import Theme as Found
from feedback.db import db, here, table_of
from feedback.insights.models import Comment, MentionTheme, Theme
from feedback.insights.models import Mention as StoredMention
from feedback.insights.queries import corrections, gathering, placing, themes
from feedback.insights.queries.corrections import Placement
from feedback.insights.queries.gathering import Source
from feedback.insights.queries.placing import Whole

Rows = list[dict[str, Any]]
Ids = Mapping[str, UUID]


def write_themes(found: Sequence[Found], run_id: UUID) -> dict[str, UUID]:
    """Keep the themes of a run: new ones are added, a name that a person gave stays. Code -> id of those of the run."""
    known = {row.code: row for row in themes.themes()}
    for theme in found:
        row = known.get(theme.id)
        if row is None:
            row = known[theme.id] = Theme(code=theme.id, source=theme.source, names={})
            db.session.add(row)
        _renew(row, theme, run_id)
    db.session.flush()
    return {theme.id: known[theme.id].id for theme in found}


def _renew(row: Theme, theme: Found, run_id: UUID) -> None:
    if not row.renamed and theme.names:
        row.names = dict(theme.names)
    row.terms, row.last_run_id = list(theme.terms), run_id
    row.stability = row.stability if theme.stability is None else theme.stability


def write_comments(read: Sequence[AnalysedComment], theme_ids: Ids, stage_ids: Ids) -> None:
    """Replace comments, mentions and their themes; what was taken back while the analysis ran is left out."""
    there = gathering.sources_of([one.key for one in read])
    kept = [(there[one.key], one) for one in read if one.key in there]
    ids = [source.comment_id for source, _ in kept]
    wholes = placing.at_wholes(ids)
    _forget([source for source, _ in kept])
    placed = corrections.of(ids)
    rows = [_comment(source, one, theme_ids, placed.get(source.comment_id)) for source, one in kept]
    stands = [_suggested(one.stage_guess, wholes.get(source.comment_id), stage_ids) for source, one in kept]
    _insert(Comment, [row | where for row, where in zip(rows, stands, strict=True)])
    _insert(StoredMention, [row for source, one in kept for row in _mentions(source.comment_id, one)])
    _insert(MentionTheme, [row for source, one in kept for row in _hits(source.comment_id, one, theme_ids)])


def _forget(sources: Sequence[Source]) -> None:
    """Remove what an earlier run read in these sources; mentions and their themes go with it."""
    answers = [(one.response_id, one.question_id, one.position) for one in sources if one.response_id]
    where = tuple_(Comment.response_id, Comment.question_id, Comment.position)
    for old in (
        Comment.evidence_id.in_([one.evidence_id for one in sources if one.evidence_id]),
        where.in_(answers) if answers else false(),
    ):
        db.session.execute(delete(Comment).where(old), execution_options={"synchronize_session": False})


def _insert(model: type[Comment] | type[StoredMention] | type[MentionTheme], rows: Rows) -> None:
    owner = {"organisation_id": here()}
    if rows:
        db.session.execute(insert(table_of(model)), [{**owner, **row} for row in rows])


def _suggested(guess: StageGuess | None, whole: Whole | None, stage_ids: Ids) -> dict[str, Any]:
    """Where the words put a comment. One that stood at a stage which was split meanwhile goes on to a part only where
    they clearly say so: else it stays what it was, something said of the whole."""
    if whole and (guess is None or guess.certainty < placing.threshold()):
        return {"suggested_stage_id": whole.stage_id, "stage_certainty": whole.certainty}
    return {
        "suggested_stage_id": stage_ids.get(guess.stage) if guess else None,
        "stage_certainty": guess.certainty if guess else None,
    }


def _comment(source: Source, read: AnalysedComment, theme_ids: Ids, placed: Placement | None) -> dict[str, Any]:
    return {
        "id": source.comment_id,
        "evidence_id": source.evidence_id,
        "response_id": source.response_id,
        "question_id": source.question_id,
        "position": source.position,
        "group_id": source.group_id,
        "stage_id": source.stage_id,
        "wave_id": source.wave_id,
        "survey_id": source.survey_id,
        "lang": read.lang,
        "sentiment": read.sentiment.label,
        "score": read.sentiment.score,
        "non_answer": read.non_answer,
        "theme_id": theme_ids.get(read.cluster) if read.cluster else None,
        "decided_stage_id": placed.stage_id if placed else None,
        "unplaced": placed.unplaced if placed else False,
        "fold": read.fold,
    }


def _mentions(comment_id: UUID, read: AnalysedComment) -> Iterator[dict[str, Any]]:
    for index, mention in enumerate(read.mentions):
        yield {
            "id": _mention_id(comment_id, index),
            "comment_id": comment_id,
            "start": mention.start,
            "end": mention.end,
            "sentiment": mention.sentiment.label,
            "score": mention.sentiment.score,
            "words": [_weighed(word) for word in mention.sentiment.words],
        }


def _weighed(word: WeighedWord) -> list[Any]:
    return [word.text, word.weight, "learned"] if word.learned else [word.text, word.weight]


def _hits(comment_id: UUID, read: AnalysedComment, theme_ids: Ids) -> Iterator[dict[str, Any]]:
    for index, mention in enumerate(read.mentions):
        yield from _themes_of(_mention_id(comment_id, index), mention, theme_ids)


def _themes_of(mention_id: UUID, mention: Mention, theme_ids: Ids) -> Iterator[dict[str, Any]]:
    for hit in mention.themes:
        yield {"mention_id": mention_id, "theme_id": theme_ids[hit.theme], "strength": hit.strength}


def _mention_id(comment_id: UUID, index: int) -> UUID:
    """The same sentence of the same comment has the same id in every run, so that its place in a list stays."""
    return uuid5(comment_id, str(index))
