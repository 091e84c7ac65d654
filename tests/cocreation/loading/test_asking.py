"""A round of asking: stored as from the page, counted, released, and dated as the story goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from feedback import jobs
from feedback.analysis.disclosure import Shown
from feedback.cocreation.loading import asking, people
from feedback.cocreation.loading.content import Content, read
from feedback.cocreation.queries import cycles
from feedback.db import db, enter, inside, writing
from feedback.surveys.models import PendingResponse, Response
from feedback.surveys.queries import results
from feedback.surveys.queries import surveys as queries


@dataclass
class Example:
    """The example without its analysis, to act and to look at."""

    app: Flask
    content: Content
    id: UUID

    def do(self, action: Callable[..., Any], *args: Any) -> Any:
        with self.app.app_context():
            enter(None)
            with inside(self.id), writing():
                return action(self.content, *args)

    def see(self, look: Callable[[], Any]) -> Any:
        with self.app.app_context():
            enter(None)
            with inside(self.id):
                return look()


@pytest.fixture
def example(app: Flask) -> Example:
    content = read()
    with app.app_context():
        enter(None)
        with writing():
            made = people.found(content, "a hash").id
    found = Example(app, content, made)
    found.do(people.draw)
    return found


def stored() -> dict[str, int]:
    """Group -> responses in the table."""
    rows = db.session.execute(db.select(Response.answered_at.is_not(None), db.func.count()).group_by(db.text("1")))
    return {"identified" if dated else "anonymous": count for dated, count in rows}


def waiting() -> int:
    return int(db.session.scalar(db.select(db.func.count()).select_from(PendingResponse)) or 0)


def test_a_round_is_asked_answered_and_closed(example: Example) -> None:
    designed = example.do(asking.design)
    first = example.do(asking.open_round, designed, 1)
    example.do(asking.answer, first)
    customers = sum(one["group"] == "customers" and one["wave"] == 1 for one in example.content.responses)
    others = sum(one["group"] != "customers" and one["wave"] == 1 for one in example.content.responses)
    assert example.see(stored) == {"identified": customers}
    assert example.see(waiting) == others
    example.do(asking.close_all, first)
    jobs.work_off(example.app)
    assert example.see(stored) == {"identified": customers, "anonymous": others}
    assert example.see(waiting) == 0
    figures = example.see(results.stage_scores)
    assert sum(isinstance(one.result, Shown) for one in figures.values()) >= 9


def test_the_second_round_goes_on_for_customers_and_stands_open_for_the_others(example: Example) -> None:
    designed = example.do(asking.design)
    second = example.do(asking.open_round, designed, 2)
    example.do(asking.close_protected, second)
    jobs.work_off(example.app)
    example.do(asking.open_standing, designed)
    found = example.see(queries.surveys)
    assert sum(row.closed_at is None for row in found) == 5
    assert {row.mode for row in found if row.closed_at} == {"anonymous"}
    assert example.see(lambda: len(cycles.waves_of(cycles.current().id))) == 1  # type: ignore[union-attr]


def test_surveys_of_a_round_are_dated_by_its_wave(example: Example) -> None:
    designed = example.do(asking.design)
    first = example.do(asking.open_round, designed, 1)
    example.do(asking.answer, first)
    example.do(asking.close_all, first)
    jobs.work_off(example.app)
    example.do(asking.date, first)
    begun, ended = example.content.moment("2026-04-11"), example.content.moment("2026-06-25")
    assert {(row.opened_at, row.closed_at) for row in example.see(queries.surveys)} == {(begun, ended)}
    employees = [one.newest for one in example.see(results.stage_scores).values() if one.newest]
    assert ended.date() in employees
