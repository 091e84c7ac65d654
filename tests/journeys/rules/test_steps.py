"""The twelve steps."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.journeys.rules import LONGEST_GOAL
from feedback.journeys.rules.steps import parts, step, step_of, steps
from feedback.names import LONGEST_NAME, is_code


def test_twelve_steps_in_four_parts() -> None:
    assert {part.code: [one.code for one in part.steps] for part in parts()} == {
        "framing": ["need", "goal", "learn"],
        "deciding": ["search", "compare", "choose"],
        "transaction": ["contract", "prepare", "use"],
        "evaluation": ["help", "judge", "return"],
    }
    assert len(steps()) == len({one.code for one in steps()}) == 12


def test_every_name_and_goal_speaks_three_languages_and_fits_a_stage() -> None:
    for texts, most in (
        *((one.name, LONGEST_NAME) for one in (*parts(), *steps())),
        *((one.goal, LONGEST_GOAL) for one in steps()),
    ):
        assert sorted(texts) == ["en", "es", "pt"]
        assert all(0 < len(text) <= most for text in texts.values())
    assert all(is_code(one.code) for one in steps())


def test_what_is_lived_before_meeting_the_company_is_silent() -> None:
    assert [one.code for one in steps() if one.before] == ["need", "goal"]
    assert [one.code for one in steps() if one.silent] == ["need", "goal", "compare", "prepare"]


def test_a_stage_may_stand_for_a_step_or_for_none() -> None:
    assert step_of("use") == "use"
    assert step_of("") == ""
    assert step("") is None
    with pytest.raises(Invalid) as refused:
        step_of("dance")
    assert list(refused.value.fields) == ["step"]
