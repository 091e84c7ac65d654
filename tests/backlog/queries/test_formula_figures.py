"""The figures that formulas may use, each as far as it may be shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedback.backlog.actions import improvements as actions
from feedback.backlog.queries import comparing
from feedback.backlog.queries.formula_figures import figured
from feedback.backlog.rules.formula_inputs import INPUTS
from feedback.db import now
from feedback.workshops.rules.votes import Thing
from tests.factories.backlog import improvement, listed, said_and_proposed
from tests.factories.people import Member
from tests.factories.votes import papers, vote, vote_closed
from tests.statements import counted


def figures(of: Member, *names: str) -> dict[int, dict[str, float]]:
    with of.at_work():
        found = comparing.figures()
        assert found is not None
        return {one.line.number: dict(one.known.figures) for one in figured(found, names, now().date())}


def test_what_people_wrote_about_a_line_is_there_and_what_nobody_wrote_is_not(acme: Member) -> None:
    said_and_proposed(acme)
    pain, joy = (line.improvement for line in listed(acme).lines if line.parts)
    due = now().date() + timedelta(days=9)
    acme.do(lambda: actions.change_improvement(pain.id, effort=(1.0, 2.0, 3.0), cost=1200, due_on=due))
    improvement(acme, needs_ids=[pain.id])
    found = figures(acme, *INPUTS)
    assert {name: found[pain.number][name] for name in ("cost", "days_left", "waiting")} == {
        "cost": 1200,
        "days_left": 9,
        "waiting": 1,
    }
    assert found[joy.number]["waiting"] == 0
    assert not {"cost", "days_left", "votes"} & set(found[joy.number])


def test_negative_shares_are_joined_by_the_weights_and_only_as_they_may_be_shown(acme: Member) -> None:
    said_and_proposed(acme)
    pain, joy = (line.improvement.number for line in listed(acme).lines if line.parts)
    shares = {number: one["share_negative"] for number, one in figures(acme, "share_negative").items()}
    assert shares == {pain: pytest.approx(1), joy: pytest.approx(0)}


def test_votes_count_once_they_are_over_and_enough_people_voted(acme: Member) -> None:
    said_and_proposed(acme)
    pain = next(line.improvement for line in listed(acme).lines if line.parts)
    made = vote(acme, (Thing({"en": "Chairs"}, 0, pain.id), Thing({"en": "Hours"})))
    papers(acme, made, 6, {"Chairs": 1})
    papers(acme, made, 6, {"Hours": 1})
    assert "votes" not in figures(acme, "votes")[pain.number]
    vote_closed(acme, made)
    assert figures(acme, "votes")[pain.number]["votes"] == pytest.approx(0.5, abs=0.05)


def test_only_what_is_asked_for_is_read(acme: Member) -> None:
    said_and_proposed(acme)
    with counted(acme.app) as few:
        figures(acme, "people", "cost")
    with counted(acme.app) as more:
        figures(acme, "share_negative", "votes", "waiting")
    assert len(few) < len(more)
