"""Reading kits, and naming what is wrong in one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedback.cocreation.kits.format import VERSION, Kit, read, written
from feedback.errors import Invalid
from tests.factories.kits import KIT, QUESTIONNAIRE, kit

OWN = {"code": "x", "names": {"es": "X"}}


def data(value: object) -> bytes:
    return json.dumps(value).encode()


def test_what_was_written_reads_back_the_same() -> None:
    found = read(data(KIT))
    assert read(written(found)) == found
    assert written(read(written(found))) == written(found)
    assert [stage.code for stage in found.drawing.stages] == ["arrival", "stay"] if found.drawing else False
    assert (len(found.questionnaires), found.themes[0].examples) == (1, ("No había toallas",))


def test_every_part_may_be_missing() -> None:
    assert read(data({"kit": VERSION, "name": {"en": "Empty"}})) == Kit({"en": "Empty"})


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"name": {}}, "name"),
        ({"journey": {"code": "x", "name": {"es": "X"}, "stages": []}}, "journey.stages"),
        ({"journey": []}, "journey.$"),
        ({"questionnaires": [{**QUESTIONNAIRE, "sections": 3}]}, "questionnaires[0]"),
        ({"questionnaires": "all"}, "questionnaires"),
        ({"codebook": {"themes": [{"code": "no good", "names": {"es": "X"}}]}}, "codebook.themes[0].code"),
        (
            {"codebook": {"themes": [{"code": "x", "names": {"es": "X"}, "examples": [1]}]}},
            "codebook.themes[0].examples",
        ),
        ({"tone": [{"lang": "de", "words": "Fall"}]}, "tone[0]"),
        ({"tone": ["caso"]}, "tone[0]"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(changed: dict[str, Any], path: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(data(kit(**changed)))
    assert path in refused.value.fields


def test_a_theme_that_this_codebook_does_not_know_is_left_out() -> None:
    found = read(data(kit(codebook={"renamed": [{"theme": "nobody-knows", "names": {"es": "X"}}]})))
    assert found.renamed == ()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"kit": 99}', b"\xff\xfe", b"{" * 5000])
def test_what_is_no_kit_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read(content)
