"""Which figures are told of whom: enough people, themes that may be told of, groups that talk apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest

from feedback.insights.numbers import DISTANCE, DRIVER, EFFECT, Judged, Spoken, rows

CUSTOMERS, EMPLOYEES = UUID(int=1), UUID(int=2)
SEARCH, STAY = UUID(int=11), UUID(int=12)
WAITING, PRICE = UUID(int=21), UUID(int=22)


def judged(n: int, k: int = 1, both: bool = True) -> Judged:
    """`n` people whose verdict follows the stay; with `both` they judged the search too."""
    random = np.random.default_rng(4)
    people = [uuid4() for _ in range(n)]
    stay = dict(zip(people, random.normal(3, 1, n).tolist(), strict=True))
    search = dict(zip(people, random.normal(3, 1, n).tolist(), strict=True)) if both else {}
    outcome = {person: score + float(random.normal(0, 0.3)) for person, score in stay.items()}
    return Judged({SEARCH: search, STAY: stay} if both else {STAY: stay}, outcome, k)


def spoken(waiting: int, price: int, silent: int = 0, k: int = 1, told: frozenset[UUID] | None = None) -> Spoken:
    people: dict[UUID, dict[UUID, int]] = {uuid4(): {WAITING: 2} for _ in range(waiting)}
    people |= {uuid4(): {PRICE: 1} for _ in range(price)} | {uuid4(): {} for _ in range(silent)}
    scores = {person: 2.0 if WAITING in themes else 4.0 for person, themes in people.items()}
    return Spoken(people, scores, frozenset({WAITING, PRICE}) if told is None else told, k)


def of(kind: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in found if row["kind"] == kind]


def test_stages_alone_and_beside_each_other() -> None:
    found = of(DRIVER, rows({CUSTOMERS: judged(60)}, {}, seed=0))
    by_stage = {row["stage_id"]: row for row in found}
    assert by_stage[STAY]["n"] == 60
    assert by_stage[STAY]["figures"]["r"] > 0.9 > abs(by_stage[SEARCH]["figures"]["r"])
    assert by_stage[STAY]["figures"]["share"] > 0.8
    assert sum(row["figures"]["share"] for row in found) == pytest.approx(by_stage[STAY]["figures"]["r2"])


def test_one_stage_each_has_no_model() -> None:
    (row,) = rows({CUSTOMERS: judged(60, both=False)}, {}, seed=0)
    assert set(row["figures"]) == {"r", "r_low", "r_high"}


def test_fewer_people_than_the_threshold_tell_nothing() -> None:
    assert rows({CUSTOMERS: judged(60, k=61)}, {}, seed=0) == []
    assert of(EFFECT, rows({}, {CUSTOMERS: spoken(12, 40, k=13)}, seed=0)) == []
    assert of(DISTANCE, rows({}, {CUSTOMERS: spoken(12, 12), EMPLOYEES: spoken(2, 10, k=13)}, seed=0)) == []


def test_a_theme_and_the_scores_of_who_raised_it() -> None:
    waiting, price = sorted(
        of(EFFECT, rows({}, {CUSTOMERS: spoken(20, 20, 40)}, seed=0)), key=lambda row: str(row["theme_id"])
    )
    assert (waiting["theme_id"], waiting["n"], waiting["figures"]["mentioned"]) == (WAITING, 80, 20)
    assert waiting["figures"]["value"] == pytest.approx(0.25 * -2)
    assert price["figures"]["value"] > 0


def test_nothing_of_a_theme_that_may_not_be_told_of() -> None:
    found = rows({}, {CUSTOMERS: spoken(20, 20, told=frozenset({PRICE})), EMPLOYEES: spoken(0, 30)}, seed=0)
    assert {row["theme_id"] for row in of(EFFECT, found)} <= {PRICE}
    (apart,) = of(DISTANCE, found)
    assert [theme for theme, _ in apart["figures"]["apart"]] == [str(PRICE)]


def test_groups_that_talk_apart() -> None:
    (row,) = of(DISTANCE, rows({}, {CUSTOMERS: spoken(30, 0), EMPLOYEES: spoken(0, 30)}, seed=0))
    assert (row["group_id"], row["other_group_id"], row["n"]) == (CUSTOMERS, EMPLOYEES, 30)
    assert (row["figures"]["value"], row["figures"]["p"]) == (1.0, 0.001)
