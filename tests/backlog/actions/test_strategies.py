"""Strategies, and shared points set aside."""

from __future__ import annotations

import pytest

from feedback.backlog.actions import strategies as actions
from feedback.backlog.actions.improvements import change_improvement
from feedback.backlog.queries import strategies as queries
from feedback.errors import Invalid, NotFound
from tests.factories.backlog import found, ground, improvement, reread
from tests.factories.heard import theme
from tests.factories.people import Member


def test_a_strategy_attends_to_its_shared_points(acme: Member) -> None:
    waiting = theme(acme)
    made = acme.do(lambda: actions.add_strategy(name={"es": "A la hora"}, theme_ids=[waiting]).id)
    with acme.at_work():
        assert queries.attended() == {waiting}
        [row] = queries.strategies()
        assert (row.id, row.name) == (made, {"es": "A la hora"})


def test_setting_aside_needs_a_reason_and_attends_too(acme: Member) -> None:
    waiting = theme(acme)
    with pytest.raises(Invalid):
        acme.do(lambda: actions.set_aside(waiting, reason=" "))
    acme.do(lambda: actions.set_aside(waiting, reason="Not ours to change."))
    acme.do(lambda: actions.set_aside(waiting, reason="The landlord decides."))
    with acme.at_work():
        assert queries.attended() == {waiting}
        assert [row.reason for row in queries.set_aside()] == ["The landlord decides."]
    acme.do(lambda: actions.take_up(waiting))
    acme.do(lambda: actions.take_up(waiting))
    with acme.at_work():
        assert queries.attended() == frozenset()


def test_a_strategy_takes_up_what_was_set_aside(acme: Member) -> None:
    waiting = theme(acme)
    acme.do(lambda: actions.set_aside(waiting, reason="Not now."))
    acme.do(lambda: actions.add_strategy(name={"es": "A la hora"}, theme_ids=[waiting]).id)
    with acme.at_work():
        assert queries.set_aside() == []


def test_somebody_elses_theme_does_not_exist(acme: Member, globex: Member) -> None:
    foreign = theme(globex)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.set_aside(foreign, reason="Not now."))
    with pytest.raises(NotFound):
        acme.do(lambda: actions.add_strategy(name={"es": "A la hora"}, theme_ids=[foreign]))


def test_improvements_outlive_their_strategy(acme: Member) -> None:
    ground(acme)
    number = improvement(acme)
    made = acme.do(lambda: actions.add_strategy(name={"es": "A la hora"}).id)
    acme.do(lambda: change_improvement(found(number).id, strategy_id=made))
    with acme.at_work():
        assert [row.number for row in queries.improvements_held()[made]] == [number]
    acme.do(lambda: actions.remove_strategy(queries.strategy(made)))
    assert reread(acme, number).strategy_id is None


def test_a_strategy_can_be_written_anew(acme: Member) -> None:
    waiting, kindness = theme(acme), theme(acme, "treatment")
    made = acme.do(lambda: actions.add_strategy(name={"es": "A la hora"}, theme_ids=[waiting]).id)
    values = {"name": {"es": "Con calma"}, "what": "Slowly", "theme_ids": [kindness]}
    acme.do(lambda: actions.change_strategy(queries.strategy(made), **values).id)
    with acme.at_work():
        row = queries.strategy(made)
        assert (row.name, row.what) == ({"es": "Con calma"}, "Slowly")
        assert queries.attended() == {kindness}
