"""Files taken in: kept, started, written chunk by chunk, finished or refused, undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert

from feedback import jobs
from feedback.accounts.actions import record
from feedback.db import db, here, now, table_of
from feedback.errors import Conflict, Message, message
from feedback.events import EvidenceImported, announce
from feedback.evidence import rules
from feedback.evidence.chunks import Chunk, Reading, Seen
from feedback.evidence.models import Evidence, EvidenceBadRow, EvidenceImport
from feedback.evidence.queries import imports as queries
from feedback.evidence.reader import BadRow, ColumnMapping, FileShape, Item, Piece
from feedback.evidence.recipe import stored_mapping, stored_message, stored_shape
from feedback.names import one_line, refusal
from feedback.permissions import Access
from feedback.stakeholders.models import StakeholderGroup
from feedback.workshops.actions import clusters

PREVIEW_LASTS = timedelta(hours=24)


def keep_upload(*, file_key: str, file_name: str, by: Access | None = None) -> EvidenceImport:
    """A file to look at, kept for a day until somebody says what its columns are."""
    row = EvidenceImport(file_key=file_key, file_name=one_line(file_name)[: rules.LONGEST_SOURCE], shape={}, mapping={})
    row.created_by = by.user_id if by else None
    db.session.add(row)
    db.session.flush()
    return row


def start_import(
    row: EvidenceImport,
    *,
    shape: FileShape,
    mapping: ColumnMapping,
    group: StakeholderGroup | None,
    strict: bool = False,
    by: Access | None = None,
) -> EvidenceImport:
    """Read a kept file as a job, like this; Invalid where shape and mapping do not fit.

    `group` is whose words these are; None where `mapping.group_column` says it. Starting twice starts once.
    """
    row = queries.locked(row.id)
    if row.state != "preview":
        return row
    chosen = mapping.resolved(shape.header, shape.also_called)
    _check(chosen, group)
    row.shape, row.mapping, row.strict = stored_shape(shape), stored_mapping(chosen), strict
    row.kind, row.source, row.group_id = chosen.kind, chosen.source, group.id if group else None
    row.notes = [stored_message(note) for note in shape.notes]
    row.state, row.created_at = "waiting", now()
    row.job_id = _job("evidence.import", row)
    record(by, "evidence.imported", row.file_name, {"kind": row.kind, "import": str(row.id)})
    return row


def _check(mapping: ColumnMapping, group: StakeholderGroup | None) -> None:
    if mapping.kind not in rules.KINDS:
        raise refusal("kind", message("Choose a kind."))
    if len(mapping.source) > rules.LONGEST_SOURCE:
        raise refusal("source", message("At most %(most)s characters.", most=rules.LONGEST_SOURCE))
    if (group is None) == (mapping.group_column is None):
        raise refusal("group", message("Choose whose words these are."))


def _job(kind: str, row: EvidenceImport) -> UUID | None:
    added = jobs.add(kind, organisation_id=here(), key=f"{kind}:{row.id}", import_id=row.id.hex)
    return added.id if added else row.job_id


# --- what the job writes --------------------------------------------------------------------------


def begin(import_id: UUID, *, mapping: ColumnMapping, notes: Iterable[Message] = ()) -> None:
    """The file was read through once: this is how its dates are read, and what to know of it."""
    row = queries.locked(import_id)
    row.state, row.mapping = "running", stored_mapping(mapping)
    known = [note for note in row.notes if note]
    row.notes = known + [new for note in notes if (new := stored_message(note)) not in known]


def take(import_id: UUID, chunk: Chunk, reading: Reading, seen: Seen) -> None:
    """Write one chunk, all of it or nothing, and remember how far the file is read.

    `seen` are the rows before it; the caller adds the chunk once it is committed.
    """
    queries.one_at_a_time()
    row = queries.locked(import_id)
    new = seen.new(chunk, queries.present(chunk.keys))
    rows = _rows(row, new, reading)
    if rows:
        db.session.execute(insert(table_of(Evidence)), rows)
    _keep_bad(row, chunk.bad)
    row.rows += chunk.rows
    row.imported += len(new)
    row.comments += sum(bool(one["text"]) for one in rows)
    row.ratings += len({(one["row"], one["rated"]) for one in rows if one["rating"] is not None})
    row.duplicates += len(chunk.items) - len(new)
    row.empty += len(chunk.empty)


def _rows(row: EvidenceImport, new: Sequence[tuple[Item, str]], reading: Reading) -> list[dict[str, Any]]:
    stages, groups = queries.stage_ids(), queries.group_ids()
    same = {"organisation_id": here(), "import_id": row.id, "created_at": row.created_at}
    return [
        {**same, "row_key": key, "group_id": groups[reading.group_of(item)], **cells}
        for item, key in new
        for cells in _pieces(item, stages)
    ]


def _pieces(item: Item, stages: Mapping[str, UUID]) -> Iterator[dict[str, Any]]:
    """The rows of one row of the file: what is the same for all it says, and each thing it says."""
    same = {
        "row": item.row,
        "person_id": uuid4() if len(item.pieces) > 1 else None,
        "source": one_line(item.source)[: rules.LONGEST_SOURCE],
        "stage_id": stages.get(item.stage) if item.stage else None,
        "dated": item.date,
        "lang": item.lang,
        "segments": dict(item.segments),
    }
    for piece in item.pieces:
        yield {**same, "id": uuid4(), "kind": item.kind if piece.text else rules.RATING, **_said(piece)}


def _said(piece: Piece) -> dict[str, Any]:
    return {"text": piece.text, "question": piece.question, "rating": piece.rating, "rated": piece.rated}


def _keep_bad(row: EvidenceImport, bad: Sequence[BadRow]) -> None:
    if bad:
        db.session.execute(insert(table_of(EvidenceBadRow)), [_bad(row, one) for one in bad])
        row.bad += len(bad)


def _bad(row: EvidenceImport, bad: BadRow) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "organisation_id": here(),
        "import_id": row.id,
        "row": bad.row,
        "column": bad.column or "",
        "reason": bad.reason.id,
        "params": dict(bad.reason.params),
        "cells": bad.cells,
        "extra": list(bad.extra),
    }


def finish(import_id: UUID) -> None:
    """Every row is accounted for."""
    row = queries.locked(import_id)
    row.state = "done"
    if row.imported:
        announce(EvidenceImported(here()))


def refuse(import_id: UUID, bad: Sequence[BadRow]) -> None:
    """All or nothing was asked for, and these cannot be: nothing of the file is imported."""
    row = queries.locked(import_id)
    _keep_bad(row, bad)
    row.rows, row.state = len(bad), "refused"
    refused = rules.strict_refusal(row.strict, len(bad))
    row.problem = stored_message(refused) if refused else None


def fail(import_id: UUID, why: Message) -> None:
    """The file cannot be read to its end; what was written before stays until it is undone."""
    row = queries.locked(import_id)
    row.state, row.problem = "failed", stored_message(why)


# --- taking it back -------------------------------------------------------------------------------


def undo_import(row: EvidenceImport, *, by: Access | None = None) -> EvidenceImport:
    """Take back everything an import added, as a job, or stop it where it still runs. Its bad rows stay.

    Conflict where there is nothing to undo.
    """
    row = queries.locked(row.id)
    if row.state not in rules.UNDOABLE:
        raise Conflict(message("This import cannot be undone: nothing of it is left, or it never began."))
    if row.job_id:
        jobs.cancel(row.job_id, here())
    row.state = "undoing"
    row.job_id = _job("evidence.undo", row)
    clusters.released("evidence", [row.id])
    record(by, "evidence.undone", row.file_name, {"rows": row.imported, "import": str(row.id)})
    return row


def take_back(import_id: UUID, limit: int) -> int:
    """Remove some of the rows an import added, with what the analysis read in them; how many there were."""
    ids = queries.of_import(import_id, limit)
    if ids:
        db.session.execute(
            delete(Evidence).where(Evidence.id.in_(ids)), execution_options={"synchronize_session": False}
        )
    return len(ids)


def undone(import_id: UUID) -> None:
    """Nothing of the import is left."""
    queries.locked(import_id).state = "undone"
    announce(EvidenceImported(here()))


def begin_again(import_id: UUID) -> None:
    """All or nothing, and it was interrupted: what was taken back is as if it had never been read."""
    row = queries.locked(import_id)
    db.session.execute(delete(EvidenceBadRow).where(EvidenceBadRow.import_id == import_id))
    row.rows = row.imported = row.comments = row.ratings = row.duplicates = row.empty = row.bad = 0


def forget_previews() -> list[str]:
    """Uploads nobody went on with for a day go; the keys of their files, for the caller to discard."""
    old = queries.old_previews(now() - PREVIEW_LASTS)
    for row in old:
        db.session.delete(row)
    return [row.file_key for row in old if row.file_key]
