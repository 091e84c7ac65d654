from __future__ import annotations

from uuid import UUID

from feedback.db import db
from feedback.insights.actions import corrections, stages
from feedback.insights.models import Comment, Mention
from feedback.insights.queries.comments import comments, corrections_of
from feedback.journeys import queries as journeys
from tests.factories.heard import heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.statements import counted as statements


def ids(of: Member) -> list[UUID]:
    with of.at_work():
        return list(db.session.scalars(db.select(Comment.id).order_by(Comment.id)))


def test_a_comment_with_its_sentences_and_where_it_was_written(acme: Member) -> None:
    ground(acme)
    (mention,) = heard(acme, "customers", "waiting", "neg", "visit", n=1)
    with acme.at_work():
        (one,) = comments(ids(acme))
        (part,) = one.parts
        assert (one.text, one.source, one.lang) == ("We waited far too long here.", "Reviews", "en")
        assert one.stage_id == journeys.stage_named("visit").id
        assert (part.id, part.themes, part.sentiment) == (mention, (theme(acme, "waiting"),), "neg")
        assert not one.suggested and not one.decided


def test_what_a_person_decided_is_said(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", None, n=1)
    (comment,) = ids(acme)
    acme.do(stages.place, comment, stage=None)
    with acme.at_work():
        (one,) = comments([comment])
        assert one.decided and one.stage_id is None
        assert [row.kind for row in corrections_of(comment)] == ["stage"]


def test_the_newest_correction_comes_first_and_undone_ones_not(acme: Member) -> None:
    ground(acme)
    (mention,) = heard(acme, "customers", n=1)
    acme.do(corrections.feel, mention, sentiment="pos")
    acme.do(corrections.feel, mention, sentiment="neu")
    (comment,) = ids(acme)
    with acme.at_work():
        assert [row.sentiment for row in corrections_of(comment)] == ["neu", "pos"]


def test_the_number_of_reads_does_not_depend_on_the_comments(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", n=1)

    def reads() -> int:
        wanted = ids(acme)
        with acme.at_work(), statements(acme.app) as seen:
            assert len(comments(wanted)) == len(wanted)
        return len(seen)

    few = reads()
    heard(acme, "employees", "noise", n=50)
    with acme.at_work():
        assert db.session.scalar(db.select(db.func.count()).select_from(Mention)) == 51
    assert reads() == few
