"""What panels of drivers and gaps claim: a first stage only where every other one lies below it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask import Flask, g

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights import comparing
from feedback.insights.presenting import Names
from feedback.insights.queries.gaps import StageGap
from feedback.insights.queries.run_figures import StageDriver
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.readings.figures import Difference

CUSTOMERS = StakeholderGroup(id=UUID(int=1), code="customers", kind="customer", name={"en": "Customers"})
EMPLOYEES = StakeholderGroup(id=UUID(int=2), code="employees", kind="employee", name={"en": "Employees"})
SEARCH, STAY = Stage(id=UUID(int=11), name={"en": "Search"}), Stage(id=UUID(int=12), name={"en": "Stay"})
NAMES = Names([CUSTOMERS, EMPLOYEES], [SEARCH, STAY])


def driver(stage: Stage, value: float, low: float, high: float, n: int = 240) -> StageDriver:
    return StageDriver(CUSTOMERS.id, stage.id, None, Shown(value, n, low, high))


@contextmanager
def reading(app: Flask) -> Iterator[None]:
    """A page of Acme, in English."""
    with app.test_request_context("/o/acme/themes?lang=en"):
        g.organisation_code = "acme"
        yield


def first(app: Flask, *rows: StageDriver) -> StageDriver | None:
    with reading(app):
        return comparing.drivers_panel(CUSTOMERS, rows, NAMES).first


def test_a_stage_is_first_where_its_interval_lies_above_the_others(app: Flask) -> None:
    stay = driver(STAY, 0.5, 0.4, 0.6)
    assert first(app, stay, driver(SEARCH, 0.2, 0.1, 0.3)) is stay
    assert first(app, stay, driver(SEARCH, 0.3, 0.1, 0.45)) is None
    assert first(app, stay) is None
    assert first(app, driver(STAY, 0.5, 0.4, 0.6, n=199), driver(SEARCH, 0.2, 0.1, 0.3, n=199)) is None


def test_the_picture_is_told_in_words(app: Flask) -> None:
    with reading(app):
        figure = comparing.drivers_panel(CUSTOMERS, [driver(STAY, 0.5, 0.4, 0.6)], NAMES).figure
    assert figure is not None
    assert figure["alt"].endswith("Stay: 50% (40% to 60%).") and figure["width"] > figure["narrow_width"]


def test_a_gap_is_called_the_widest_only_where_it_can_be_told_from_none(app: Flask) -> None:
    unsure = StageGap(STAY.id, EMPLOYEES.id, CUSTOMERS.id, Shown(4.0, 9), Shown(3.0, 9), Difference(1.0, -0.2, 2.2))
    sure = StageGap(SEARCH.id, EMPLOYEES.id, CUSTOMERS.id, Shown(4.0, 9), Shown(3.5, 9), Difference(0.5, 0.2, 0.8))
    hidden = StageGap(STAY.id, EMPLOYEES.id, CUSTOMERS.id, Hidden("too_few", 5), Shown(3.5, 9), None)
    with reading(app):
        (panel,) = comparing.gap_panels([unsure, sure], {}, NAMES)
        (nothing,) = comparing.gap_panels([hidden], {}, NAMES)
    assert panel.widest is sure
    assert (nothing.widest, nothing.comparable) == (None, False)
