"""Small LimeSurvey files, written for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Row = Mapping[str, object]


def document(kind: str = "Survey", languages: Sequence[str] = ("en",), **tables: Sequence[Row]) -> bytes:
    """A file of LimeSurvey with these tables."""
    named = "".join(f"<language>{language}</language>" for language in languages)
    body = "".join(_table(name, rows) for name, rows in tables.items())
    head = f"<LimeSurveyDocType>{kind}</LimeSurveyDocType><DBVersion>155</DBVersion><languages>{named}</languages>"
    return f'<?xml version="1.0" encoding="UTF-8"?><document>{head}{body}</document>'.encode()


def old(*questions: Row, groups: Sequence[Row] = (), **tables: Sequence[Row]) -> bytes:
    """A survey of the old schema in English: a row per question and language."""
    return document(
        surveys=[{"sid": 1, "language": "en", "format": "G"}],
        surveys_languagesettings=[{"surveyls_language": "en", "surveyls_title": "A survey"}],
        groups=groups or [{"gid": 1, "group_name": "First", "group_order": 1, "language": "en"}],
        questions=[question(**row) for row in questions],
        **tables,
    )


def question(**row: object) -> Row:
    """One row of questions; order and code come from its id where they are not given."""
    qid = row["qid"]
    usual = {"gid": 1, "type": "S", "title": f"q{qid}", "question": f"Question {qid}", "question_order": qid}
    return {**usual, "language": "en", **row}


def _table(name: str, rows: Sequence[Row]) -> str:
    written = "".join(f"<row>{''.join(_cell(*cell) for cell in row.items())}</row>" for row in rows)
    return f"<{name}><rows>{written}</rows></{name}>"


def _cell(name: str, value: object) -> str:
    return f"<{name}>{escape(str(value))}</{name}>"
