"""The sheets of an XLSForm: rows of text by sheet, from a workbook that may have been made to do harm. Pure.

What is read of a hostile .xlsx, and how, is `feedback.tables`' knowledge; here are the bounds of a questionnaire.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile

from feedback.errors import N_, message
from feedback.surveys.importers.opening import NotImportable, Upload
from feedback.tables.archive import checked_archive
from feedback.tables.limits import Limits, Unreadable, UnsupportedKind
from feedback.tables.source import opened

MOST_ROWS = 20_000
"""Rows of one sheet that say something; national lists of villages have a few thousand."""
MOST_CHARACTERS = 12_000_000
"""Characters of all cells together, counted each time a shared text is used."""
LARGEST_PART = 5_000_000
"""Bytes of one unpacked part that is read whole: the shared texts, the styles."""
LIMITS = Limits(unpacked=250_000_000, columns=2_000, field=200_000, blank=5_000)

READ = ("survey", "choices", "external_choices", "settings")
"""The sheets that make a form, by their plain names."""

Row = tuple[int, list[str]]
"""A line of the spreadsheet, counted from 1, and its cells."""


class NotOpened(NotImportable):
    """A kind of file that is never opened: macros, passwords, other formats."""

    status = 415


@dataclass(slots=True)
class Book:
    """The sheets read, by plain name, and the names of those that were left alone."""

    sheets: Mapping[str, list[Row]]
    others: list[str] = field(default_factory=list)


def read_book(upload: Upload) -> Book:
    """The sheets of a form.

    Raises:
        NotImportable: it is no workbook, is damaged, or has more in it than a questionnaire; `status` 415 where
            such a file is never opened.
    """
    try:
        if upload.shape == "ole":
            from feedback.surveys.importers.xlsform_old import read_old_book

            return read_old_book(upload)
        return _read_new(upload.raw)
    except Unreadable as error:
        raise (NotOpened if isinstance(error, UnsupportedKind) else NotImportable)(error.message) from error


def plain_name(name: str) -> str:
    """A sheet's or column's name as people mean it: case, outer spaces and the kind of space say nothing."""
    return "_".join(name.replace("_", " ").split()).lower()


def bounded(sheet: str, rows: Iterable[Row], spent: list[int]) -> Iterator[Row]:
    """The rows, as long as they are no more than a questionnaire has; `spent` counts characters over all sheets.

    Raises:
        NotImportable: there is more; the message names the row.
    """
    for number, (line, cells) in enumerate(rows, 1):
        spent[0] += sum(map(len, cells))
        if number > MOST_ROWS:
            raise _too_many_rows(sheet, line)
        if spent[0] > MOST_CHARACTERS:
            raise _too_much_text(sheet, line)
        yield line, cells


def _read_new(raw: bytes) -> Book:
    with opened(raw) as stream, checked_archive(stream, LIMITS) as archive:
        _check_whole_parts(archive)
        # Loaded only now: it takes most of a second, and what the check refuses is refused at once.
        from feedback.tables.workbook import read_workbook
        from feedback.tables.xlsx_records import xlsx_records

        book = read_workbook(archive)
        wanted = wanted_sheets([sheet.name for sheet in book.sheets])
        spent = [0]
        sheets = {plain: list(bounded(name, xlsx_records(book, name, LIMITS), spent)) for plain, name in wanted.items()}
        return Book(sheets, [sheet.name for sheet in book.sheets if sheet.name not in wanted.values()])


def wanted_sheets(names: Iterable[str]) -> dict[str, str]:
    """Plain name -> the workbook's own name of the sheets to read; the first one where two are called alike.

    Raises:
        NotImportable: none is called survey.
    """
    found: dict[str, str] = {}
    for name in names:
        if plain_name(name) in READ:
            found.setdefault(plain_name(name), name)
    if "survey" not in found:
        raise NotImportable(
            N_("This workbook has no sheet called “survey”, so it is no XLSForm. For answers, import it as evidence.")
        )
    return found


def _check_whole_parts(archive: ZipFile) -> None:
    for entry in archive.infolist():
        whole = "/worksheets/" not in entry.filename.replace("\\", "/").lower() and "xl/media/" not in entry.filename
        if whole and entry.file_size > LARGEST_PART:
            text = N_("This workbook holds more text than any questionnaire: at most %(most)s MB after unpacking.")
            raise NotImportable(message(text, most=LARGEST_PART // 1_000_000))


def _too_many_rows(sheet: str, line: int) -> NotImportable:
    text = N_(
        "The sheet “%(sheet)s” has more than %(most)s filled rows; row %(row)s is the first too many. "
        "Leave only the rows of the questionnaire."
    )
    return NotImportable(message(text, sheet=sheet, most=MOST_ROWS, row=line))


def _too_much_text(sheet: str, line: int) -> NotImportable:
    text = N_("Up to row %(row)s of the sheet “%(sheet)s” this workbook has more text than any questionnaire.")
    return NotImportable(message(text, sheet=sheet, row=line))
