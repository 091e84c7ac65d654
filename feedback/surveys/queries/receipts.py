"""What a receipt code leads to, whether its answer still waits in the buffer or is a response already."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from feedback.accounts.models import Organisation
from feedback.db import db
from feedback.surveys import sealing
from feedback.surveys.models import Answer, PendingResponse, Response, Survey, Wave


@dataclass(frozen=True, slots=True)
class Receipt:
    """As much as the page of a code may say: where the answer went, never what it was or when."""

    organisation_id: UUID
    organisation_code: str
    organisation_name: str
    version_id: UUID
    wave_name: dict[str, str]
    group_id: UUID
    stage_ids: tuple[UUID, ...]
    embed_origins: tuple[str, ...] = ()


def receipt(mac: str, key_file: Path) -> Receipt | None:
    """The answer behind a keyed hash of a code; a code in the buffer and one in the table look alike."""
    stored = db.session.execute(
        select(Response.survey_id, Response.group_id, Response.id).where(Response.receipt_mac == mac)
    ).first()
    if stored:
        stages = db.session.scalars(select(Answer.stage_id).where(Answer.response_id == stored.id).distinct())
        return _receipt(stored.survey_id, stored.group_id, tuple(stage for stage in stages if stage))
    return _waiting(mac, key_file)


def _waiting(mac: str, key_file: Path) -> Receipt | None:
    """The buffer is small by design: a batch leaves it every minute."""
    for survey_id, sealed in db.session.execute(select(PendingResponse.survey_id, PendingResponse.sealed)):
        try:
            value = sealing.unseal(key_file, survey_id, sealed)
        except sealing.Unreadable:
            continue
        if value["receipt"] == mac:
            stages = {row["stage_id"] for row in value["answers"] if row["stage_id"]}
            return _receipt(survey_id, UUID(value["group"]), tuple(UUID(stage) for stage in sorted(stages)))
    return None


def _receipt(survey_id: UUID, group_id: UUID, stage_ids: tuple[UUID, ...]) -> Receipt:
    row = db.session.execute(
        select(
            Organisation.id, Organisation.code, Organisation.name, Survey.version_id, Wave.name, Survey.embed_origins
        )
        .join(Survey, Survey.organisation_id == Organisation.id)
        .join(Wave, Wave.id == Survey.wave_id)
        .where(Survey.id == survey_id)
    ).one()
    return Receipt(row[0], row[1], row[2], row[3], row[4], group_id, stage_ids, tuple(row[5]))
