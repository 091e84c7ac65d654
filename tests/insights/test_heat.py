"""Themes by stage and group: numbers and their steps, and why there are none."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.heat import MEASURES, STEPS, heat, loudest
from feedback.insights.voices import Tallied, Voice, Voices
from tests.insights.rows import GROUP, STAGE, row

OTHER, SILENT = uuid4(), uuid4()
ONE = row("waiting", negative=3, positive=1)


def voices(people: int = 4, wrote: int = 20, k: int = 1, survey: object = None) -> Voices:
    raised = Voice(people=people, mentions=people, negative=3 * people // 4, positive=people // 4)
    return Voices(
        [
            Tallied(None, STAGE, GROUP, survey, k, Voice(people=wrote)),  # type: ignore[arg-type]
            Tallied(ONE.theme.id, STAGE, GROUP, survey, k, raised),  # type: ignore[arg-type]
        ]
    )


def cell(said: Voices, measure: str = "share", group: object = GROUP, asked: frozenset[object] = frozenset()) -> object:
    (line,) = heat([ONE], [STAGE], [group], measure, said, asked)  # type: ignore[list-item, arg-type]
    ((place, (found,)),) = line.places
    assert place == STAGE
    return found


@pytest.mark.parametrize(("people", "step"), [(0, 0), (1, 2), (2, 3), (4, 4), (20, 5)])
def test_the_share_of_people_and_its_step(people: int, step: int) -> None:
    found = cell(voices(people))
    assert (found.figure, found.step) == (Shown(people / 20, 20), step)  # type: ignore[attr-defined]


def test_the_unfavourable_share_rests_on_who_raised_it() -> None:
    found = cell(voices(4), "negative")
    assert (found.figure, found.step) == (Shown(0.75, 4), 4)  # type: ignore[attr-defined]
    nobody = cell(voices(0), "negative")
    assert (nobody.figure, nobody.step, nobody.heard) == (Hidden("nobody"), None, True)  # type: ignore[attr-defined]


def test_not_asked_nobody_and_too_few_are_three_things() -> None:
    assert cell(voices(), group=SILENT).figure == Hidden("not_asked")  # type: ignore[attr-defined]
    asked = cell(voices(), group=SILENT, asked=frozenset({(STAGE, SILENT)}))
    assert (asked.figure, asked.heard) == (Hidden("nobody"), False)  # type: ignore[attr-defined]
    assert cell(voices(2, wrote=4, k=5, survey=uuid4())).figure == Hidden("too_few", 5)  # type: ignore[attr-defined]


def test_the_group_of_which_most_wrote() -> None:
    assert loudest([OTHER, GROUP], voices(), STAGE) == GROUP
    assert loudest([OTHER], voices(), STAGE) is None


def test_every_measure_has_its_steps() -> None:
    assert set(MEASURES) == set(STEPS)
    assert all(list(steps) == sorted(steps) and len(steps) == 5 for steps in STEPS.values())
