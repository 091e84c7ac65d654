"""What to keep in mind beside a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.analysis.effect_checks import Change, Level
from feedback.programme.rules.effect_figures import Said, Weighed
from feedback.programme.rules.effect_record import Figures
from feedback.programme.rules.effect_words import Around, caveat, caveats, summary

CONTROL = uuid4()
BEFORE = Level(3.0, 0.01, 39)
FOUND = Weighed("fresh", BEFORE, 40, None, {CONTROL: BEFORE}, Change(0.8, 0.4, 1.2, 0.5), "improved", 0.0)
CALM = Around(
    late=False,
    measure="csat",
    direction="up",
    minimum=0.5,
    controls=1,
    here=(),
    there=(),
    left_out=0,
    done_on=date(2026, 4, 1),
    today=date(2026, 6, 1),
)
NOBODY = Hidden("nobody")
SHOWN = Figures("fresh", NOBODY, NOBODY, NOBODY, NOBODY, NOBODY, Shown(0.1, 40, 0.05, 0.15), {}, 0.1, ())


def codes(found: Weighed = FOUND, around: Around = CALM) -> list[str]:
    return [code for code, _ in caveats(Said(), found, around)]


def test_a_clean_check_still_is_no_experiment() -> None:
    assert codes() == ["never_sure"]


@pytest.mark.parametrize(
    ("found", "around", "expected"),
    [
        (FOUND, replace(CALM, late=True), ["late"]),
        (replace(FOUND, baseline="old"), CALM, ["old"]),
        (replace(FOUND, baseline="none", verdict="not_enough"), CALM, ["no_baseline"]),
        (replace(FOUND, controls={}), replace(CALM, controls=0), ["no_controls"]),
        (replace(FOUND, controls={}), replace(CALM, measure="yesno"), ["no_controls"]),
        (FOUND, replace(CALM, controls=3), ["silent_controls"]),
        (FOUND, replace(CALM, there=(7, 4)), ["touched"]),
        (FOUND, replace(CALM, here=(9,)), ["beside"]),
        (FOUND, replace(CALM, left_out=2), ["left_out"]),
        (FOUND, replace(CALM, today=date(2026, 4, 14)), ["soon"]),
        (FOUND, replace(CALM, minimum=0.9), ["small"]),
        (FOUND, replace(CALM, direction="down"), ["small"]),
        (replace(FOUND, verdict="unchanged"), replace(CALM, minimum=0.9), []),
    ],
)
def test_what_weakens_a_check_is_said(found: Weighed, around: Around, expected: list[str]) -> None:
    assert codes(found, around) == [*expected, "never_sure"]


def test_each_names_what_it_speaks_of() -> None:
    told = dict(caveats(Said(), FOUND, replace(CALM, there=(7, 4), left_out=2)))
    assert told["touched"] == {"numbers": "#4, #7"}
    assert caveat("touched", told["touched"]).params == {"numbers": "#4, #7"}
    assert caveat("left_out", told["left_out"]).params == {"count": 2}
    assert caveat("silent_controls", {"count": 1, "all": 3}).params == {"count": 1, "all": 3}


def test_a_change_that_is_certain_but_small_is_not_called_nothing() -> None:
    still = replace(SHOWN, effect=Shown(0.1, 40, -0.05, 0.15))
    assert summary("unchanged", SHOWN).id.startswith("It moved by more than chance")
    assert summary("unchanged", still).id.startswith("Nothing moved")
    assert summary("unchanged", replace(SHOWN, effect=NOBODY)).id.startswith("Nothing moved")
    assert len({summary(one, still).id for one in ("improved", "unchanged", "worse", "not_enough")}) == 4
