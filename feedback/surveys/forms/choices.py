"""The options of a question as rows of a form: place, code, and a text per language. No script is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from wtforms import Field, IntegerField, StringField
from wtforms.validators import Length, Optional

from feedback.names import one_line
from feedback.surveys.document import Question
from feedback.surveys.fields import field_for
from feedback.web.languages import NAMES

SPARE = 3
"""Empty rows to write new options in."""
MOST = 60
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one option."""

    place: Field
    code: Field
    texts: tuple[Field, ...]


def rows_for(question: Question, sent: Iterable[str]) -> int:
    """How many rows the form has: those that were sent, else one per option and some to spare."""
    posted = [int(name.split("_")[1]) for name in sent if name.startswith("choice_") and name.split("_")[1].isdigit()]
    return min(MOST, 1 + max(posted) if posted else len(question.choices) + SPARE)


def fields(rows: int, languages: Sequence[str]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for row in range(rows):
        number = {"n": row + 1}
        found[f"choice_{row}_place"] = IntegerField(gettext("Place of option %(n)s", **number), [Optional()])
        found[f"choice_{row}_code"] = StringField(
            gettext("Code of option %(n)s", **number), [Optional(), Length(max=100)]
        )
        for code in languages:
            label = gettext("Option %(n)s (%(language)s)", language=NAMES.get(code, code), **number)
            found[f"choice_{row}_{code}"] = StringField(
                label, [Optional(), Length(max=LONGEST)], render_kw={"lang": code}
            )
    return found


def start(question: Question, languages: Sequence[str]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for row, choice in enumerate(question.choices):
        data |= {f"choice_{row}_place": row + 1, f"choice_{row}_code": choice.code}
        data |= {f"choice_{row}_{code}": choice.text.by_language.get(code, "") for code in languages}
    return data


def shown(form: Mapping[str, Field] | Any, rows: int, languages: Sequence[str]) -> list[Row]:
    """The rows as the page lays them out."""
    return [
        Row(
            form[f"choice_{row}_place"],
            form[f"choice_{row}_code"],
            tuple(form[f"choice_{row}_{code}"] for code in languages),
        )
        for row in range(rows)
    ]


def values(question: Question, typed: Mapping[str, Any], rows: int, languages: Sequence[str]) -> list[dict[str, Any]]:
    """The options in the order of their places; a row without any text is no option. A code is made where none is."""
    kept = {choice.code: choice.text.by_language for choice in question.choices}
    taken: set[str] = set()
    found = []
    for row in sorted(range(rows), key=lambda row: (typed.get(f"choice_{row}_place") or row + 1, row)):
        texts = {code: one_line(typed.get(f"choice_{row}_{code}") or "") for code in languages}
        written = {code: text for code, text in texts.items() if text}
        if written:
            code = one_line(typed.get(f"choice_{row}_code") or "") or field_for(next(iter(written.values())), taken)
            taken.add(code)
            others = {lang: text for lang, text in kept.get(code, {}).items() if lang not in languages}
            found.append({"code": code, "text": others | written})
    return found
