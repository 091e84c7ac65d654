"""XLSForm (.xlsx, .xls), the format of ODK, KoboToolbox and SurveyCTO. Pure.

Source: the XLSForm reference (xlsform.org) and the files people write; sheets and columns are found whatever their
case, rows of a device's own notes are no questions.
"""

from __future__ import annotations

from dataclasses import replace

from feedback.errors import N_
from feedback.surveys.importers.assembling import assemble
from feedback.surveys.importers.languages import language_code
from feedback.surveys.importers.nesting import Group, Nest
from feedback.surveys.importers.normalised import Imported
from feedback.surveys.importers.opening import Upload
from feedback.surveys.importers.source import Item, Source, Words
from feedback.surveys.importers.xlsform_choices import check_number, choice_lists
from feedback.surveys.importers.xlsform_columns import Column, Line, languages, lines, same_language
from feedback.surveys.importers.xlsform_logic import Logic, Rules
from feedback.surveys.importers.xlsform_questions import beside, question
from feedback.surveys.importers.xlsform_types import Type, read_type
from feedback.surveys.importers.xlsform_workbook import Book, read_book

_CHOICES = {"value": "name", "list": "list_name"}
_SETTINGS = ("form_title", "form_id", "version", "default_language", "style")


def recognises(upload: Upload) -> bool:
    """Any workbook: what it lacks to be a form, `read` says in words."""
    return upload.shape in ("zip", "ole")


def read(upload: Upload) -> Imported:
    """The form.

    Raises:
        NotImportable: it is no workbook, not safe to read, or has no sheet called survey.
    """
    return _Form(read_book(upload)).imported()


class _Form:
    def __init__(self, book: Book) -> None:
        self.header, self.survey = lines(book.sheets["survey"])
        choices_header, self.choices = lines(book.sheets.get("choices", []), _CHOICES)
        self.external = lines(book.sheets.get("external_choices", []), _CHOICES)[1]
        rows = lines(book.sheets.get("settings", []))[1]
        self.settings = rows[0] if rows else Line(0)
        self.named = _named(languages(self.header, choices_header), self.settings)
        self.spelling = {same_language(name): name for name in self.named}
        self.source = Source("xlsform", base_language=self._base(), markup="markdown")
        self.source.languages = self._languages((self.header, choices_header))
        self.nest, self.rules = Nest(), dict[str, Rules]()
        for sheet in book.others:
            self.source.tell("", f"sheet: {sheet}", N_("This sheet is no part of the questionnaire and is left out."))

    def imported(self) -> Imported:
        """The form as an import; texts in columns without a language are one more language, but a nameless one."""
        self._title()
        self._questions()
        self.source.parts = list(self.nest.parts())
        check_number(self.source)
        self.source.settle()
        logic = Logic(self.source, self.rules)
        logic.apply(self.nest)
        self.source.pipe = logic.piped
        base = self.settings.get("default_language") or self.source.base_language
        return replace(assemble(self.source), languages=tuple(self.named), base_language=base)

    def words(self, line: Line, name: str) -> Words:
        """The texts of a cell by the form's spelling of its languages."""
        found = line.words(name).items()
        nameless = self._nameless()
        return Words({self.spelling.get(same_language(lang), lang) if lang else nameless: text for lang, text in found})

    def _questions(self) -> None:
        lists = tuple(choice_lists(rows, self.source, self.words) for rows in (self.choices, self.external))
        for line in self.survey:
            if not line.get("type"):
                self._tell_untyped(line)
                continue
            kind = read_type(line.get("type"))
            if kind.role == "question":
                item = question(line, kind, lists, self.source, self.words)  # type: ignore[arg-type]
                self._add(line, item)
            else:
                self._other(line, kind)
        for group in self.nest.unclosed():
            self.source.tell(group.name, "begin group", N_("This group is never ended."))

    def _add(self, line: Line, item: Item) -> None:
        relevant, required = line.get("relevant"), line.get("required")
        self.rules[item.key] = Rules(relevant, line.get("calculation"), line.get("constraint"), required)
        self.nest.add(item)
        for one in beside(item, self.source):
            self.rules[one.key] = Rules(relevant, required=required)
            self.nest.add(one)

    def _other(self, line: Line, kind: Type) -> None:
        if kind.role == "begin":
            self._begin(line, kind)
        elif kind.role == "end":
            if not self.nest.end():
                self.source.tell(line.get("name"), line.get("type"), N_("This ends a group that was never begun."))
        else:
            text = N_("A device notes this by itself there; nobody is asked, and it is left out here.")
            self.source.tell(line.get("name"), line.get("type"), text)

    def _begin(self, line: Line, kind: Type) -> None:
        self.nest.begin(Group(line.get("name"), self.words(line, "label"), line.get("relevant")))
        if kind.what != "group":
            text = N_("These questions repeat there, once for each thing or person; here they are asked once.")
            self.source.tell(line.get("name"), line.get("type"), text)
        for name in ("appearance", "repeat_count"):
            # Questions of a section stand together here as it is.
            if line.get(name) and line.get(name) != "field-list":
                text = N_("This has no counterpart here and is left out.")
                self.source.tell(line.get("name"), f"{name}: {line.get(name)}", text)
        if self.words(line, "hint").any:
            self.source.tell(line.get("name"), "hint", N_("A section has a title only: its hint is left out."))

    def _title(self) -> None:
        title = self.settings.get("form_title")
        self.source.title = Words({self.source.base_language or self._nameless(): title} if title else {})
        if "pages" in self.settings.get("style").lower():
            self.source.layout = "section"
        for name, value in self.settings.cells.items():
            if name not in _SETTINGS:
                text = N_("This setting of the form has no counterpart here and is left out.")
                self.source.tell("", f"settings: {name}", text, value=value)

    def _tell_untyped(self, line: Line) -> None:
        if line.cells or line.texts:
            self.source.tell(line.get("name"), f"survey, {line.number}", N_("This row has no type: it is left out."))

    def _base(self) -> str | None:
        """The column of the default language, also where the setting names it otherwise; else the first one."""
        wanted = self.settings.get("default_language")
        alike = [name for name in self.named if wanted and language_code(name) == language_code(wanted)]
        return self.spelling.get(same_language(wanted)) or next(iter([*alike, *self.named]), None)

    def _languages(self, headers: tuple[tuple[Column | None, ...], ...]) -> list[str]:
        """The named ones, and "" where labels stand in a column without a language beside them."""
        beside = any(column == Column("label") for header in headers for column in header)
        return [*self.named, *([""] if beside and self.named and self._nameless() == "" else [])]

    def _nameless(self) -> str:
        """The language of columns that name none: the default one where the form has no column for that."""
        default = self.settings.get("default_language")
        return default if default and self.named == [default] else ""


def _named(found: list[str], settings: Line) -> list[str]:
    default = settings.get("default_language")
    return found if found or not default else [default]
