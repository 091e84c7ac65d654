"""The ready parts of the five lenses, and which stages are proposed for each."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid, NotFound
from feedback.journeys.rules import MOST_STAGES, lenses, steps
from feedback.journeys.rules.lenses import Place

CODES = [one.code for one in lenses.LENSES]


def places(*codes: str) -> list[Place]:
    """Stages that stand for the step of the same name; a stage "-x" stands for none."""
    return [Place(code, {"en": code}, "" if code.startswith("-") else code) for code in codes]


def placed(lens: str, *codes: str) -> dict[str, list[str]]:
    """Part -> the stages proposed for it."""
    return {part.code: sorted(part.stages) for part in lenses.proposal(lens, places(*codes))}


def test_the_parts_every_lens_comes_with() -> None:
    assert {code: [part.code for part in lenses.ready(code)] for code in CODES} == {
        "goal": ["framing", "deciding", "transaction", "evaluation"],
        "functional": ["marketing", "sales", "service"],
        "target": ["acquisition", "conversion", "retention"],
        "engagement": ["awareness", "interest", "consideration", "purchase", "post-purchase", "repurchase"],
        "activity": [],
    }
    with pytest.raises(NotFound):
        lenses.ready("colour")


@pytest.mark.parametrize("code", [code for code in CODES if code != "activity"])
def test_every_part_is_named_in_three_languages_and_every_step_has_one_part(code: str) -> None:
    parts = lenses.ready(code)
    assert all(set(part.name) == {"es", "en", "pt"} and all(part.name.values()) for part in parts)
    assert [step for part in parts for step in part.steps] == [step.code for step in steps.steps()]


def test_the_goal_lens_is_the_four_parts_of_the_twelve_steps() -> None:
    ready = [(part.code, dict(part.name), list(part.steps)) for part in lenses.ready("goal")]
    assert ready == [(one.code, dict(one.name), [step.code for step in one.steps]) for one in steps.parts()]


def test_a_stage_goes_where_its_step_belongs() -> None:
    assert placed("goal", "need", "compare", "use", "judge") == {
        "framing": ["need"],
        "deciding": ["compare"],
        "transaction": ["use"],
        "evaluation": ["judge"],
    }


def test_without_a_step_the_place_along_the_journey_decides() -> None:
    assert placed("functional", "-a", "-b", "-c", "-d", "-e", "-f") == {
        "marketing": ["-a", "-b"],
        "sales": ["-c", "-d"],
        "service": ["-e", "-f"],
    }
    assert placed("functional", "-only") == {"marketing": [], "sales": ["-only"], "service": []}
    assert placed("goal", "-a", "need", "-c")["framing"] == ["-a", "need"]


def test_the_activity_lens_starts_as_the_stages_themselves() -> None:
    assert placed("activity", "search", "-b") == {"search": ["search"], "-b": ["-b"]}
    assert placed("activity") == {} and placed("goal")["framing"] == []


def test_names_of_parts() -> None:
    assert lenses.parts_of([{"en": " Sales  desk "}]) == [{"en": "Sales desk"}]
    for wrong in ([], [{"en": " "}], [{"en": "x"}] * (lenses.MOST_PARTS + 1)):
        with pytest.raises(Invalid):
            lenses.parts_of(wrong)


def test_the_longest_journey_fits_into_the_activity_lens() -> None:
    assert lenses.MOST_PARTS == MOST_STAGES
