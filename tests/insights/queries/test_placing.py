from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, VoiceTally
from feedback.insights.queries import placing
from feedback.insights.rules import EVERYWHERE
from feedback.journeys import queries as journeys
from tests.factories import groups
from tests.factories.evidence import note
from tests.factories.heard import answered_about, heard
from tests.factories.journeys import journey
from tests.factories.lineage import merge, split
from tests.factories.people import Member
from tests.factories.runs import analysed, ground
from tests.factories.surveys import opened, published, standard

WRONG = "The invoice was wrong"


def place(of: Member, certainty: float | None, own: str | None = None) -> UUID:
    """One comment that is suggested at the visit; the id of that stage."""
    ground(of)
    heard(of, "customers", "waiting", stage=own, n=1)

    def suggest() -> UUID:
        row = db.session.scalars(select(Comment)).one()
        row.suggested_stage_id, row.stage_certainty = journeys.stage_named("visit").id, certainty
        return journeys.stage_named("visit").id

    made: UUID = of.do(suggest)
    return made


@pytest.mark.parametrize(("certainty", "counts"), [(0.5, True), (0.49, False), (None, False)])
def test_a_suggestion_counts_when_it_is_certain_enough(acme: Member, certainty: float | None, counts: bool) -> None:
    visit = place(acme, certainty)
    with acme.at_work():
        row = db.session.execute(select(placing.stage(), placing.is_suggested()).select_from(Comment)).one()
        assert (row[0], bool(row[1])) == ((visit, True) if counts else (None, False))
        found = db.session.scalars(select(Comment.id).where(*placing.at(None if not counts else visit))).all()
        assert len(found) == 1
        assert len(db.session.scalars(select(Comment.id).where(*placing.at(EVERYWHERE))).all()) == 1


def test_a_stage_of_its_own_is_never_overruled(acme: Member) -> None:
    place(acme, 0.99, own="billing")
    with acme.at_work():
        row = db.session.execute(select(placing.stage(), placing.is_suggested()).select_from(Comment)).one()
        assert (row[0], bool(row[1])) == (journeys.stage_named("billing").id, False)


def test_the_threshold_is_a_setting(make_app: Callable[..., Flask]) -> None:
    with make_app(STAGE_THRESHOLD="0.8").app_context():
        assert placing.threshold() == 0.8


def counted_at(of: Member) -> tuple[UUID | None, bool]:
    with of.at_work():
        row = db.session.execute(select(placing.stage(), placing.is_suggested()).select_from(Comment)).one()
        return row[0], bool(row[1])


def test_a_comment_at_a_merged_stage_stands_at_its_successor(acme: Member) -> None:
    place(acme, None, own="billing")
    merged = merge(acme, "visit", "billing", name="End")
    assert counted_at(acme) == (merged, False)
    with acme.at_work():
        assert db.session.scalars(select(Comment.id).where(*placing.at(merged))).all() != []
        there = (VoiceTally.theme_id.is_(None), VoiceTally.all_stages.is_(False), VoiceTally.people > 0)
        [row] = db.session.scalars(select(VoiceTally).where(*there))
        assert (row.stage_id, row.people) == (merged, 1)


def suggest(of: Member, stage: UUID, certainty: float) -> None:
    def act() -> None:
        row = db.session.scalars(select(Comment)).one()
        row.suggested_stage_id, row.stage_certainty = stage, certainty

    of.do(act)


def test_a_comment_at_a_split_stage_stays_until_its_words_point_to_a_part(acme: Member) -> None:
    place(acme, None, own="billing")
    with acme.at_work():
        billing, visit = (journeys.stage_named(code).id for code in ("billing", "visit"))
    made = split(acme, "billing", invoice=50, paying=50)
    assert counted_at(acme) == (billing, False)
    suggest(acme, visit, 0.9)
    assert counted_at(acme) == (billing, False)
    suggest(acme, made["paying"], 0.4)
    assert counted_at(acme) == (billing, False)
    suggest(acme, made["paying"], 0.9)
    assert counted_at(acme) == (made["paying"], True)


def test_words_of_protected_people_stay_with_the_whole(acme: Member) -> None:
    groups.three_groups(acme)
    journey(acme)
    survey = opened(acme, published(acme, *standard("visit")), ["employees"], mode="anonymous")
    answered_about(survey, "employees", 1)
    with acme.at_work():
        visit = journeys.stage_named("visit").id
    made = split(acme, "visit", wait=50, repair=50)
    suggest(acme, made["wait"], 0.9)
    assert counted_at(acme) == (visit, False)


def test_what_stood_at_a_whole_by_its_words_stays_there_through_the_next_run(acme: Member) -> None:
    """The billing becomes two: the invoice goes on to the part called so, the rest remains said of the whole."""
    ground(acme)
    for text in (WRONG, "They charged me twice"):
        note(acme, "customers", text)
    analysed(acme)
    with acme.at_work():
        billing = journeys.stage_named("billing").id
        assert {row.suggested_stage_id for row in db.session.scalars(select(Comment))} == {billing}
    made = split(acme, "billing", invoice=50, payment=50)
    analysed(acme)
    with acme.at_work():
        found = {row.evidence_id: row.suggested_stage_id for row in db.session.scalars(select(Comment))}
        texts = {row.id: row.text for row in db.session.scalars(select(Evidence))}
        assert {texts[one]: stage for one, stage in found.items()} == {
            WRONG: made["invoice"],
            "They charged me twice": billing,
        }
