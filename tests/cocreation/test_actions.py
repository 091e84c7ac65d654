"""Beginning, changing and closing cycles; what belongs to them; shared points."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.accounts import queries as accounts
from feedback.cocreation import actions
from feedback.cocreation.models import SharedPoint
from feedback.cocreation.queries import cycles
from feedback.db import db
from feedback.errors import Invalid
from feedback.surveys.actions.surveys import wave_of
from tests.factories.cycles import NAME, cycle
from tests.factories.heard import theme
from tests.factories.people import Member


def close(of: Member) -> None:
    def act() -> None:
        current = cycles.current()
        assert current is not None
        actions.close_cycle(current)

    of.do(act)


def test_saving_again_changes_the_cycle_that_is_under_way(acme: Member) -> None:
    first = cycle(acme)
    again = cycle(acme, name={"es": "Invierno", "en": "Winter"}, sponsor="  Carmen \n Ortega ")
    assert first == again
    with acme.at_work():
        current = cycles.current()
        assert current is not None
        assert (current.name["en"], current.sponsor) == ("Winter", "Carmen Ortega")
        assert [entry.act for entry in accounts.audit()] == ["cycle.changed", "cycle.begun"]


def test_after_closing_the_next_one_begins(acme: Member) -> None:
    first = cycle(acme)
    close(acme)
    second = cycle(acme)
    assert first != second
    with acme.at_work():
        assert [one.id for one in cycles.closed()] == [first]
        assert cycles.current().id == second  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": {}}, "name"),
        ({"goal": {"en": "x" * 501}}, "goal_en"),
        ({"sponsor": "x" * 121}, "sponsor"),
        ({"starts_on": None}, "starts_on"),
    ],
)
def test_what_is_missing_or_too_long_is_refused(acme: Member, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        cycle(acme, **wrong)
    assert list(refused.value.fields) == [field]
    with acme.at_work():
        assert cycles.current() is None


def test_a_wave_belongs_to_a_cycle_once(acme: Member) -> None:
    made = cycle(acme, name=NAME)
    wave = acme.do(lambda: wave_of(date(2026, 10, 1)).id)
    for _ in range(2):
        acme.do(lambda: actions.add_wave(cycles.current(), wave))  # type: ignore[arg-type]
    with acme.at_work():
        assert cycles.waves_of(made) == {wave}


def shared(of: Member) -> set[object]:
    with of.at_work():
        return set(db.session.scalars(db.select(SharedPoint.theme_id)))


def test_shared_points_are_those_of_the_newest_run_and_of_no_other_organisation(acme: Member, globex: Member) -> None:
    one, other, theirs = theme(acme, "waiting"), theme(acme, "price"), theme(globex, "waiting")
    globex.do(lambda: actions.keep_shared([theirs]))
    acme.do(lambda: actions.keep_shared([one, other]))
    acme.do(lambda: actions.keep_shared([other]))
    assert (shared(acme), shared(globex)) == ({other}, {theirs})
