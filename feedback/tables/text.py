"""How a text table is written, guessed or as a person chose, and its records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from feedback.errors import Message, message

from .csv_records import csv_records
from .delimiter import guess_delimiter
from .encoding import Encoding, codec, guess_encoding
from .limits import Limits, Source, Unreadable
from .source import first_bytes, refuse_other_kinds, unpacked

DELIMITER_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Writing:
    """`certain` is False where the encoding is a guess; `notes` say what to look at."""

    encoding: str
    delimiter: str
    certain: bool = True
    notes: tuple[Message, ...] = ()


def writing_of(
    source: Source, filename: str, limits: Limits, *, encoding: str | None = None, delimiter: str | None = None
) -> Writing:
    """How the table is written; raises Unreadable for anything that is none."""
    refuse_other_kinds(first_bytes(source, limits), filename)
    guess = _chosen(encoding) if encoding else _guessed(source, limits)
    separator = delimiter or _delimiter(source, guess.name, filename, limits)
    return Writing(guess.name, separator, guess.certain, _notes(guess))


@contextmanager
def written_records(
    source: Source, encoding: str, delimiter: str, limits: Limits
) -> Iterator[Iterator[tuple[int, list[str]]]]:
    """(line in a spreadsheet, cells) per record that is not a blank line."""
    with unpacked(source, limits) as stream:
        yield csv_records(stream, encoding, delimiter, limits)


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
