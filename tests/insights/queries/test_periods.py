"""What people say over time: months of what is dated, waves of protected surveys, and what may be told of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import update

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.actions import run_figures
from feedback.insights.models import Comment, Mention
from feedback.insights.queries import periods
from feedback.insights.queries import run_figures as queries
from feedback.insights.queries.periods import Period, Trend
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories import surveys
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground


def said(of: Member, day: date | None, n: int, code: str = "waiting", group: str = "customers") -> None:
    """`n` people who said it on that day."""
    ids = heard(of, group, code, n=n)

    def dated() -> None:
        found = (
            db.select(Comment.evidence_id).join(Mention, Mention.comment_id == Comment.id).where(Mention.id.in_(ids))
        )
        db.session.execute(update(Evidence).where(Evidence.id.in_(found)).values(dated=day))

    of.do(dated)


def trend(of: Member, code: str = "waiting", group: str = "customers") -> Trend | None:
    """As a run leaves it."""
    counted(of)
    of.do(lambda: run_figures.write_periods(periods.counted()))
    with of.at_work():
        group_id: UUID = stakeholders.group_named(group).id
        return periods.trend(theme(of, code), [group_id]).get(group_id)


def figures(found: Trend | None) -> list[tuple[Any, ...]]:
    assert found is not None
    return [
        (one.starts, one.months, one.share.value, one.share.n)
        if isinstance(one.share, Shown)
        else (one.starts, "hidden")
        for one in found.periods
    ]


def test_months_of_evidence_and_what_nobody_dated(acme: Member) -> None:
    ground(acme)
    said(acme, date(2026, 3, 5), 3)
    said(acme, date(2026, 3, 30), 1, code="price")
    said(acme, date(2026, 5, 1), 4, code="price")
    said(acme, None, 9)
    assert figures(trend(acme)) == [(date(2026, 3, 1), 1, 0.75, 4), (date(2026, 5, 1), 1, 0.0, 4)]
    assert trend(acme, group="employees") is None


def test_a_change_is_told_with_its_beginning(acme: Member) -> None:
    ground(acme)
    for month, raised, others in ((1, 2, 38), (2, 3, 37), (3, 25, 15), (4, 26, 14)):
        said(acme, date(2026, month, 1), raised)
        said(acme, date(2026, month, 1), others, code="price")
    found = trend(acme)
    assert found is not None and found.change is not None and found.since is not None
    assert found.since.starts == date(2026, 3, 1)
    assert found.change.difference.value > 0.5


def test_only_what_moved_is_kept_for_pages(acme: Member) -> None:
    ground(acme)
    for month, raised, others in ((1, 2, 38), (2, 3, 37), (3, 25, 15), (4, 26, 14)):
        said(acme, date(2026, month, 1), raised)
        said(acme, date(2026, month, 1), 20, code="treatment")
        said(acme, date(2026, month, 1), others, code="price")
    trend(acme)
    themes = {theme(acme, code): code for code in ("waiting", "price", "treatment")}
    with acme.at_work():
        customers = stakeholders.group_named("customers").id
        moved = periods.changes(list(themes), [customers])
    acme.do(run_figures.write, moved)
    with acme.at_work():
        told = {themes[one.theme_id]: (one.since, one.rose) for one in queries.moves()}
    assert told == {"waiting": (date(2026, 3, 1), True), "price": (date(2026, 3, 1), False)}


def test_long_times_are_quarters_and_years(acme: Member) -> None:
    ground(acme)
    said(acme, date(2024, 2, 10), 1)
    said(acme, date(2026, 3, 5), 1)
    assert [(one.starts, one.months) for one in _periods(trend(acme))] == [(date(2024, 1, 1), 3), (date(2026, 1, 1), 3)]
    said(acme, date(2019, 7, 1), 1)
    assert [one.starts.year for one in _periods(trend(acme))] == [2019, 2024, 2026]
    assert {one.months for one in _periods(trend(acme))} == {12}


def _periods(found: Trend | None) -> tuple[Period, ...]:
    assert found is not None
    return found.periods


def test_a_protected_survey_counts_in_its_wave_where_enough_people_raised_it(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential", k_scores=5)
    answered_about(opened, "employees", 12)
    answered_about(opened, "employees", 3, theme_code="price")
    answered_about(opened, "employees", 10, theme_code="treatment")
    (waiting,) = _periods(trend(acme, group="employees"))
    assert isinstance(waiting.share, Shown)
    assert (waiting.months, waiting.share.n, waiting.share.value) == (0, 25, 0.48)
    assert waiting.wave is not None
    (price,) = _periods(trend(acme, "price", group="employees"))
    assert price.share == Hidden("too_few", 5)


def test_few_who_wrote_are_not_told(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential", k_scores=5)
    answered_about(opened, "employees", 4)
    (only,) = _periods(trend(acme, group="employees"))
    assert only.share == Hidden("too_few", 5)


def test_identified_answers_count_on_their_day(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    answered_about(opened, "customers", 2)
    (only,) = _periods(trend(acme))
    assert (only.months, only.share) == (1, Shown(1.0, 2, only.share.low, 1.0) if isinstance(only.share, Shown) else 0)
