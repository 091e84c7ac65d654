"""Drafting from moments, gaps and workshops: once each, with what is known of them today."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.backlog.actions import origins as actions
from feedback.backlog.models import Improvement
from feedback.backlog.queries import drafting, origins
from feedback.backlog.rules.origins import Draft
from feedback.errors import Conflict, Invalid, NotFound
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups
from tests.factories.backlog import ground, improvement, reread
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, closed, counted, opened, published
from tests.factories.workshops import grouped, map_workshop


def draft(of: Member, wish: Draft) -> Improvement:
    number: int = of.do(lambda: actions.draft(wish).number)
    return reread(of, number)


def moment(of: Member, kind: str = "pain") -> Draft:
    with of.at_work():
        return drafting.from_moment(journeys.stage_named("visit").id, kind)


def test_a_moment_is_drafted_once(acme: Member) -> None:
    ground(acme)
    row = draft(acme, moment(acme))
    assert (row.direction, row.status, row.stage_id is not None) == ("reduce", "open", True)
    assert draft(acme, moment(acme)).number == row.number
    assert draft(acme, moment(acme, "truth")).number == row.number + 1
    with acme.at_work():
        [origin] = origins.origins(row.id)
        assert {key: one.number for key, one in origins.drafted().items()}[origin.key] == row.number
    assert (origin.kind, origin.words) == ("moment", row.title)
    with pytest.raises(NotFound):
        moment(acme, "loud")


def gap(of: Member, guess: int, lived: int) -> Draft:
    """What employees believe of the visit on 1..5, and what customers live there."""
    believed = asked("g", "csat", "visit", construct="visit", predicts=True)
    survey = opened(of, published(of, believed), ["employees"])
    for tilt in (0, 1):
        answered(survey, "employees", 8, g=guess + tilt)
    closed(survey)
    own = opened(of, published(of, asked("l", "csat", "visit", construct="visit")), ["customers"], mode="identified")
    for tilt in (0, 1):
        answered(own, "customers", 8, l=lived + tilt)
    counted(own)
    with of.at_work():
        ids = (groups.group_named(code).id for code in ("employees", "customers"))
        return drafting.from_gap(journeys.stage_named("visit").id, *ids)


def test_a_gap_becomes_what_closes_it(acme: Member) -> None:
    ground(acme)
    row = draft(acme, gap(acme, 4, 1))
    assert (row.direction, row.how, row.title["en"][:5]) == ("reduce", "", "See “")


def test_what_is_better_than_believed_is_shown(acme: Member) -> None:
    ground(acme)
    row = draft(acme, gap(acme, 1, 4))
    assert (row.direction, row.how, row.title["en"][:5]) == ("amplify", "show", "Show ")


def test_a_gap_that_cannot_be_told_is_no_reason(acme: Member) -> None:
    ground(acme)
    with pytest.raises(Conflict):
        gap(acme, 3, 3)
    with acme.at_work(), pytest.raises(NotFound):
        ids = (groups.group_named(code).id for code in ("suppliers", "customers"))
        drafting.from_gap(journeys.stage_named("visit").id, *ids)


def test_notes_of_a_workshop_become_one_in_the_words_of_their_heading(acme: Member) -> None:
    ground(acme)
    cluster = grouped(acme, map_workshop(acme), ["Nobody calls", "They come late"], "Tell the hour")
    with acme.at_work():
        wish = drafting.from_cluster(cluster.id, direction="amplify", lang="en")
        with pytest.raises(NotFound):
            drafting.from_cluster(uuid4(), direction="reduce", lang="en")
    row = draft(acme, wish)
    assert (row.title, row.direction) == ({"en": "Tell the hour"}, "amplify")
    assert "2 not" in row.hypothesis
    with acme.at_work():
        assert row.stage_id == journeys.stage_named("visit").id
    with pytest.raises(Invalid), acme.at_work():
        lost = drafting.from_cluster(cluster.id, direction="sideways", lang="en")
        actions.draft(Draft("cluster", "cluster:other", lost.title, "", direction=lost.direction))


def test_another_slice_notes_where_its_improvement_comes_from(acme: Member) -> None:
    number = improvement(acme)
    acme.do(
        lambda: (
            actions.came_from(reread(acme, number), kind="vote", key="vote:1", words={"en": "The vote"}).improvement_id
        )
    )
    with acme.at_work():
        assert origins.of_key("vote:1").number == number  # type: ignore[union-attr]
        assert origins.of_key("vote:2") is None
