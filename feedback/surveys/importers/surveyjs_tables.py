"""Tables of SurveyJS whose columns ask different things: one question of ours per column. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.source import Item, Option, Source, Words
from feedback.surveys.importers.surveyjs_choices import options
from feedback.surveys.importers.surveyjs_texts import Tongues

_CHOSEN = ("", "default", "dropdown", "radiogroup", "checkbox", "tagbox", "rating")
_YES_NO = (Option("yes", Words({"": "✓"})), Option("no", Words({"": "✗"})))


def rows_of(given: object, tongues: Tongues) -> list[Option]:
    """The rows of a table; a number there is how high a text field is."""
    return options(given, tongues) if isinstance(given, list) else []


def columns_beside(item: Item, element: Mapping[str, Any], tongues: Tongues, source: Source) -> list[Item]:
    """Fill `item` with the first column and return a question for each of the others, in order.

    Where the table has no rows of its own, people add them there: nothing here can do that.
    """
    given = element.get("columns")
    columns = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
    if not columns or not item.rows:
        item.kind = "unsupported"
        item.choices = [Option(one.code, one.text, stands=False) for one in options(columns, tongues)]
        return []
    text = N_("Each of its %(n)s columns became a question of its own here.")
    source.tell(item, item.source_kind, text, n=len(columns))
    first, *others = [_column(item, element, column, tongues) for column in columns]
    item.kind, item.choices, item.settings = first.kind, first.choices, {**item.settings, **first.settings}
    item.text = first.text if len(columns) > 1 else item.text
    return others


def _column(item: Item, element: Mapping[str, Any], column: Mapping[str, Any], tongues: Tongues) -> Item:
    name = str(column.get("name", ""))
    made = Item(
        key=f"{item.key}.{name}",
        code=f"{item.code}_{name}",
        kind="matrix",
        source_kind=item.source_kind,
        text=_joined(item.text, tongues.words(column.get("title")) or tongues.words(name)),
        required=item.required or column.get("isRequired") is True,
        rows=[Option(one.code, one.text) for one in item.rows],
        listed=False,
    )
    cell = str(column.get("cellType") or element.get("cellType") or "").lower()
    if cell in _CHOSEN:
        made.choices = options(column.get("choices") or element.get("choices"), tongues)
        if cell in ("checkbox", "tagbox"):
            made.settings["several"] = True
    elif cell == "boolean":
        made.choices = [Option(one.code, tongues.words(one.text.any)) for one in _YES_NO]
    else:
        made.kind = "number" if column.get("inputType") == "number" else "text"
    return made


def _joined(whole: Words, column: Words) -> Words:
    """The question and its column, in every language that either has."""
    names = dict.fromkeys([*whole, *column])
    return Words({name: ": ".join(filter(None, (whole.get(name, ""), column.get(name, "")))) for name in names})
