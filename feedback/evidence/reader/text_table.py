"""Text tables: how they are written, the beginning shown, the records opened."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

from feedback.tables.limits import Limits, Source
from feedback.tables.text import writing_of, written_records

from .assemble import Records, beginning, shape_of
from .shape import FileShape


def sniff_text(
    source: Source,
    filename: str,
    encoding: str | None,
    delimiter: str | None,
    limits: Limits,
    header_rows: int | None = None,
) -> FileShape:
    """The shape of a text table; raises Unreadable for anything that is none."""
    found = writing_of(source, filename, limits, encoding=encoding, delimiter=delimiter)
    with written_records(source, found.encoding, found.delimiter, limits) as records:
        shape = shape_of("csv", beginning(records, limits, widen=False, header_rows=header_rows))
    return replace(
        shape, encoding=found.encoding, certain=found.certain, delimiter=found.delimiter, notes=found.notes
    )  # fmt: skip


def text_records(source: Source, shape: FileShape, limits: Limits) -> AbstractContextManager[Records]:
    return written_records(source, shape.encoding or "utf-8", shape.delimiter or ",", limits)
