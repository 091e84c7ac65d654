"""Text tables: encoding and delimiter guessed or chosen, the beginning shown, the records opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from feedback.errors import Message, message

from .assemble import Records, beginning, shape_of
from .csv_records import csv_records
from .delimiter import guess_delimiter
from .encoding import Encoding, codec, guess_encoding
from .shape import FileShape, Limits, Source, Unreadable
from .source import first_bytes, refuse_other_kinds, unpacked

DELIMITER_SAMPLE = 65_536


def sniff_text(
    source: Source,
    filename: str,
    encoding: str | None,
    delimiter: str | None,
    limits: Limits,
    header_rows: int | None = None,
) -> FileShape:
    """The shape of a text table; raises Unreadable for anything that is none."""
    refuse_other_kinds(first_bytes(source, limits), filename)
    guess = _chosen(encoding) if encoding else _guessed(source, limits)
    separator = delimiter or _delimiter(source, guess.name, filename, limits)
    with unpacked(source, limits) as stream:
        records = csv_records(stream, guess.name, separator, limits)
        shape = shape_of("csv", beginning(records, limits, widen=False, header_rows=header_rows))
    return replace(
        shape, encoding=guess.name, certain=guess.certain, delimiter=separator, notes=_notes(guess)
    )  # fmt: skip


@contextmanager
def text_records(source: Source, shape: FileShape, limits: Limits) -> Iterator[Records]:
    with unpacked(source, limits) as stream:
        yield csv_records(stream, shape.encoding or "utf-8", shape.delimiter or ",", limits)


def _guessed(source: Source, limits: Limits) -> Encoding:
    with unpacked(source, limits) as stream:
        return guess_encoding(stream)


def _chosen(encoding: str) -> Encoding:
    try:
        "".encode(codec(encoding))
    except (LookupError, ValueError) as error:
        raise Unreadable(message("There is no text encoding called %(name)s.", name=encoding)) from error
    return Encoding(encoding)


def _delimiter(source: Source, encoding: str, filename: str, limits: Limits) -> str:
    with unpacked(source, limits) as stream:
        head = stream.read(DELIMITER_SAMPLE)
    text = head.decode(codec(encoding), "replace").replace("\0", "")
    first = text.splitlines()[0] if text else ""
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return first[-1]
    return guess_delimiter(text, filename, complete=len(head) < DELIMITER_SAMPLE)


def _notes(guess: Encoding) -> tuple[Message, ...]:
    if guess.broken:
        return (
            message(
                "Some letters of this file are damaged and shown as a replacement sign. Bytes affected: %(count)s.",
                count=guess.broken,
            ),
        )
    if not guess.certain:
        return (
            message(
                "The encoding %(name)s is a guess. Look at the accents in the rows shown; if they are wrong, "
                "choose another one.",
                name=guess.name,
            ),
        )
    return ()
