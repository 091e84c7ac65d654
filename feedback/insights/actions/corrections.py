"""What people say about one sentence: which themes it belongs to, and how it feels. No run undoes it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from feedback.accounts.actions import record
from feedback.analysis.decisions import felt_score
from feedback.db import db, find, now
from feedback.errors import Invalid, message
from feedback.insights.actions import members
from feedback.insights.actions.runs import tally_soon
from feedback.insights.models import Comment, Correction, Mention, Theme, ThemeAct
from feedback.insights.queries import sentences
from feedback.insights.queries.corrections import SENTIMENT, THEME
from feedback.insights.rules.acts import ACTIVE
from feedback.permissions import Access

FEELINGS = ("neg", "neu", "pos")


def move(
    mention_id: UUID, *, taken_from: Collection[Theme], into: Theme | None, by: Access | None = None
) -> list[Correction]:
    """Say that a sentence belongs to another theme than it was given, or, with no `into`, to none of these.

    Raises:
        NotFound: a sentence that is not there, or whose words may not be read.
        Invalid: nothing would change, or the theme does not count any more.
    """
    mention = sentences.readable_mention(mention_id)
    carried = sentences.carried(mention_id)
    left = [theme for theme in taken_from if theme.id in carried and (into is None or theme.id != into.id)]
    _check(left, into, carried)
    made = _corrections(mention, left, into, now(), by)
    members.hold_mentions(made[0].id, [mention.id])
    members.take_from([mention.id], [theme.id for theme in left])
    if into is not None:
        members.give([mention.id], into.id, [])
    members.settle(made[0].id)
    record(by, "theme.move", into.code if into else "", {"from": [theme.code for theme in left]})
    tally_soon(mention.organisation_id)
    return made


def _check(left: Collection[Theme], into: Theme | None, carried: Collection[UUID]) -> None:
    if into is not None and into.state != ACTIVE:
        text = message("That theme was merged or dismissed meanwhile.")
    elif into is not None and into.id in carried and not left:
        text = message("The sentence stands in that theme already.")
    elif into is None and not left:
        text = message("Choose where the sentence belongs.")
    else:
        return
    raise Invalid(text, {"into": text})


def _corrections(
    mention: Mention, left: Collection[Theme], into: Theme | None, at: datetime, by: Access | None
) -> list[Correction]:
    said = [(theme, False) for theme in left] + ([(into, True)] if into else [])
    rows = [_about(mention, THEME, at, by) for _ in said]
    for row, (theme, belongs) in zip(rows, said, strict=True):
        row.theme_id, row.belongs = theme.id, belongs
    db.session.add_all(rows)
    db.session.flush()
    return sorted(rows, key=lambda row: row.id)


def _about(mention: Mention, kind: str, at: datetime, by: Access | None) -> Correction:
    comment = find(Comment, mention.comment_id)
    return Correction(
        comment_id=comment.id,
        evidence_id=comment.evidence_id,
        response_id=comment.response_id,
        question_id=comment.question_id,
        position=comment.position,
        kind=kind,
        start=mention.start,
        end=mention.end,
        made_at=at,
        made_by=by.user_id if by else None,
    )


def teach(
    mention_ids: Sequence[UUID], theme: Theme, parent: Theme, *, cause: ThemeAct, by: Access | None = None
) -> None:
    """Note that these sentences belong to a theme and no longer to the one it was split from.

    They are made at the moment of the act that they are part of, and go with it when it is undone.
    """
    for mention_id in mention_ids:
        _corrections(sentences.readable_mention(mention_id), [parent], theme, cause.made_at, by)


def feel(mention_id: UUID, *, sentiment: str, by: Access | None = None) -> Correction | None:
    """Say how a sentence feels; None where that is what it says already."""
    if sentiment not in FEELINGS:
        text = message("Choose how it feels.")
        raise Invalid(text, {"sentiment": text})
    mention = sentences.readable_mention(mention_id)
    if mention.sentiment == sentiment:
        return None
    row = _about(mention, SENTIMENT, now(), by)
    row.sentiment = sentiment
    db.session.add(row)
    db.session.flush()
    members.hold_mentions(row.id, [mention.id])
    felt = {"sentiment": sentiment, "score": felt_score(mention.score, sentiment)}
    db.session.execute(update(Mention).where(Mention.id == mention.id).values(**felt))
    record(by, "sentence.feeling", sentiment)
    tally_soon(row.organisation_id)
    return row
