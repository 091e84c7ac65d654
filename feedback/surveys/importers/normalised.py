"""What an import found: the questionnaire as the file has it, ours made from it, and what did not fit. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from feedback.errors import Message
from feedback.surveys.document import Questionnaire

KINDS = tuple(
    [
        "nps",
        "csat",
        "ces",
        "rating",
        "single",
        "multi",
        "yesno",
        "dropdown",
        "matrix",
        "ranking",
        "points",
        "number",
        "date",
        "time",
        "text",
        "longtext",
        "email",
        "phone",
        "consent",
        "kano",
        "importance",
        "picture",
        "file",
        "info",
        "hidden",
        "calculation",
        "unsupported",
    ]
)
"""Every kind a question of another tool may be; a document knows most of them."""


@dataclass(frozen=True, slots=True)
class ImportedChoice:
    """One option or row: `code` as the file has it, `text` in its base language, plain."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportedSection:
    """One group, page or block of the file; `has_condition`: it is shown only under a rule of its own."""

    text: str
    has_condition: bool = False


@dataclass(frozen=True, slots=True)
class ImportedQuestion:
    """One question as the file has it.

    `code` is the file's own, unchanged; `field` the name our form gives it; `kind` is of `KINDS` even where a
    document has to make do with a nearer one; `section` counts from 0; `text` is plain, in the base language.
    """

    code: str
    field: str
    kind: str
    source_kind: str
    text: str
    required: bool
    section: int
    choices: tuple[ImportedChoice, ...] = ()
    rows: tuple[ImportedChoice, ...] = ()
    has_condition: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that has no counterpart here: at which question ("" for the whole), what it is called there, and
    what became of it."""

    question: str
    construct: str
    what: Message


@dataclass(frozen=True, slots=True)
class Imported:
    """A file read: its own facts, and `questionnaire`, ready to be saved as a draft.

    `languages` and `base_language` are named as the file names them ("de-informal", "Swahili (sw)"), the first
    empty and the second None where it names none; `questionnaire.languages` holds the codes we know them by.
    """

    format: str
    title: str
    languages: tuple[str, ...]
    base_language: str | None
    sections: tuple[ImportedSection, ...]
    questions: tuple[ImportedQuestion, ...]
    report: tuple[Entry, ...]
    questionnaire: Questionnaire


def as_json(imported: Imported) -> dict[str, Any]:
    """The object `survey inspect --json` prints; the report is in English."""
    return {
        "format": imported.format,
        "title": imported.title,
        "languages": list(imported.languages),
        "base_language": imported.base_language,
        "sections": [{"text": one.text, "has_condition": one.has_condition} for one in imported.sections],
        "questions": [_question(one) for one in imported.questions],
        "report": list(_report(imported.report)),
    }


def _question(question: ImportedQuestion) -> dict[str, Any]:
    return {
        "code": question.code,
        "field": question.field,
        "kind": question.kind,
        "source_kind": question.source_kind,
        "text": question.text,
        "required": question.required,
        "section": question.section,
        "choices": [_choice(one) for one in question.choices],
        "rows": [_choice(one) for one in question.rows],
        "has_condition": question.has_condition,
    }


def _choice(choice: ImportedChoice) -> dict[str, str]:
    return {"code": choice.code, "text": choice.text}


def _report(report: tuple[Entry, ...]) -> Iterator[dict[str, str]]:
    for entry in report:
        yield {"question": entry.question, "construct": entry.construct, "what": str(entry.what)}
