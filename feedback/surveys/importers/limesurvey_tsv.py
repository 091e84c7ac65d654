"""LimeSurvey's tab-separated form of a survey: a line per setting, group, question, row and option. Pure.

Lines repeat per language; what belongs to a question follows it. Columns behind the first are attributes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from feedback.errors import N_
from feedback.surveys.importers.limesurvey import imported
from feedback.surveys.importers.limesurvey_records import (
    Answer,
    LimeGroup,
    LimeQuestion,
    LimeSurvey,
    Subquestion,
    number,
)
from feedback.surveys.importers.normalised import Imported
from feedback.surveys.importers.opening import NotImportable, Upload
from feedback.surveys.importers.source import Words, must_be_few

_NEEDED = ("class", "type/scale", "name", "text")
_OWN = frozenset(
    [
        "id",
        "related_id",
        "class",
        "type/scale",
        "name",
        "relevance",
        "text",
        "help",
        "language",
        "validation",
        "mandatory",
        "other",
        "default",
        "same_default",
    ]
)
MOST_LINES = 100_000
LONGEST_CELL = 100_000
"""Characters of one cell, a whole page of a survey; a quote that never ends makes longer ones."""

Line = dict[str, str]


def recognises(upload: Upload) -> bool:
    """Whether the first line names the columns such a file has."""
    head = upload.text.lstrip("\ufeff").partition("\n")[0].replace('"', "").strip().split("\t")
    return set(_NEEDED) <= set(head)


def read(upload: Upload) -> Imported:
    """The survey of the file.

    Raises:
        NotImportable: it is not such a file.
    """
    if not recognises(upload):
        raise NotImportable(N_("This file is not a survey of LimeSurvey in tab-separated form."))
    reader = _Reader()
    for line in _lines(upload.text):
        reader.take(line)
    return imported(reader.survey())


def _lines(text: str) -> Iterator[Line]:
    rows = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter="\t")
    try:
        head = [name.strip() for name in next(rows)]
        for place, row in enumerate(rows):
            if place > MOST_LINES:
                raise NotImportable(N_("This file has more parts than any questionnaire."))
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise csv.Error
            yield {name: cell for name, cell in zip(head, row, strict=False) if cell}
    except csv.Error:
        raise NotImportable(N_("This file is not a table of tab-separated columns.")) from None


class _Reader:
    def __init__(self) -> None:
        self._settings: dict[str, str] = {}
        self._texts: dict[str, Words] = {}
        self._groups: dict[str, LimeGroup] = {}
        self._questions: dict[tuple[str, str], LimeQuestion] = {}
        self._group: LimeGroup | None = None
        self._question: LimeQuestion | None = None
        self._counted: dict[tuple[str, str], int] = {}
        self._extras: dict[str, int] = {}
        self._rows: dict[tuple[str, str, int], Subquestion] = {}
        self._answers: dict[tuple[str, str, int], Answer] = {}

    def take(self, line: Line) -> None:
        """Read one line."""
        language = line.get("language", "")
        match line.get("class", "").strip().upper():
            case "S":
                self._settings[line.get("name", "")] = line.get("text", "")
            case "SL":
                self._texts.setdefault(line.get("name", ""), Words())[language] = line.get("text", "")
            case "G":
                self._take_group(line, language)
            case "Q":
                self._take_question(line, language)
            case "SQ":
                self._take_row(line, language)
            case "A":
                self._take_answer(line, language)
            case "":
                pass
            case other:
                self._extras[other] = self._extras.get(other, 0) + 1

    def survey(self) -> LimeSurvey:
        """Everything that was read."""
        base = self._settings.get("language", "").strip()
        also = self._settings.get("additional_languages", "").split()
        languages = [name for name in (base, *also) if name] or list(self._texts.get("surveyls_title", ()))
        found = LimeSurvey(
            "limesurvey_tsv",
            sid=self._settings.get("sid", ""),
            base_language=base or (languages[0] if languages else None),
            languages=tuple(dict.fromkeys(languages)),
            layout=self._settings.get("format", "G"),
            groups=list(self._groups.values()),
            extras=self._extras,
        )
        found.title, found.description = self._said("title"), self._said("description")
        found.welcome, found.end = self._said("welcometext"), self._said("endtext")
        return found

    def _said(self, part: str) -> Words:
        return self._texts.get(f"surveyls_{part}", Words())

    def _take_group(self, line: Line, language: str) -> None:
        # Every language repeats the groups in the same order; some files give two groups one number.
        number_of = (language, line.get("type/scale", ""))
        self._counted[number_of] = self._counted.get(number_of, 0) + 1
        key = f"{line.get('type/scale', '')}.{self._counted[number_of]}"
        group = self._groups.setdefault(key, LimeGroup(key, len(self._groups)))
        group.name[language] = line.get("name", "")
        group.description[language] = line.get("text", "")
        group.relevance = group.relevance or line.get("relevance", "")
        group.random_group = group.random_group or line.get("random_group", "")
        self._group, self._question = group, None

    def _take_question(self, line: Line, language: str) -> None:
        if self._group is None:
            self._group = self._groups.setdefault("", LimeGroup(""))
        key = (self._group.gid, line.get("name", ""))
        question = self._questions.get(key)
        if question is None:
            question = self._questions[key] = _new_question(line, len(self._questions) + 1)
            self._group.questions.append(question)
        question.text[language] = line.get("text", "")
        question.help[language] = line.get("help", "")
        for name, value in line.items():
            if name not in _OWN:
                question.attributes.setdefault(name, Words())[language] = value
        self._question = question

    def _take_row(self, line: Line, language: str) -> None:
        if self._question is None:
            return
        code, scale = line.get("name", ""), number(line.get("type/scale"))
        key = (self._question.qid, code, scale)
        row = self._rows.get(key)
        if row is None:
            must_be_few(0, len(self._rows))
            row = Subquestion(f"{self._question.qid}/{code}", code, scale, len(self._rows), line.get("relevance", ""))
            self._rows[key] = row
            self._question.subquestions.append(row)
        row.text[language] = line.get("text", "")

    def _take_answer(self, line: Line, language: str) -> None:
        if self._question is None:
            return
        code, scale = line.get("name", ""), number(line.get("type/scale"))
        key = (self._question.qid, code, scale)
        answer = self._answers.get(key)
        if answer is None:
            must_be_few(0, len(self._answers))
            answer = self._answers[key] = Answer(code, scale, len(self._answers))
            self._question.answers.append(answer)
        answer.text[language] = line.get("text", "")


def _new_question(line: Line, place: int) -> LimeQuestion:
    return LimeQuestion(
        qid=str(10**6 + place),
        type=line.get("type/scale", ""),
        code=line.get("name", ""),
        order=place,
        mandatory=line.get("mandatory", "N").upper(),
        other=line.get("other") == "Y",
        relevance=line.get("relevance", ""),
        pattern=line.get("validation", ""),
        defaults=[line["default"]] if line.get("default") else [],
    )
