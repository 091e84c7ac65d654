"""A questionnaire as an XLSForm workbook: every cell a text, nothing a formula, and a sheet of notes on what is lost.

Pure. The format's own reference is xlsform.org; the sheet `notes` is none of its sheets and is ignored by its tools.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import xlsxwriter

from feedback.errors import N_, Message, message
from feedback.surveys.document import Questionnaire, Section, Texts
from feedback.surveys.exporting import NotExportable
from feedback.surveys.exporting.limits import constraint
from feedback.surveys.exporting.naming import names_of, renamed
from feedback.surveys.exporting.questions import Writing, rows_of
from feedback.surveys.exporting.quoting import quoted
from feedback.surveys.exporting.sheets import (
    Note,
    Row,
    Sheets,
    choice_lines,
    language_column,
    settings_lines,
    survey_lines,
)
from feedback.surveys.exporting.telling import tell_losses
from feedback.surveys.exporting.xpath import Unwritable, XPath

LONGEST_CELL = 32_767
"""Characters a cell can hold; Excel's own limit."""
_MADE = datetime(2000, 1, 1)
"""The same questionnaire is the same file, whenever it is written."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(document: Questionnaire, speak: Callable[[Message], str] = str) -> bytes:
    """The workbook.

    Raises:
        NotExportable: a text is longer than a cell can hold; nothing is ever cut.
    """
    sheets = sheets_of(document)
    notes = [["question", "note"], *([one.question, speak(one.what)] for one in sheets.notes)]
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        _sheet(book, "survey", survey_lines(sheets.survey, document.languages))
        _sheet(book, "choices", choice_lines(sheets.choices, document.languages))
        _sheet(book, "settings", settings_lines(_settings(document)))
        _sheet(book, "notes", notes)
    return raw.getvalue()


def sheets_of(document: Questionnaire) -> Sheets:
    """The rows of every sheet."""
    return _Form(document).sheets()


class _Form:
    def __init__(self, document: Questionnaire) -> None:
        self.document = document
        self.names = names_of(document)
        self.xpath = XPath({one.id: one for one in document.questions()}, self.names)
        self.made = Sheets()
        self.writing = Writing(self.names, self.made, document.languages)

    def sheets(self) -> Sheets:
        tell_losses(self.document, self.made.notes)
        self._note("intro", self.document.intro)
        for number, section in enumerate(self.document.sections, 1):
            self._section(section, number)
        self._note("thanks", self.document.thanks)
        for row in self.made.survey:
            row.texts = {name: self._quoted(texts) for name, texts in row.texts.items()}
        return self.made

    def _section(self, section: Section, number: int) -> None:
        if not section.questions:
            return
        relevant = self._relevant(section.title.text_in(self.document.base_language), section.shown_when)
        cells = {"relevant": relevant, "appearance": "field-list" if self.document.layout != "question" else ""}
        self.made.survey.append(Row("begin_group", f"section_{number}", cells, {"label": section.title}))
        for question in section.questions:
            rows = rows_of(question, self.writing)
            rows[0].cells["relevant"] = self._relevant(question.code, question.shown_when)
            limits = constraint(question, self.names)
            for row in rows:
                if limits and row.type not in ("begin_group", "end_group"):
                    row.cells["constraint"] = limits
            if question.kind == "calculation":
                rows[0].cells["calculation"] = self._calculation(question.code, question.formula)
            if renamed(question, self.names):
                text = N_("Its code, or one of its options, is written otherwise there: the format allows fewer signs.")
                self.made.notes.append(Note(question.code, message(text)))
            self.made.survey.extend(rows)
        self.made.survey.append(Row("end_group"))

    def _relevant(self, where: str, condition: object) -> str:
        return self._written(where, condition, self.xpath.condition, N_("Its condition cannot be said there."))

    def _calculation(self, where: str, formula: object) -> str:
        return self._written(where, formula, self.xpath.expression, N_("Its calculation cannot be said there."))

    def _written(self, where: str, node: object, write: Callable[..., str], lost: str) -> str:
        if node is None:
            return ""
        try:
            return write(node)
        except Unwritable:
            self.made.notes.append(Note(where, message(lost)))
            return ""

    def _note(self, name: str, texts: Texts) -> None:
        if texts:
            taken = set(self.names.questions.values())
            free = name if name not in taken else f"{name}_text"
            self.made.survey.append(Row("note", free, texts={"label": texts}))

    def _quoted(self, texts: Texts) -> Texts:
        return Texts({code: quoted(text, self.document, self.names) for code, text in texts.by_language.items()})


def _settings(document: Questionnaire) -> dict[str, str]:
    base = document.base_language
    said = {
        "form_title": document.title.text_in(base),
        "form_id": "feedback",
        "default_language": language_column(base),
        "style": "pages" if document.layout == "section" else "",
    }
    return {name: value for name, value in said.items() if value}


def _sheet(book: xlsxwriter.Workbook, name: str, lines: Iterable[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    for number, cells in enumerate(lines):
        for column, text in enumerate(cells):
            if len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
                raise _too_long(name, number + 1)
            if text:
                sheet.write_string(number, column, text)


def _too_long(sheet: str, row: int) -> NotExportable:
    text = N_(
        "A text in row %(row)s of the sheet “%(sheet)s” has more than %(most)s characters, which no cell can hold. "
        "Nothing was cut: shorten it, or export as JSON."
    )
    return NotExportable(message(text, row=row, sheet=sheet, most=LONGEST_CELL))
