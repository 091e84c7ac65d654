"""Things already known: notes, and files taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from feedback import files, jobs
from feedback.evidence.actions import imports, items
from feedback.evidence.models import Evidence, EvidenceImport
from feedback.evidence.queries import imports as import_queries
from feedback.evidence.queries import items as item_queries
from feedback.evidence.reader import ColumnMapping, FileShape, RatingScale, sniff
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.people import Member

CSV = "text,stars\nWaited two hours,2\nVery kind people,5\n"


def note(of: Member, group: str = "customers", text: str = "They wait too long", **values: Any) -> UUID:
    """A note of an observation about the group, by its id; `values` are those of `add_note`."""

    def add() -> UUID:
        return items.add_note(
            **{"kind": "observation", "text": text, "group_id": stakeholders.group_named(group).id, **values}
        )

    made: UUID = of.do(add)
    return made


def upload(of: Member, content: str | bytes = CSV, name: str = "reviews.csv") -> UUID:
    """A file kept for a preview, by the id of its import."""
    key = _kept(of, content)
    made: UUID = of.do(lambda: imports.keep_upload(file_key=key, file_name=name).id)
    return made


def _kept(of: Member, content: str | bytes) -> str:
    with of.at_work():
        path = files.folder() / "draft"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            return files.keep_copy(path)
        finally:
            path.unlink()


def started(of: Member, content: str | bytes = CSV, name: str = "reviews.csv", **values: Any) -> UUID:
    """An import that waits for its worker; `values` are those of `ColumnMapping`, and group, strict, shape."""
    import_id = upload(of, content, name)
    group = values.pop("group", "customers")
    strict = values.pop("strict", False)
    shape = values.pop("shape", None) or sniffed(of, import_id)
    mapping = ColumnMapping(**{"text": shape.header[0], "source": "reviews", **values})

    def start() -> None:
        row = import_queries.import_(import_id)
        named = stakeholders.group_named(group) if group else None
        imports.start_import(row, shape=shape, mapping=mapping, group=named, strict=strict)

    of.do(start)
    return import_id


def sniffed(of: Member, import_id: UUID) -> FileShape:
    with of.at_work():
        row = import_queries.import_(import_id)
        return sniff(file_of(row), row.file_name)


def file_of(row: EvidenceImport) -> Path:
    assert row.file_key is not None
    return files.path_of(row.file_key)


def imported(of: Member, content: str | bytes = CSV, name: str = "reviews.csv", **values: Any) -> UUID:
    """A file taken in, as far as its rows can be."""
    import_id = started(of, content, name, **values)
    jobs.work_off(of.app)
    return import_id


def reread(of: Member, import_id: UUID) -> EvidenceImport:
    """The import as the database has it now."""
    with of.at_work():
        return import_queries.import_(import_id)


def tally(of: Member, import_id: UUID) -> tuple[int, int, int, int, int]:
    """(rows, imported, duplicates, empty, bad) of an import."""
    row = reread(of, import_id)
    return row.rows, row.imported, row.duplicates, row.empty, row.bad


def known(of: Member, **wanted: Any) -> Sequence[Evidence]:
    """What the first page of the list shows, the oldest first: rows of a file in its order."""
    with of.at_work():
        return item_queries.page(item_queries.Wanted(**wanted), item_queries.counts()).rows[::-1]


def stars() -> dict[str, Any]:
    """Values of a mapping whose ratings are in the column `stars`, 1 to 5."""
    return {"rating": "stars", "scale": RatingScale.parse("1..5")}
