"""Files of people: kept, refused as a whole or taken in as a whole, forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import bindparam, insert, update

from feedback.accounts.actions import record
from feedback.db import db, here, now, table_of
from feedback.names import one_line
from feedback.permissions import Access
from feedback.stakeholders.actions import erased
from feedback.stakeholders.actions.contacts import LONGEST_SOURCE
from feedback.stakeholders.models import Contact, ContactImport, Segment, StakeholderGroup
from feedback.stakeholders.queries import erased as erasures
from feedback.stakeholders.queries import groups
from feedback.stakeholders.queries import imports as queries
from feedback.stakeholders.rules.columns import Recipe, stored
from feedback.stakeholders.rules.importing import Bad, Reading
from feedback.stakeholders.rules.merging import COLUMNS, Entry, Merged, merge

PREVIEW_LASTS = timedelta(hours=24)
CHUNK = 1_000
MOST_BAD_KEPT = 1_000
MOST_VALUES = 30
"""An attribute with more values than this tells people apart, not parts of a group."""
T = TypeVar("T")


def keep_file(
    *, group: StakeholderGroup, file_key: str | None, file_name: str, sha256: str, by: Access | None = None
) -> ContactImport:
    """A file of people to look at; a stored one is kept for a day, until somebody says what its columns are."""
    row = ContactImport(
        group_id=group.id, file_key=file_key, file_name=one_line(file_name)[:LONGEST_SOURCE], sha256=sha256
    )
    db.session.add(row)
    db.session.flush()
    return row


def take_in(
    row: ContactImport, *, reading: Reading, recipe: Recipe, despite_erasure: bool = False, by: Access | None = None
) -> ContactImport:
    """Write everybody of the file, or, where anything is bad, nobody. Doing it twice does it once.

    Who was erased on request is left out, unless `despite_erasure` says that these people asked to be taken in again.
    The row says which it was: `state` done or refused, with `counts` and `bad`. A file that is done is needed no
    more: the caller discards it after the commit.
    """
    row = queries.locked(row.id)
    if row.state == "done":
        return row
    row.mapping = stored(recipe)
    if reading.bad:
        return _refused(row, reading, reading.bad)
    queries.one_at_a_time(row.group_id)
    merged = _merged(row, reading, recipe, despite_erasure)
    if merged.bad:
        return _refused(row, reading, merged.bad)
    _write(row, merged)
    row.state, row.bad, row.counts, row.file_key = "done", [], _counts(reading, merged), None
    row.left_out = _told(merged.left_out)
    if despite_erasure:
        _lift(merged.added)
    record(by, "contacts.imported", groups.group(row.group_id).code, row.counts)
    return row


def _merged(row: ContactImport, reading: Reading, recipe: Recipe, despite_erasure: bool) -> Merged:
    known = queries.entries(row.group_id)
    if despite_erasure:
        return merge(known, reading.people, recipe)
    return merge(known, reading.people, recipe, erasures.by_details())


def _lift(added: Iterable[Entry]) -> None:
    if erasures.anybody():
        erased.lift([mac for one in added for mac in erasures.marks(one.email, one.phone, one.reference)])


def _refused(row: ContactImport, reading: Reading, bad: Sequence[Bad]) -> ContactImport:
    wrong = len({one.row for one in bad})
    row.state = "refused"
    row.counts = {"rows": reading.rows, "added": 0, "changed": 0, "same": 0, "empty": reading.empty, "bad": wrong}
    row.counts["erased"] = 0
    row.bad, row.left_out = _told(bad), []
    return row


def _told(rows: Sequence[Bad]) -> list[dict[str, Any]]:
    """Rows as a report keeps them; never an address."""
    return [
        {"row": one.row, "column": one.column, "reason": one.reason.id, "params": dict(one.reason.params)}
        for one in rows[:MOST_BAD_KEPT]
    ]


def _counts(reading: Reading, merged: Merged) -> dict[str, int]:
    return {
        "rows": reading.rows,
        "added": len(merged.added),
        "changed": len(merged.changed),
        "same": merged.same,
        "empty": reading.empty,
        "bad": 0,
        "erased": len(merged.left_out),
    }


def _write(row: ContactImport, merged: Merged) -> None:
    moment = now()
    new = ({**_same_for_new(row, moment), **entry.columns(), **_days(entry, moment)} for entry in merged.added)
    for chunk in _chunks(new):
        db.session.execute(insert(table_of(Contact)), chunk)
    _update(merged.changed, moment)
    _keep_segments(row.group_id, [*merged.added, *merged.changed])
    # What was written past the session must be read anew by whoever looks in this transaction.
    db.session.expire_all()


def _same_for_new(row: ContactImport, moment: datetime) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "organisation_id": here(),
        "group_id": row.group_id,
        "source": row.file_name,
        "bounce": "",
        "created_at": moment,
        "changed_at": moment,
    }


def _days(entry: Entry, moment: datetime) -> dict[str, Any]:
    return {
        "consented_at": moment if entry.consent else None,
        "opted_out_at": moment if entry.opts_out else entry.opted_out_at,
    }


def _update(changed: Iterable[Entry], moment: datetime) -> None:
    """One statement for each set of columns that changed, run for all who share it."""
    together: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for entry in changed:
        values = _changed_columns(entry, moment)
        together[tuple(sorted(values))].append({"of_contact": entry.id, **values})
    table = table_of(Contact)
    for rows in together.values():
        for chunk in _chunks(rows):
            db.session.connection().execute(
                update(table).where(table.c.organisation_id == here(), table.c.id == bindparam("of_contact")), chunk
            )


def _changed_columns(entry: Entry, moment: datetime) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in COLUMNS if name in entry.changed} | {"changed_at": moment}
    if "email" in entry.changed:
        values |= {"bounce": "", "bounced_at": None}
    if "consent" in entry.changed:
        values["consented_at"] = moment if entry.consent else None
    return values | ({"opted_out_at": moment} if entry.opts_out else {})


def _keep_segments(group_id: UUID, entries: Iterable[Entry]) -> None:
    """What tells the people of the file apart becomes segments of the group, which surveys and results know."""
    values: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for attribute, value in entry.segments.items():
            values[attribute].add(value)
    wanted = {(name, value) for name, found in values.items() if len(found) <= MOST_VALUES for value in found}
    for attribute, value in sorted(wanted - queries.segments(group_id)):
        db.session.add(Segment(group_id=group_id, attribute=attribute, value=value))


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def forget_files() -> list[str]:
    """Files nobody went on with for a day go, with what was known of them; their keys, for the caller to discard."""
    old = queries.forgotten(now() - PREVIEW_LASTS)
    for row in old:
        db.session.delete(row)
    return [row.file_key for row in old if row.file_key]
