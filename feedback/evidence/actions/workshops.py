"""What people wrote in a workshop, taken over as existing information."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import insert

from feedback.accounts.actions import record
from feedback.db import db, here, now, table_of
from feedback.events import EvidenceImported, announce
from feedback.evidence.models import Evidence, EvidenceImport
from feedback.evidence.reader import ColumnMapping, clean_text
from feedback.evidence.recipe import stored_mapping
from feedback.evidence.rules import LONGEST_SOURCE
from feedback.journeys import queries as journeys
from feedback.names import one_line
from feedback.permissions import Access
from feedback.stakeholders.models import StakeholderGroup
from feedback.workshops.actions import clusters
from feedback.workshops.models import NoteCluster, WorkshopNote
from feedback.workshops.queries import clusters as queries

KIND = "interview"
"""Words of people who were asked face to face."""
CLUSTER = "evidence"


def take_cluster(
    cluster_id: UUID, *, group: StakeholderGroup, source: str, column: str, by: Access | None = None
) -> EvidenceImport:
    """Every note of a cluster as one row, word for word, in one import that can be undone like any other.

    Notes of one participant are one person's, also across the clusters of a workshop; which participant it was cannot
    be told from the rows. Notes from elsewhere have no date: nobody knows when they were written. `column` is what
    the import says it read.

    Conflict where something was already made of the cluster.
    """
    cluster, workshop = queries.with_id(cluster_id)
    notes = queries.notes_of(cluster.id)
    row = _import(source, column, group, len(notes), by)
    db.session.execute(insert(table_of(Evidence)), list(_rows(row, workshop.id, cluster, notes)))
    clusters.became(cluster.id, CLUSTER, row.id)
    record(by, "evidence.imported", row.file_name, {"kind": KIND, "import": str(row.id)})
    announce(EvidenceImported(here()))
    return row


def _import(source: str, column: str, group: StakeholderGroup, count: int, by: Access | None) -> EvidenceImport:
    named = one_line(source)[:LONGEST_SOURCE]
    row = EvidenceImport(file_name=named, shape={}, kind=KIND, source=named, group_id=group.id, state="done")
    row.mapping = stored_mapping(ColumnMapping(text=column, source=named, kind=KIND))
    row.rows = row.imported = row.comments = count
    row.created_by, row.created_at = by.user_id if by else None, now()
    db.session.add(row)
    db.session.flush()
    return row


def _rows(
    row: EvidenceImport, workshop_id: UUID, cluster: NoteCluster, notes: Iterable[WorkshopNote]
) -> Iterable[Mapping[str, Any]]:
    stages = {stage.code: stage.id for stage in journeys.all_stages()}
    same = {"organisation_id": here(), "import_id": row.id, "created_at": row.created_at, "kind": KIND}
    for number, note in enumerate(notes, start=1):
        yield {
            **same,
            "id": uuid4(),
            "row": number,
            "person_id": uuid5(workshop_id, note.participant.hex),
            "source": row.source,
            "group_id": row.group_id,
            "stage_id": stages.get(cluster.stage_code or note.stage_code),
            "dated": _dated(note),
            "text": clean_text(note.text),
        }


def _dated(note: WorkshopNote) -> date | None:
    return None if note.source else note.written_at.date()
