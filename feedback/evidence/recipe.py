"""How one file is read, as its import keeps it: shape, mapping and messages as JSON values and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from feedback.errors import Message
from feedback.evidence.reader import ColumnMapping, DateOrder, FileShape, RatingScale

_PLAIN = tuple(one.name for one in fields(ColumnMapping) if one.name not in {"scale", "date_order"})
SUFFIXES = (".gz", ".csv", ".tsv", ".tab", ".txt", ".xlsx")


def stored_shape(shape: FileShape) -> dict[str, Any]:
    """What is needed to read the file again; not its first rows."""
    return {
        "kind": shape.kind,
        "header": list(shape.header),
        "width": shape.width,
        "encoding": shape.encoding,
        "delimiter": shape.delimiter,
        "sheet": shape.sheet,
    }


def shape_from(stored: Mapping[str, Any]) -> FileShape:
    return FileShape(**{**stored, "header": tuple(stored["header"]), "sample": ()})


def stored_mapping(mapping: ColumnMapping) -> dict[str, Any]:
    plain = {name: getattr(mapping, name) for name in _PLAIN}
    return {**plain, "scale": str(mapping.scale) if mapping.scale else None, "day_first": mapping.date_order.day_first}


def mapping_from(stored: Mapping[str, Any]) -> ColumnMapping:
    scale = RatingScale.parse(stored["scale"]) if stored["scale"] else None
    order = DateOrder(stored["day_first"])
    return replace(ColumnMapping(**{name: stored[name] for name in _PLAIN}), scale=scale, date_order=order)


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
