"""Qualtrics' tables: matrices of every form, and tables beside each other. Pure."""

from __future__ import annotations

from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.qualtrics_payload import Payload
from feedback.surveys.importers.source import Item, Option, Source, Words
from feedback.surveys.importers.untrusted import is_true, mapping, members, text


def matrix(source: Source, payload: Payload, item: Item) -> list[Item]:
    item.kind, item.rows, item.choices = "matrix", payload.choices(), payload.answers()
    for row in item.rows:
        if is_true(payload.choice(row.code), "TextEntry"):
            source.tell(
                item, "TextEntry", N_("The text field beside the row “%(row)s” was left out."), row=row.text.any
            )
    if payload.selector in ("TE", "CS"):
        _cells(source, item, "text" if payload.selector == "TE" else "number")
    if payload.sub in ("MultipleAnswer", "MultipleAnswerVertical"):
        item.settings["several"] = True
    if payload.selector not in ("Likert", "TE", "CS", "Bipolar"):
        source.tell(item, payload.selector, N_("This form of table is shown here as a plain one."))
    return []


def _cells(source: Source, item: Item, kind: str) -> None:
    item.stands_as = kind
    columns = item.choices or [Option("", Words())]
    item.our_choices = []
    item.our_rows = [_cell(row, column) for row in item.rows for column in columns]
    text_ = N_("Every cell of the table became a row: %(cells)s of them.")
    source.tell(item, item.source_kind, text_, cells=len(item.our_rows))


def _cell(row: Option, column: Option) -> Option:
    if not column.code:
        return row
    languages = dict.fromkeys((*row.text, *column.text))
    words = {name: f"{row.text.get(name, '')} · {column.text.get(name, '')}" for name in languages}
    return Option(f"{row.code}_{column.code}", Words(words))


def side_by_side(source: Source, payload: Payload, item: Item) -> list[Item]:
    """Each of its columns is a table of its own: the first in its place, the others behind it."""
    columns = [Payload(payload.language, {**mapping(one), "_": code}) for code, one in _columns(payload)]
    item.kind, item.rows = "matrix", payload.choices()
    beside = [_column(item, column) for column in columns]
    item.choices = [Option(f"{one.raw['_']}#{each.code}", each.text) for one in columns for each in one.answers()]
    if beside:
        first = beside[0]
        item.our_choices, item.our_rows, item.stands_as = first.choices, first.rows, first.stands_as or first.kind
        item.help = first.help
        item.settings |= first.settings
        item.stands_as = "" if item.stands_as == item.kind else item.stands_as
    source.tell(item, "SBS", N_("Its columns became questions of their own: %(columns)s."), columns=len(columns))
    return beside[1:]


def _columns(payload: Payload) -> list[tuple[str, Any]]:
    return list(members(payload.raw.get("AdditionalQuestions")))


def _column(item: Item, column: Payload) -> Item:
    made = Item(
        key=f"{item.key}:{column.raw['_']}",
        code=text(column.raw, "DataExportTag") or f"{item.code}_{column.raw['_']}",
        kind="text" if column.selector == "TE" else "matrix",
        source_kind=item.source_kind,
        text=Words(item.text),
        help=column.text(),
        required=item.required,
        rows=column.choices() or list(item.rows),
        choices=column.answers(),
        listed=False,
        beside=item.key,
    )
    if column.sub.startswith("MultipleAnswer"):
        made.settings["several"] = True
    return made
