"""Which format a file is, and what a questionnaire looks like when inspected."""

from __future__ import annotations

import json
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.errors import UnknownName
from feedback.surveys import canonical, reading
from feedback.surveys.importers import FORMATS, KINDS, NotImportable, as_json, inspect
from feedback.surveys.question_types import TYPES
from tests.surveys.importers.lss import old

FORMBRICKS = json.dumps(
    {
        "name": "x",
        "blocks": [{"id": "1", "elements": [{"id": "q", "type": "openText", "headline": {"default": "Why?"}}]}],
    }
).encode()
QUESTION = {
    "QuestionID": "QID1",
    "DataExportTag": "Q1",
    "QuestionText": "Why?",
    "QuestionType": "MC",
    "Selector": "MAVR",
    "Choices": {"1": {"Display": "A", "TextEntry": True}},
    "Validation": {"Settings": {"ForceResponse": "ON"}},
}
QUALTRICS = json.dumps(
    {"SurveyEntry": {"SurveyName": "x"}, "SurveyElements": [{"Element": "SQ", "Payload": QUESTION}]}
).encode()
OWN = json.dumps({"title": {"es": "Mía"}, "languages": ["es"], "base_language": "es", "sections": []}).encode()


@pytest.mark.parametrize(
    ("raw", "format"),
    [(old({"qid": 1}), "limesurvey"), (FORMBRICKS, "formbricks"), (QUALTRICS, "qualtrics"), (OWN, "feedback")],
)
def test_the_bytes_say_what_a_file_is(raw, format):
    assert inspect(raw, "survey.xlsx").format == format


def test_a_file_on_the_disk(tmp_path: Path):
    path = tmp_path / "x.lss"
    path.write_bytes(old({"qid": 1}))
    assert inspect(path) == inspect(str(path)) == inspect(path.read_bytes(), "x.lss")


def test_a_format_can_be_named():
    assert inspect(FORMBRICKS, "x", "formbricks").format == "formbricks"
    assert inspect(QUALTRICS, "x", "qsf").format == "qualtrics"
    with pytest.raises(NotImportable):
        inspect(FORMBRICKS, "x", "qualtrics")
    with pytest.raises(UnknownName, match="wordperfect"):
        inspect(FORMBRICKS, "x", "wordperfect")


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_fails_on_a_file_of_another(format):
    for raw in (old({"qid": 1}), FORMBRICKS, QUALTRICS, OWN, b"a\tb\n", b"PK\x03\x04 no book", b"{}", b"[]", b"1"):
        try:
            inspect(raw, "x", format)
        except NotImportable as refused:
            assert str(refused)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Where something stands in JSON values."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for name, one in inner for found in ((*path, name), *places(one, (*path, name)))]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([FORMBRICKS, QUALTRICS]), st.integers(0, 1_000), ANYTHING)
def test_anything_may_stand_anywhere_in_a_file(raw, which, anything):
    data = json.loads(raw)
    *above, last = places(data)[which % len(places(data))]
    reduce(lambda value, name: value[name], above, data)[last] = anything
    try:
        imported = inspect(json.dumps(data).encode(), "x")
    except NotImportable:
        return
    written = canonical.canonical(imported.questionnaire)
    assert canonical.canonical(reading.loads(written)) == written


def test_what_inspecting_shows():
    row = {"qid": 1, "type": "L", "title": "q1", "mandatory": "Y", "relevance": "0 == 1"}
    raw = old(row, answers=[{"qid": 1, "code": "a", "answer": "<b>A</b>", "language": "en"}])
    assert as_json(inspect(raw, "x.lss")) == {
        "format": "limesurvey",
        "title": "A survey",
        "languages": ["en"],
        "base_language": "en",
        "sections": [{"text": "First", "has_condition": False}],
        "questions": [
            {
                "code": "q1",
                "field": "q1",
                "kind": "single",
                "source_kind": "L",
                "text": "Question 1",
                "required": True,
                "section": 0,
                "choices": [{"code": "a", "text": "A"}],
                "rows": [],
                "has_condition": True,
            }
        ],
        "report": [],
    }


def test_our_own_document_comes_back_as_it_is():
    ours = inspect(old({"qid": 1, "type": "Y"}, {"qid": 2, "relevance": "q1 == 'Y'"}), "x").questionnaire
    again = inspect(canonical.canonical(ours), "x.json")
    assert canonical.canonical(again.questionnaire) == canonical.canonical(ours)
    assert [(one.code, one.kind, one.has_condition) for one in again.questions] == [
        ("q1", "yesno", False),
        ("q2", "text", True),
    ]
    with pytest.raises(NotImportable, match="list is expected"):
        inspect(b'{"languages": [], "base_language": "", "sections": 1}', "x")


def test_every_kind_of_a_document_is_a_kind_of_an_import():
    assert set(TYPES) <= set(KINDS)
