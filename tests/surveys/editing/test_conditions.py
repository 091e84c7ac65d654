"""Setting conditions, and what follows a renaming."""

from __future__ import annotations

from typing import Any as Json
from uuid import UUID, uuid4

import pytest

from feedback.errors import Invalid
from feedback.surveys import editing
from feedback.surveys.canonical import as_json
from feedback.surveys.conditions.ast import Answer, Compare, Value
from feedback.surveys.conditions.checks import logic_faults
from feedback.surveys.document import Questionnaire
from feedback.surveys.identities import with_identities, with_new_identities
from tests.surveys.samples import asked, questionnaire

LOW = Compare(Answer("id-how"), "equals", Value("a"))
OPTIONS = [{"code": code, "text": {"es": code, "en": code}} for code in "ab"]
WHEN: Json = {"left": {"question": "id-how"}, "is": "equals", "right": {"value": "a"}}
FORMULA: Json = {"call": "if", "of": [{"when": WHEN}, {"value": 1}]}


def draft() -> Questionnaire:
    text = {"es": "Dijiste {how}.", "en": "You said {how|nothing}."}
    return questionnaire(
        asked("how", "single", choices=OPTIONS),
        asked("why", "text", shown_when=WHEN, text=text),
        asked("sum", "calculation", formula=FORMULA),
        thanks={"es": "Gracias por {how}"},
    )


def part(document: Questionnaire, code: str, name: str) -> Json:
    return next(q for s in as_json(document)["sections"] for q in s["questions"] if q["code"] == code).get(name)


def test_a_condition_is_set_and_taken_away() -> None:
    plain = questionnaire(asked("how", "single", choices=OPTIONS), asked("why", "text"))
    shown = editing.show_question_when(plain, "id-why", LOW)
    assert part(shown, "why", "shown_when") == WHEN
    assert editing.show_question_when(shown, "id-why", None) == plain
    section = editing.show_section_when(plain, "s1", LOW)
    assert as_json(section)["sections"][0]["shown_when"] == WHEN
    with pytest.raises(Invalid):
        editing.show_question_when(plain, "gone", LOW)


def test_another_code_of_an_option_is_followed() -> None:
    changed = editing.update_question(draft(), "id-how", {"choices": [{**OPTIONS[0], "code": "new"}, OPTIONS[1]]})
    assert part(changed, "why", "shown_when")["right"] == {"value": "new"}
    assert part(changed, "sum", "formula")["of"][0]["when"]["right"] == {"value": "new"}
    assert logic_faults(changed) == []


def test_an_option_that_goes_away_is_no_renaming() -> None:
    fewer = editing.update_question(draft(), "id-how", {"choices": [OPTIONS[1]]})
    assert part(fewer, "why", "shown_when") == WHEN
    swapped = editing.update_question(draft(), "id-how", {"choices": OPTIONS[::-1]})
    assert part(swapped, "why", "shown_when") == WHEN


def test_another_code_of_a_question_changes_the_texts_that_repeat_its_answer() -> None:
    changed = editing.update_question(draft(), "id-how", {"code": "transport"})
    assert part(changed, "why", "text") == {"es": "Dijiste {transport}.", "en": "You said {transport|nothing}."}
    assert as_json(changed)["thanks"] == {"es": "Gracias por {transport}"}
    assert part(changed, "why", "shown_when") == WHEN


def test_new_identities_are_followed_by_conditions() -> None:
    for renamed in (with_identities(draft(), UUID(int=1)), with_new_identities(draft(), uuid4)):
        how = part(renamed, "how", "id")
        assert how != "id-how"
        assert part(renamed, "why", "shown_when")["left"] == {"question": how}
        assert part(renamed, "sum", "formula")["of"][0]["when"]["left"] == {"question": how}
