from __future__ import annotations

from typing import Any
from uuid import uuid4

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention
from feedback.insights.queries import tallying
from feedback.journeys import queries as journeys
from tests.factories import evidence, surveys
from tests.factories.heard import answered_about, heard
from tests.factories.people import Member
from tests.factories.runs import ground


def rows(of: Member, **wanted: Any) -> list[dict[str, Any]]:
    with of.at_work():
        return [row for row in tallying.counted() if all(row[name] == value for name, value in wanted.items())]


def test_people_and_mentions_by_stage_and_over_all(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=2)
    heard(acme, "customers", "waiting", "pos", None, n=1)
    with acme.at_work():
        visit = journeys.stage_named("visit").id
    (at_visit,) = [row for row in rows(acme, stage_id=visit) if row["theme_id"]]
    assert [at_visit[name] for name in ("people", "unhappy", "mentions", "negative", "positive", "k")] == [
        2,
        2,
        2,
        2,
        0,
        1,
    ]
    (whole,) = [row for row in rows(acme, all_stages=True) if row["theme_id"]]
    assert [whole[name] for name in ("people", "mentions", "negative", "positive")] == [3, 3, 2, 1]
    (wrote,) = rows(acme, all_stages=True, theme_id=None)
    assert (wrote["people"], wrote["unhappy"]) == (3, 2)


def test_a_protected_survey_has_rows_of_its_own(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential", k_scores=7)
    answered_about(opened, "employees", 3)
    heard(acme, "employees", "waiting", n=1)
    told = {(row["survey_id"], row["k"]): row["people"] for row in rows(acme, all_stages=True) if row["theme_id"]}
    assert told == {(opened.id, 7): 3, (None, 1): 1}


def test_suggested_people_are_counted_apart(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", stage=None, n=2)

    def suggest() -> None:
        from feedback.db import db

        row = db.session.scalars(db.select(Comment)).first()
        assert row is not None
        row.suggested_stage_id, row.stage_certainty = journeys.stage_named("visit").id, 0.9

    acme.do(suggest)
    with acme.at_work():
        visit = journeys.stage_named("visit").id
    (row,) = rows(acme, stage_id=visit, theme_id=None)
    assert (row["people"], row["suggested"]) == (1, 1)


def test_ratings_count_also_where_nothing_was_read_yet(acme: Member) -> None:
    ground(acme)
    with acme.at_work():
        visit = journeys.stage_named("visit").id
    for rating in (2.0, 4.0):
        evidence.note(acme, text="Well.", stage_id=visit, rating=rating)
    (row,) = rows(acme, stage_id=visit)
    assert [row[name] for name in ("people", "rated", "ratings", "rating_squares")] == [0, 2, 6.0, 20.0]


def test_everything_a_row_of_a_file_says_is_said_by_one_person(acme: Member) -> None:
    """Three texts and two ratings of the same person, one of them shown by two texts; beside another person's."""
    ground(acme)
    mentions = heard(acme, "customers", "waiting", "neg", "visit", n=4)

    def one_row() -> None:
        ids = [db.session.get_one(Mention, mention).comment.evidence_id for mention in mentions]
        person = uuid4()
        for place, evidence_id in enumerate(ids):
            row = db.session.get_one(Evidence, evidence_id)
            row.person_id = person if place < 3 else None
            row.rated, row.rating = (("Overall", 2.0), ("Overall", 2.0), ("Room", 4.0), ("", 4.0))[place]

    acme.do(one_row)
    with acme.at_work():
        visit = journeys.stage_named("visit").id
    (about,) = [row for row in rows(acme, stage_id=visit) if row["theme_id"]]
    assert (about["people"], about["unhappy"], about["mentions"]) == (2, 2, 4)
    (rated,) = [row for row in rows(acme, stage_id=visit, theme_id=None) if row["rated"]]
    assert [rated[name] for name in ("people", "rated", "ratings", "rating_squares")] == [2, 2, 7.0, 25.0]
