from __future__ import annotations

import pytest

from feedback import jobs
from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db
from feedback.insights.actions import runs as starting
from feedback.insights.models import ThemeChange
from feedback.insights.queries import changes, runs, themes
from tests.factories import surveys
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import analysed, ground, spoken


@pytest.mark.parametrize(
    ("before", "after", "k", "told"),
    [(3, 4, 1, True), (20, 40, 5, True), (20, 20, 5, True), (20, 22, 5, False), (4, 20, 5, False), (0, 20, 5, True)],
)
def test_neither_few_nor_a_difference_of_few_is_told(before: int, after: int, k: int, told: bool) -> None:
    assert changes.told(before, after, k) == (
        (Shown(before, before), Shown(after, after)) if told else (Hidden("too_few", k), Hidden("too_few", k))
    )


def change(of: Member, before: int, after: int) -> None:
    def add() -> None:
        run = runs.newest_done()
        assert run is not None
        row = ThemeChange(
            run_id=run.id, theme_id=themes.theme_named("waiting").id, kind="same", before=before, after=after
        )
        db.session.add(row)

    of.do(add)


def test_counts_of_protected_people_keep_their_threshold(acme: Member) -> None:
    ground(acme)
    heard(acme, n=3)
    counted(acme)
    change(acme, 3, 4)
    with acme.at_work():
        assert [(one.before, one.after) for one in changes.newest().changed] == [(Shown(3, 3), Shown(4, 4))]
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 6)
    with acme.at_work():
        assert [one.before for one in changes.newest().changed] == [Hidden("too_few", 5)]


def test_two_runs_over_the_same_find_every_theme_the_same(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    acme.do(lambda: starting.start_run(everything=True).id)
    jobs.work_off(acme.app)
    with acme.at_work():
        found = changes.newest()
        assert found.changed and {one.kind for one in found.changed} == {"same"} and not found.moved
        assert {one.overlap for one in found.changed} == {1.0}


def test_nothing_before_the_first_run(acme: Member) -> None:
    theme(acme)
    with acme.at_work():
        assert changes.newest() == changes.Changes(None, ())
