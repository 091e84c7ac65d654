"""Figures a run left, in an order that claims no more than they hold, and rounded where people are protected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.actions import run_figures as actions
from feedback.insights.numbers import DISTANCE, DRIVER, EFFECT
from feedback.insights.queries import run_figures
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.heard import theme
from tests.factories.people import Member
from tests.factories.runs import ground


def row(of: Member, kind: str, stage: str | None = None, code: str | None = None, **values: Any) -> dict[str, Any]:
    with of.at_work():
        customers, employees = (stakeholders.group_named(name).id for name in ("customers", "employees"))
        stage_id = journeys.stage_named(stage).id if stage else None
    other = employees if kind == DISTANCE else None
    empty = {"group_id": customers, "other_group_id": other, "stage_id": stage_id}
    return {"kind": kind, **empty, "theme_id": theme(of, code) if code else None, "n": 60, "k": 1, **values}


def written(of: Member, *rows: dict[str, Any]) -> None:
    of.do(actions.write, rows)


def share(value: float, n: int = 60) -> dict[str, Any]:
    return {"r": 0.5, "r_low": 0.3, "r_high": 0.7, "share": value, "low": 0.1, "high": 0.6, "r2": 0.5, "model_n": n}


def test_drivers_by_their_part_then_alone(acme: Member) -> None:
    ground(acme)
    alone = {"r": 0.9, "r_low": 0.8, "r_high": 0.95}
    written(
        acme,
        row(acme, DRIVER, "billing", figures=alone),
        row(acme, DRIVER, "visit", figures=share(0.2)),
        row(acme, DRIVER, "booking", figures=share(0.3, 240)),
    )
    with acme.at_work():
        (found,) = run_figures.drivers().values()
        stages = [journeys.stage_named(code).id for code in ("booking", "visit", "billing")]
    assert [one.stage_id for one in found] == stages
    assert [one.ranked for one in found] == [True, False, False]
    assert found[0].share == Shown(0.3, 240, 0.1, 0.6)
    assert (found[2].share, found[2].alone) == (None, Shown(0.9, 60, 0.8, 0.95))


def test_effects_that_chance_explains_come_last(acme: Member) -> None:
    ground(acme)
    sure = {"value": -0.1, "low": -0.15, "high": -0.05, "mentioned": 20}
    unsure = {"value": -0.4, "low": -0.9, "high": 0.1, "mentioned": 12}
    written(acme, row(acme, EFFECT, code="price", figures=unsure), row(acme, EFFECT, code="waiting", figures=sure))
    with acme.at_work():
        found = run_figures.effects()
    assert [(one.theme_id, one.sign, one.mentioned) for one in found] == [
        (theme(acme, "waiting"), -1, 20),
        (theme(acme, "price"), 0, 12),
    ]


def test_protected_figures_are_rounded_or_kept_back(acme: Member) -> None:
    ground(acme)
    figures = {"value": -0.1234, "low": -0.2345, "high": -0.0567, "mentioned": 20}
    few = {**figures, "mentioned": 4}
    written(
        acme,
        row(acme, EFFECT, code="waiting", figures=figures, k=5),
        row(acme, EFFECT, code="price", figures=few, k=61),
    )
    with acme.at_work():
        first, second = run_figures.effects()
    assert first.value == Shown(-0.1, 60, -0.2, -0.1)
    assert (second.value, second.sign) == (Hidden("too_few", 61), 0)


def test_distances_with_what_sets_them_apart(acme: Member) -> None:
    ground(acme)
    waiting = theme(acme, "waiting")
    apart = {"value": 0.4, "chance": 0.05, "p": 0.001, "n": [60, 80], "apart": [[str(waiting), 0.3]]}
    written(acme, row(acme, DISTANCE, figures=apart))
    with acme.at_work():
        (found,) = run_figures.distances()
    assert (found.value, found.differs, found.people) == (Shown(0.4, 60), True, (60, 80))
    assert found.apart == ((UUID(str(waiting)), 0.3),)


def test_writing_again_replaces(acme: Member) -> None:
    ground(acme)
    written(acme, row(acme, DRIVER, "visit", figures=share(0.2)))
    written(acme)
    with acme.at_work():
        assert run_figures.drivers() == {}
