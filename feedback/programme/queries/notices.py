"""Every read about what people are told."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import exists, select

from feedback.accounts.models import Organisation
from feedback.backlog.models import Improvement, Score
from feedback.backlog.queries import rankings
from feedback.db import db, everywhere, find
from feedback.errors import NotFound
from feedback.journeys.queries.lineage import lineage
from feedback.programme.models import Notice


def all_notices() -> list[Notice]:
    """Every notice, drafts first, then the newest published."""
    order = (Notice.published_at.is_not(None), Notice.published_at.desc(), Notice.created_at.desc(), Notice.id)
    return list(db.session.scalars(select(Notice).order_by(*order)))


def notice(notice_id: UUID | None) -> Notice:
    """One notice of this organisation; NotFound."""
    return find(Notice, notice_id)


def notices_about(improvement_id: UUID) -> list[Notice]:
    """Every notice about one improvement, drafts first, then the newest published."""
    order = (Notice.published_at.is_not(None), Notice.published_at.desc(), Notice.created_at.desc(), Notice.id)
    return list(db.session.scalars(select(Notice).where(Notice.improvement_id == improvement_id).order_by(*order)))


def published() -> list[tuple[Notice, Improvement]]:
    """What everyone may read, the newest first, with the improvement it is about."""
    wanted = (
        select(Notice, Improvement)
        .join(Improvement, Improvement.id == Notice.improvement_id)
        .where(Notice.published_at.is_not(None))
        .order_by(Notice.published_at.desc(), Notice.id)
    )
    return [(one, about) for one, about in db.session.execute(wanted)]


def is_anything_published() -> bool:
    """Whether the public page tells anything yet."""
    return bool(db.session.scalar(select(exists().where(Notice.published_at.is_not(None)))))


def scores_of(improvement_ids: Collection[UUID]) -> dict[UUID, Score]:
    """Improvement -> its score in the ranking that stands, of these alone."""
    ranking = rankings.newest()
    if ranking is None:
        return {}
    wanted = select(Score).where(Score.ranking_id == ranking.id, Score.improvement_id.in_(improvement_ids))
    return {row.improvement_id: row for row in db.session.scalars(wanted)}


def published_about(stage_ids: Collection[UUID]) -> list[tuple[Notice, Improvement]]:
    """What everyone may read about improvements at these stages, the newest first."""
    known = lineage()
    wanted = {known.standing(one) for one in stage_ids}
    return [(one, about) for one, about in published() if about.stage_id and known.standing(about.stage_id) in wanted]


def organisation_with_code(code: str) -> Organisation:
    """The organisation a public address names; NotFound. Nobody is signed in there, so no wall is set yet."""
    with everywhere():
        found = db.session.scalar(select(Organisation).where(Organisation.code == code))
    if found is None:
        raise NotFound()
    return found
