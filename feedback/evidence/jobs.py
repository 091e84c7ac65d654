"""Taking in a file, and taking it back, chunk by chunk; each goes on where a killed worker left it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from uuid import UUID

from feedback import files, jobs
from feedback.db import db
from feedback.errors import ProductError, StorageAway
from feedback.evidence import recipe
from feedback.evidence.actions import imports as actions
from feedback.evidence.chunks import Reading, Seen, chunks
from feedback.evidence.models import EvidenceImport
from feedback.evidence.queries import imports as queries
from feedback.evidence.reader import BadRow, FileShape, Row, read_through, rows
from feedback.jobs import Overtaken, Task, job

SIGN_OF_LIFE = 15.0
"""Seconds after which a job that only reads renews its lease."""
UNDO_SIZE = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is needed to read the file, apart from the database."""

    import_id: UUID
    file: Path
    shape: FileShape
    reading: Reading
    strict: bool
    already: int

    def rows(self) -> Iterator[Row]:
        return rows(self.file, self.shape)


@job("evidence.import")
def import_rows(task: Task) -> None:
    """Read the kept file into evidence; the file goes when every row of it is accounted for."""
    row = queries.import_(UUID(task.payload["import_id"]))
    key = row.file_key
    if row.state in {"waiting", "running"}:
        _import(task, row)
    files.discard(key)


def _import(task: Task, row: EvidenceImport) -> None:
    import_id, strict = row.id, row.strict
    try:
        _read(task, _plan(row))
    except Overtaken:
        raise
    except StorageAway as error:
        # For a moment only: what is written stays, and the next try goes on from there.
        raise ConnectionError("storage away") from error
    except ProductError as error:
        if strict:
            _take_back(task, import_id)
        with task.writing():
            actions.fail(import_id, error.message)
    except Exception:
        # All or nothing: the next try begins with nothing.
        if strict:
            _take_back(task, import_id)
            with task.writing():
                actions.begin_again(import_id)
        raise


def _plan(row: EvidenceImport) -> Plan:
    groups = {identity: code for code, identity in queries.group_ids().items()}
    reading = Reading(
        mapping=recipe.mapping_from(row.mapping),
        stages=queries.stage_lookup(),
        groups=queries.group_lookup(),
        group=groups[row.group_id] if row.group_id else None,
    )
    file = files.path_of(row.file_key or "")
    return Plan(row.id, file, recipe.shape_from(row.shape), reading, row.strict, row.rows)


def _read(task: Task, plan: Plan) -> None:
    db.session.rollback()
    total, plan = _look_through(task, plan)
    bad = _bad_rows(task, plan) if plan.strict else []
    if bad:
        with task.writing(total, total):
            actions.refuse(plan.import_id, bad)
        return
    _write(task, plan, total)
    with task.writing(total, total):
        actions.finish(plan.import_id)


def _look_through(task: Task, plan: Plan) -> tuple[int, Plan]:
    """How many rows there are, and the plan with the order of its dates decided; nothing is written before."""
    mapping = plan.reading.mapping
    alive = _signs_of_life(task)
    through = read_through(
        plan.file, plan.shape, date=mapping.date, day_first=mapping.date_order.day_first, watch=lambda count: alive()
    )
    decided = replace(mapping, date_order=through.dates)
    with task.writing(plan.already, through.rows):
        notes = (through.dates.note,) if through.dates.note else ()
        actions.begin(plan.import_id, mapping=decided, notes=notes)
    return through.rows, replace(plan, reading=replace(plan.reading, mapping=decided))


def _bad_rows(task: Task, plan: Plan) -> list[BadRow]:
    alive = _signs_of_life(task)
    found: list[BadRow] = []
    for chunk in chunks(plan.rows(), plan.reading):
        found += chunk.bad
        alive()
    return found


def _write(task: Task, plan: Plan, total: int) -> None:
    left, seen, done = plan.rows(), Seen(), 0
    alive = _signs_of_life(task)
    for chunk in chunks(islice(left, plan.already), plan.reading):
        seen.add(chunk)
        alive()
    done = plan.already
    for chunk in chunks(left, plan.reading):
        done += chunk.rows
        with task.writing(done, total):
            actions.take(plan.import_id, chunk, plan.reading, seen)
        seen.add(chunk)


def _signs_of_life(task: Task) -> Callable[[], None]:
    """A function to call often: it renews the lease when that is due."""
    last = time.monotonic()

    def alive() -> None:
        nonlocal last
        if time.monotonic() - last > SIGN_OF_LIFE:
            with task.writing():
                pass
            last = time.monotonic()

    return alive


@job("evidence.undo")
def undo(task: Task) -> None:
    """Take back every row of an import."""
    row = queries.import_(UUID(task.payload["import_id"]))
    import_id, key, imported = row.id, row.file_key, row.imported
    if row.state != "undoing":
        return
    _take_back(task, import_id, imported)
    with task.writing():
        actions.undone(import_id)
    files.discard(key)


def _take_back(task: Task, import_id: UUID, total: int = 0) -> None:
    db.session.rollback()
    done = 0
    while True:
        with task.writing(min(done, total), total):
            removed = actions.take_back(import_id, UNDO_SIZE)
        done += removed
        if not removed:
            return


@jobs.each_round
def forget_previews() -> None:
    """Once a minute: uploads nobody went on with, and their files."""
    for key in actions.forget_previews():
        files.discard(key)
