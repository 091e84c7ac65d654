"""Conditions in plain words."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.surveys.conditions.notation import read_condition, read_expression
from feedback.surveys.conditions.wording import LONGEST, formula_in_words, in_words
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": "phone", "text": {"es": "Teléfono", "en": "Phone"}}, {"code": "web", "text": {"en": "Web"}}]
ROWS = [{"code": "speed", "text": {"en": "Speed"}}]
DOCUMENT = questionnaire(
    asked("nps"),
    asked("how", "single", choices=OPTIONS, settings={"none": True}),
    asked("which", "multi", choices=OPTIONS),
    asked("yes", "yesno"),
    asked("m", "matrix", choices=OPTIONS, rows=ROWS),
)
NPS = {"question": "id-nps"}


def compared(left: dict[str, Any], operator: str, *right: Any) -> dict[str, Any]:
    return {"left": left, "is": operator, **({"right": {"value": right[0]}} if right else {})}


def words(condition: dict[str, Any], lang: str = "en", **names: str) -> str:
    named = {key.replace("__", ":"): name for key, name in names.items()}
    return str(in_words(read_condition(condition), DOCUMENT, lang, named))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (compared(NPS, "at_most", 6), "question 1 (“nps?”) is at most 6"),
        (compared(NPS, "equals", 2.5), "question 1 (“nps?”) is 2.5"),
        (compared(NPS, "answered"), "question 1 (“nps?”) is answered"),
        (compared({"question": "id-how"}, "equals", "phone"), "question 2 (“how?”) is “Phone”"),
        (compared({"question": "id-how"}, "equals", "none"), "question 2 (“how?”) is “None of these”"),
        (compared({"question": "id-yes"}, "equals", "yes"), "question 4 (“yes?”) is “Yes”"),
        (
            compared({"question": "id-how"}, "includes_any", ["phone", "web"]),
            "question 2 (“how?”) is one of “Phone” or “Web”",
        ),
        (compared({"question": "id-which"}, "includes_any", ["web"]), "question 3 (“which?”) includes one of “Web”"),
        (compared({"question": "id-m", "row": "speed"}, "equals", "web"), "“Speed” in question 5 (“m?”) is “Web”"),
        (
            compared({"question": "id-how", "part": "other"}, "includes", "app"),
            "the words under “other” in question 2 (“how?”) includes “app”",
        ),
        (compared({"question": "gone"}, "answered"), "a question that is no longer there is answered"),
        (compared({"given": "link:branch"}, "equals", "north"), "the value “branch” of the link is “north”"),
        (compared({"given": "segment:region"}, "equals", "north"), "the segment “region” is “north”"),
        ({"not": compared(NPS, "answered")}, "it is not so that question 1 (“nps?”) is answered"),
        ({"all": []}, "always"),
    ],
)
def test_each_comparison_is_a_sentence(condition: dict[str, Any], said: str) -> None:
    assert words(condition) == said


def test_groups_inside_groups_stand_in_brackets() -> None:
    inner = {"any": [compared(NPS, "less", 3), compared({"given": "group"}, "equals", "staff")]}
    said = words({"all": [compared(NPS, "answered"), inner]}, group__staff="Employees")
    expected = "question 1 (“nps?”) is answered and (question 1 (“nps?”) is less than 3 or the group is “Employees”)"
    assert said == expected
    assert words({"all": [inner]}, group__staff="Employees") == expected.split(" and ")[1][1:-1]


def test_the_language_of_the_reader_and_else_the_base_language() -> None:
    assert "¿how?" in words(compared({"question": "id-how"}, "answered"), "es")
    assert "“Teléfono”" in words(compared({"question": "id-how"}, "equals", "phone"), "fr")


def test_a_long_question_is_cut() -> None:
    long = questionnaire(asked("a", text={"en": "word " * 40}))
    said = str(in_words(read_condition(compared({"question": "id-a"}, "answered")), long, "en"))
    assert said.endswith("…”) is answered")
    assert len(said) < LONGEST + 40


def test_a_formula_reads_as_one_says_it() -> None:
    mean = {"call": "mean", "of": [NPS, {"question": "id-how"}, {"value": 3}]}
    said = str(formula_in_words(read_expression({"call": "round", "of": [mean]}), DOCUMENT, "en"))
    assert said == "the mean of question 1 (“nps?”) and question 2 (“how?”) and 3, rounded"
