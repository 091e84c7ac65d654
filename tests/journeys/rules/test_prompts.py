"""Every cell of the matrix asks something."""

from __future__ import annotations

from feedback.journeys.rules.functions import ready
from feedback.journeys.rules.prompts import ANY, prompt, prompts
from feedback.journeys.rules.steps import steps

STEPS = [*(one.code for one in steps()), ANY]
AREAS = [*(one.code for one in ready()), ANY]


def test_every_area_asks_one_question_at_every_step_in_three_languages() -> None:
    assert {area: sorted(of_area) for area, of_area in prompts().items()} == {area: sorted(STEPS) for area in AREAS}
    for of_area in prompts().values():
        for texts in of_area.values():
            assert sorted(texts) == ["en", "es", "pt"]
            assert all(text.endswith("?") and len(text) <= 120 for text in texts.values())
            assert "¿" in texts["es"]


def test_no_question_is_asked_twice() -> None:
    for language in ("es", "en", "pt"):
        asked = [texts[language] for of_area in prompts().values() for texts in of_area.values()]
        assert len(set(asked)) == len(asked) == 104


def test_what_is_not_known_gets_the_general_question() -> None:
    assert prompt("care", "use") == prompts()["care"]["use"]
    assert prompt("kitchen", "use") == prompts()[ANY]["use"]
    assert prompt("care", "") == prompts()["care"][ANY]
    assert prompt("kitchen", "") == prompts()[ANY][ANY]
