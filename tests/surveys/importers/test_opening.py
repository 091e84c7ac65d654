"""Files made to do harm end in a clear refusal, quickly and without much memory."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from feedback.surveys.importers import NotImportable, Upload, inspect, upload_of
from feedback.surveys.importers.opening import LARGEST_TEXT, MOST_ELEMENTS, read_json

LIMESURVEY = b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, (b"&a%d;" % (i - 1) if i else b"&a;") * 10) for i in range(9))
    + b"]>"
    + LIMESURVEY
    + b"<x>&a8;</x></document>"
)
OUTSIDE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + LIMESURVEY + b"<x>&x;</x></document>"
HOSTILE = {
    "entity bomb": (BOMB, "defines entities"),
    "entity from outside": (OUTSIDE, "defines entities"),
    "deep xml": (LIMESURVEY + b"<a>" * 100_000, "nested deeper"),
    "wide xml": (LIMESURVEY + b"<a/>" * (MOST_ELEMENTS + 1), "more parts"),
    "xml of many attributes": (LIMESURVEY + b"<a " + b'a="" ' * (MOST_ELEMENTS + 1), "more parts"),
    "cut xml": (LIMESURVEY + b"<questions><rows><row>", "not well-formed"),
    "xml in no encoding": (b'<?xml version="1.0" encoding="nope"?>' + LIMESURVEY, "not well-formed"),
    "xml in utf-7": (b'<?xml version="1.0" encoding="utf-7"?>' + LIMESURVEY, "not well-formed"),
    "deep json": (b"[" * 100_000, "nested deeper"),
    "json a little too deep": (b'{"questions":' + b"[" * 80 + b"]" * 80 + b"}", "nested deeper"),
    "wide json": (b'{"a":[' + b"[]," * 450_000 + b"1]}", "more parts"),
    "NaN": (b'{"SurveyEntry": NaN}', "NaN"),
    "Infinity": (b'{"SurveyEntry": -Infinity}', "-Infinity"),
    "a number without end": (b'{"a": ' + b"9" * 5_000 + b"}", "number too long"),
    "a decimal without end": (b'{"a": 0.' + b"9" * 5_000_000 + b"}", "number too long"),
    "a number beyond all": (b'{"a": 1e999}', "number too long"),
    "one name twice": (b'{"questions": [], "questions": []}', "stands twice"),
    "no json": (b'{"questions": [', "not valid JSON"),
    "latin-1": ('{"name": "ñandú", "questions": []}'.encode("latin-1"), "not in UTF-8"),
    "NUL": (b'{"name": "a\0"}', "no text has"),
    "bytes of nothing": (bytes(range(128, 256)) * 100, "not a questionnaire"),
    "40 MB of text": (b'{"name": "' + b"a" * 40 * 1024 * 1024 + b'"}', "too large"),
    "9 MB of text": (b'{"name": "' + b"a" * 9 * 1024 * 1024 + b'"}', "too large"),
    "nothing": (b"", "not a questionnaire"),
    "a page": (b"<html><body>hello</body></html>", "not a questionnaire"),
    "other json": (b'{"a": 1}', "not a questionnaire"),
    "a list": (b"[1, 2]", "not a questionnaire"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_is_refused_in_words_within_two_seconds(name):
    raw, words = HOSTILE[name]
    started = time.process_time()
    with pytest.raises(NotImportable, match=words) as refused:
        inspect(raw, "survey.lss")
    assert time.process_time() - started < 2
    assert refused.value.status == 422


def test_takes_little_memory_for_a_bomb():
    tracemalloc.start()
    with pytest.raises(NotImportable):
        inspect(BOMB, "bomb.lss")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_the_name_of_a_file_is_never_a_path(tmp_path: Path):
    (tmp_path / "secret.json").write_text("{}")
    upload = upload_of(b'{"a": 1}', f"../../{tmp_path}/secret.json")
    assert upload.json == {"a": 1}


def test_a_file_that_is_not_there_or_is_a_folder_cannot_be_read(tmp_path: Path):
    for path in (tmp_path / "none.qsf", tmp_path):
        with pytest.raises(NotImportable, match="cannot be read"):
            upload_of(path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "large.qsf"
    with path.open("wb") as file:
        file.truncate(30 * 1024 * 1024)
    with pytest.raises(NotImportable, match="at most 25 MB"):
        upload_of(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_in_any_form_is_read(encoding):
    assert Upload('{"name": "ñandú 🐞"}'.encode(encoding), "").json == {"name": "ñandú 🐞"}


def test_halves_of_characters_and_nul_become_storable():
    assert read_json('{"a\\u0000": ["\\ud83d\\udc1e", "x\\ud83d"]}') == {"a": ["🐞", "x\ufffd"]}


@pytest.mark.parametrize(
    ("raw", "shape"),
    [
        (b"PK\x03\x04", "zip"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "ole"),
        (b"\xef\xbb\xbf \n<?xml", "xml"),
        (b' {"a": 1}', "json"),
        (b"a\tb", "text"),
        (b" \n", "empty"),
    ],
)
def test_what_a_file_is_its_bytes_say(raw, shape):
    assert Upload(raw, "x.xlsx").shape == shape


def test_the_largest_text_still_goes():
    assert len(Upload(b'"' + b"a" * (LARGEST_TEXT - 2) + b'"', "").json) == LARGEST_TEXT - 2
