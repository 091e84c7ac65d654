"""LimeSurvey's tab-separated surveys."""

from __future__ import annotations

import pytest

from feedback.surveys.importers import Imported, NotImportable, inspect
from feedback.surveys.importers.limesurvey_tsv import recognises
from feedback.surveys.importers.opening import Upload
from tests.surveys.importers.reading import shown_when

HEAD = [
    "id",
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "mandatory",
    "other",
    "default",
    "max_answers",
]


def table(*lines: dict[str, object]) -> bytes:
    rows = ["\t".join(HEAD), *("\t".join(str(line.get(name, "")) for name in HEAD) for line in lines)]
    return "\n".join(rows).encode()


def line(kind: str, name: str, text: str = "", language: str = "en", **more: object) -> dict[str, object]:
    return {"class": kind, "name": name, "text": text, "language": language, **more}


SETTINGS = (
    {"class": "S", "name": "language", "text": "en"},
    {"class": "S", "name": "additional_languages", "text": "es"},
    line("SL", "surveyls_title", "A survey"),
    line("SL", "surveyls_title", "Una encuesta", "es"),
)


def scale(lines: list[dict[str, object]], column: str) -> list[dict[str, object]]:
    return [{**one, "type/scale": one.pop(column, "")} for one in lines]


def read(*lines: dict[str, object]) -> Imported:
    return inspect(table(*SETTINGS, *scale([dict(one) for one in lines], "t")), "x.txt")


def test_a_survey_in_two_languages():
    english = [
        line("G", "First", "About"),
        line("Q", "age", "How old?", t="N", mandatory="Y"),
        line("Q", "some", "Which?", t="M", relevance="age > 3", max_answers=1),
        line("SQ", "a", "One"),
        line("SQ", "b", "Two"),
        line("Q", "one", "What?", t="L"),
        line("A", "x", "X", t=0),
    ]
    words = {
        "First": "Primero",
        "age": "¿Edad?",
        "some": "¿Cuáles?",
        "a": "Uno",
        "b": "Dos",
        "one": "¿Qué?",
        "x": "Equis",
    }
    spanish = [{**one, "language": "es", "text": words[str(one["name"])]} for one in english]
    spanish[0]["name"] = "Primero"
    imported = read(*english, *spanish)
    assert (imported.format, imported.title, imported.languages) == ("limesurvey_tsv", "A survey", ("en", "es"))
    assert [one.text for one in imported.sections] == ["First"]
    assert [(one.code, one.kind, one.required) for one in imported.questions] == [
        ("age", "number", True),
        ("some", "multi", False),
        ("one", "single", False),
    ]
    some = imported.questionnaire.questions()
    ours = {one.code: one for one in some}
    assert dict(ours["some"].choices[0].text.by_language) == {"en": "One", "es": "Uno"}
    assert ours["some"].settings == {"max": 1}
    assert shown_when(imported.questionnaire, "some") == "age more 3.0"
    assert [one.code for one in ours["one"].choices] == ["x"]


def test_two_groups_with_one_number_stay_two():
    imported = read(
        line("G", "A", t=2),
        line("Q", "q1", t="S"),
        line("G", "B", t=2),
        line("Q", "q2", t="S"),
        line("G", "A", t=2, language="es"),
    )
    assert [one.text for one in imported.sections] == ["A", "B"]
    assert [(one.code, one.section) for one in imported.questions] == [("q1", 0), ("q2", 1)]


def test_what_has_no_counterpart_is_told():
    imported = read(line("G", "A"), line("Q", "q", t="S", default="x"), line("QTA", "quota"), line("AS", "points"))
    assert [one.construct for one in imported.report] == ["defaultvalues", "AS", "QTA"]


def test_is_recognised_by_its_columns_only():
    assert recognises(Upload(table(), "x"))
    assert recognises(Upload(b"\xef\xbb\xbf" + table(), "x"))
    assert not recognises(Upload(b"id\tname\ttext\n", "x"))


def test_a_cell_without_end_is_refused():
    raw = table() + b'\n\tQ\tS\tq\t\t"' + b"y" * 500_000 + b'"\n'
    with pytest.raises(NotImportable, match="not a table"):
        inspect(raw, "x.txt")
