"""The options, or the rows, of a question as lines of a form: place, code, and a text per language.

No script is needed: a few lines are always to spare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from flask_babel import gettext
from wtforms import Field, IntegerField, StringField
from wtforms.validators import Length, Optional

from feedback.names import one_line
from feedback.surveys.document import Choice
from feedback.surveys.fields import field_for
from feedback.web.languages import NAMES

Sort = Literal["choice", "row"]
SPARE = 3
"""Empty lines to write new ones in."""
MOST = 200
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one option."""

    place: Field
    code: Field
    texts: tuple[Field, ...]


def rows_for(sort: Sort, choices: Sequence[Choice], sent: Iterable[str]) -> int:
    """How many lines the form has: those that were sent, else one per option and some to spare."""
    parts = [name.split("_") for name in sent if name.startswith(f"{sort}_")]
    posted = [int(part[1]) for part in parts if part[1].isdecimal() and len(part[1]) < 6]
    return min(MOST, 1 + max(posted) if posted else len(choices) + SPARE)


def fields(sort: Sort, rows: int, languages: Sequence[str]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for row in range(rows):
        number = {"n": row + 1}
        found[f"{sort}_{row}_place"] = IntegerField(gettext("Place of number %(n)s", **number), [Optional()])
        found[f"{sort}_{row}_code"] = StringField(
            gettext("Code of number %(n)s", **number), [Optional(), Length(max=100)]
        )
        for code in languages:
            shape = {"lang": code, "data-list": sort, "autocomplete": "off"}
            found[f"{sort}_{row}_{code}"] = StringField(
                _label(sort, row + 1, code), [Optional(), Length(max=LONGEST)], render_kw=shape
            )
    return found


def start(
    sort: Sort, choices: Sequence[Choice], languages: Sequence[str], points: Sequence[str] = ()
) -> dict[str, Any]:
    """What the lines hold before anybody typed; words for the `points` of a scale stand at their point."""
    data: dict[str, Any] = {}
    places = {point: row for row, point in enumerate(points)}
    for row, choice in ((places.get(one.code, row), one) for row, one in enumerate(choices)):
        data |= {f"{sort}_{row}_place": row + 1, f"{sort}_{row}_code": choice.code}
        data |= {f"{sort}_{row}_{code}": choice.text.by_language.get(code, "") for code in languages}
    return data


def shown(sort: Sort, form: Mapping[str, Field] | Any, rows: int, languages: Sequence[str]) -> list[Row]:
    """The lines as the page lays them out."""
    return [
        Row(
            form[f"{sort}_{row}_place"],
            form[f"{sort}_{row}_code"],
            tuple(form[f"{sort}_{row}_{code}"] for code in languages),
        )
        for row in range(rows)
    ]


def values(
    sort: Sort,
    choices: Sequence[Choice],
    typed: Mapping[str, Any],
    rows: int,
    languages: Sequence[str],
    points: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """The options in the order of their places; a line without any text is no option. A code is made where none is.

    Words for the `points` of a scale have their codes, line by line, whatever was typed.
    """
    kept = {choice.code: choice.text.by_language for choice in choices}
    taken: set[str] = set()
    found: list[dict[str, Any]] = []
    for row in sorted(range(rows), key=lambda row: (typed.get(f"{sort}_{row}_place") or row + 1, row)):
        texts = {code: one_line(typed.get(f"{sort}_{row}_{code}") or "") for code in languages}
        written = {code: text for code, text in texts.items() if text}
        if written:
            given = one_line(typed.get(f"{sort}_{row}_code") or "")
            code = points[row] if points else given or field_for(next(iter(written.values())), taken)
            taken.add(code)
            others = {lang: text for lang, text in kept.get(code, {}).items() if lang not in languages}
            found.append({"code": code, "text": others | written})
    return found


def _label(sort: Sort, number: int, language: str) -> str:
    name = NAMES.get(language, language)
    if sort == "row":
        return str(gettext("Row %(n)s (%(language)s)", n=number, language=name))
    return str(gettext("Option %(n)s (%(language)s)", n=number, language=name))
