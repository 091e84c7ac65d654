"""How one file is read, as its import keeps it: shape, mapping and messages as JSON values and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from feedback.errors import Message
from feedback.evidence.reader import (
    Choice,
    ColumnMapping,
    DateOrder,
    FileShape,
    RatingColumn,
    Scale,
    SegmentColumn,
    parse_scale,
)

_LISTS = ("more_texts", "no_answer")
_RECORDS = ("scale", "date_order", "ratings", "segments")
_PLAIN = tuple(one.name for one in fields(ColumnMapping) if one.name not in {*_LISTS, *_RECORDS})
_SHAPE = ("kind", "width", "encoding", "delimiter", "sheet", "tool", "before", "header_rows")
SUFFIXES = (".gz", ".csv", ".tsv", ".tab", ".txt", ".xlsx")


def stored_shape(shape: FileShape) -> dict[str, Any]:
    """What is needed to read the file again; not its first rows."""
    return {
        **{name: getattr(shape, name) for name in _SHAPE},
        "header": list(shape.header),
        "names": list(shape.names),
        "choices": [[choice.name, list(choice.columns), list(choice.options)] for choice in shape.choices],
    }


def shape_from(stored: Mapping[str, Any]) -> FileShape:
    """The shape again. What an earlier version did not store has its default."""
    return FileShape(
        **{name: stored[name] for name in _SHAPE if name in stored},
        header=tuple(stored["header"]),
        names=tuple(stored.get("names", ())),
        choices=tuple(Choice(name, tuple(at), tuple(options)) for name, at, options in stored.get("choices", ())),
        sample=(),
    )


def stored_mapping(mapping: ColumnMapping) -> dict[str, Any]:
    return {
        **{name: getattr(mapping, name) for name in _PLAIN},
        **{name: list(getattr(mapping, name)) for name in _LISTS},
        "scale": str(mapping.scale) if mapping.scale else None,
        "day_first": mapping.date_order.day_first,
        "ratings": [[one.column, str(one.scale), one.beside] for one in mapping.ratings],
        "segments": [[one.column, dict(one.spellings)] for one in mapping.segments],
    }


def mapping_from(stored: Mapping[str, Any]) -> ColumnMapping:
    """The mapping again. What an earlier version did not store has its default."""
    return ColumnMapping(
        **{name: stored[name] for name in _PLAIN if name in stored},
        more_texts=tuple(stored.get("more_texts", ())),
        no_answer=tuple(stored.get("no_answer", ())),
        scale=_scale_from(stored["scale"]),
        date_order=DateOrder(stored["day_first"]),
        ratings=tuple(RatingColumn(name, parse_scale(scale), at) for name, scale, at in stored.get("ratings", ())),
        segments=tuple(SegmentColumn(name, spellings) for name, spellings in stored.get("segments", ())),
    )


def _scale_from(stored: str | None) -> Scale | None:
    return parse_scale(stored) if stored else None


def stored_message(sentence: Message) -> dict[str, Any]:
    return {"id": sentence.id, "params": dict(sentence.params)}


def message_from(stored: Mapping[str, Any] | None) -> Message | None:
    return Message(stored["id"], stored["params"]) if stored else None


def source_named(file_name: str) -> str:
    """A name for the source of a file: its own without the endings that only say what kind of file it is."""
    name = file_name
    while name.lower().endswith(SUFFIXES) and "." in name.strip("."):
        name = name.rpartition(".")[0]
    return name or file_name
