from __future__ import annotations

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.library import entry
from feedback.surveys.library.loading import LANGUAGES
from feedback.surveys.readings.figures import Figures
from feedback.surveys.readings.starting_check import CONSTRUCTS, actions, read

FEW = Hidden("too_few", 5)


def all_at(value: float, half: float = 0.2, **others: float) -> dict[str, Shown[float] | Hidden]:
    given = {construct: others.get(construct, value) for construct in CONSTRUCTS}
    return {name: Shown(one, 30, max(1.0, one - half), min(5.0, one + half)) for name, one in given.items()}


def hidden(figures: dict[str, Shown[float] | Hidden], count: int) -> dict[str, Shown[float] | Hidden]:
    return {**figures, **dict.fromkeys(CONSTRUCTS[:count], FEW)}


def test_every_question_has_its_action_in_every_language() -> None:
    assert list(actions()) == list(CONSTRUCTS)
    assert [(name, lang) for name, texts in actions().items() for lang in LANGUAGES if not texts.has(lang)] == []


def test_the_questionnaire_asks_what_is_read() -> None:
    asked = [question.construct for question in entry("starting-check").document.questions()]
    assert asked == ["start_area", *CONSTRUCTS]


@pytest.mark.parametrize(
    ("figures", "place"),
    [
        (all_at(1.8), "passive"),
        (all_at(4.2), "active"),
        (all_at(3.1), "between"),
        (all_at(3.1, 1.0), "unclear"),
        (all_at(2.6, 0.5), "unclear"),
        (hidden(all_at(1.8), 5), "passive"),
        (hidden(all_at(1.8), 6), "too_few"),
        ({}, "too_few"),
    ],
)
def test_the_position(figures: Figures, place: str) -> None:
    assert read(figures).position.place == place


def test_the_first_actions_belong_to_the_weakest_answers() -> None:
    reading = read(all_at(4.5, start_effect=1.5, start_owners=2.5, start_journey=2.0))
    assert [action.construct for action in reading.actions] == ["start_effect", "start_journey", "start_owners"]
    assert reading.also == 0
    assert reading.actions[0].text.text_in("en") == "Ask the same question again four weeks after each improvement."


def test_actions_that_chance_put_first_say_so() -> None:
    reading = read(all_at(3.0))
    assert (len(reading.actions), reading.also) == (3, 9)


def test_without_enough_answers_no_action_is_named() -> None:
    reading = read(hidden(all_at(2.0), 6))
    assert (reading.actions, reading.also) == ((), 0)


def test_each_area_has_its_own_position() -> None:
    areas = {"sales": all_at(1.5), "people": all_at(4.5), "finance": dict.fromkeys(CONSTRUCTS, FEW)}
    found = read(all_at(3.0), areas).areas
    assert {area: one.place for area, one in found.items()} == {
        "sales": "passive",
        "people": "active",
        "finance": "too_few",
    }


@pytest.mark.parametrize(("before", "sign"), [(2.0, 1), (4.5, -1), (3.1, 0)])
def test_compared_with_the_last_round(before: float, sign: int) -> None:
    change = read(all_at(3.2), before=all_at(before)).change
    assert change is not None
    assert (change.difference.sign, change.questions) == (sign, 12)


def test_rounds_are_compared_over_the_questions_that_both_can_show() -> None:
    last = hidden(all_at(3.0, start_purpose=1.0), 1)
    change = read(all_at(3.0, start_purpose=5.0), before=last).change
    assert change is not None
    assert (change.difference.value, change.questions) == (0.0, 11)


def test_no_comparison_without_a_last_round_or_enough_of_it() -> None:
    assert read(all_at(3.0)).change is None
    assert read(all_at(3.0), before=hidden(all_at(2.0), 6)).change is None
