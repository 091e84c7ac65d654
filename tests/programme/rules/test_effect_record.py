"""Figures through the disclosure rule, and as they are kept."""

from __future__ import annotations

import json
from uuid import uuid4

from feedback.analysis.disclosure import Hidden, Shown, Thresholds
from feedback.analysis.effect_checks import Sample
from feedback.programme.rules.effect_figures import Said, weigh
from feedback.programme.rules.effect_record import Figures, NotCounted, figures, kept, read

STAGE, OTHER = uuid4(), uuid4()
LOW = Sample.of([2.0] * 10 + [3.0] * 21 + [4.0] * 10)
HIGH = Sample.of([3.0] * 10 + [4.0] * 20 + [5.0] * 11)
SEEN, PROTECTED = Thresholds(1, 1), Thresholds(5, 10)


def made(said: Said, thresholds: Thresholds = SEEN, measure: str = "csat", **values: object) -> Figures:
    journey = {OTHER: Said(fresh=LOW, after=LOW)}
    weighed = weigh(STAGE, said, journey, [OTHER], direction="up", minimum=0.5)
    return figures(said, weighed, journey, measure=measure, thresholds=thresholds, **values)  # type: ignore[arg-type]


def test_every_figure_has_its_people_and_interval() -> None:
    found = made(Said(fresh=LOW, after=HIGH))
    assert isinstance(found.before, Shown) and isinstance(found.effect, Shown)
    assert (round(found.before.value, 9), found.before.n) == (3.0, 41)
    assert found.before.low is not None and found.before.low < 3.0
    assert (found.effect.n, list(found.controls)) == (41, [OTHER])
    assert found.chosen == Hidden("nobody")


def test_protected_people_are_rounded() -> None:
    found = made(Said(fresh=LOW, after=HIGH), PROTECTED)
    assert isinstance(found.after, Shown) and isinstance(found.effect, Shown)
    assert (found.after.value, found.effect.value) == (4.0, 1.0)


def test_too_few_are_hidden() -> None:
    found = made(Said(fresh=Sample.of([1.0, 2.0, 3.0]), after=HIGH), PROTECTED)
    assert found.before == Hidden("too_few", 5)


def test_the_reason_of_each_window_stands_in_its_place() -> None:
    found = made(Said(fresh=LOW), missing={"after": Hidden("too_few", 5)})
    assert (found.after, found.effect, found.chosen) == (
        Hidden("too_few", 5),
        Hidden("too_few", 5),
        Hidden("nobody"),
    )


def test_shares_have_the_interval_of_shares() -> None:
    found = made(Said(fresh=Sample(40, 40, 40), after=Sample(40, 20, 20)), measure="yesno")
    assert isinstance(found.before, Shown)
    assert (found.before.value, found.before.high) == (1.0, 1.0)
    assert found.before.low is not None and 0.9 < found.before.low < 1.0


def test_one_person_has_no_interval() -> None:
    found = made(Said(fresh=Sample.of([3.0])))
    assert found.before == Shown(3.0, 1)


def test_what_is_kept_reads_the_same_again() -> None:
    found = made(Said(fresh=LOW, after=HIGH), caveats=[("beside", {"numbers": "#3"})], look=2)
    assert read(json.loads(json.dumps(kept(found)))) == found
    hidden = made(Said(), missing={"fresh": Hidden("too_few", 5)})
    assert read(json.loads(json.dumps(kept(hidden)))) == hidden


def test_what_was_not_released_that_day_says_so_later() -> None:
    held = kept(made(Said(fresh=LOW), missing={"after": NotCounted()}))
    after = read(json.loads(json.dumps(held))).after
    assert isinstance(after, NotCounted) and after.message.id.startswith("Nothing of it had been released")
