"""What rules look at, and what they would have found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedback.db import now
from feedback.followup.queries import alerts as queries
from feedback.followup.rules.alerts import Wanted
from tests.factories.backlog import ground
from tests.factories.cases import case, person, said_by
from tests.factories.heard import answered_about
from tests.factories.people import Member
from tests.factories.surveys import asked, opened, published, standard
from tests.statements import counted

LOW = Wanted("score", {"kind": "nps", "at_most": 6})


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def test_candidates_are_identified_answers_without_a_case_the_newest_first(acme: Member) -> None:
    first, second = (opened(acme, published(acme, title=title), ["customers"]) for title in ("One", "Two"))
    quiet = opened(acme, published(acme, title="Quiet"), ["customers"], mode="confidential")
    moment = now()
    old = said_by(first, None, at=moment - timedelta(days=2), nps=1)
    new = said_by(second, None, at=moment, nps=1)
    case(acme, said_by(first, None, at=moment, nps=1))
    said_by(quiet, None, at=moment, nps=1)
    with acme.at_work():
        assert [row.response_id for row in queries.candidates(moment - timedelta(days=3))] == [new, old]
        assert [row.response_id for row in queries.candidates(moment - timedelta(days=1))] == [new]
        assert [row.response_id for row in queries.candidates(moment - timedelta(days=3), first.id)] == [old]
        assert [row.response_id for row in queries.candidates(moment - timedelta(days=3), limit=1)] == [new]
        assert queries.how_many(moment - timedelta(days=3)) == 2


def test_what_would_have_been_found_whether_or_not_one_may_ask_back(acme: Member) -> None:
    survey = opened(acme, published(acme, *standard("visit")), ["customers"])
    for consent, nps in ((True, 2), (None, 3), (True, 9)):
        said_by(survey, person(acme, f"P{nps}", consent=consent), nps=nps, text={"text": "Bye"})
    answered_about(survey, "customers", 1)
    since = now() - timedelta(days=1)
    with acme.at_work():
        assert sorted(one.may_ask_back for one in queries.found_by(LOW, since)) == [False, True]
        assert len(queries.found_by(Wanted("words", {"words": ["BYE"]}, "visit"), since)) == 3
        for stage, found in (("visit", 1), ("booking", 0)):
            theme = Wanted("theme", {"theme": "waiting", "negative": True}, stage)
            assert len(queries.found_by(theme, since)) == found


def test_everything_an_answer_says_is_read_in_chunks(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "CHUNK", 2)
    survey = opened(acme, published(acme, *standard("visit"), asked("ok", "consent")), ["customers"])
    for nps in range(5):
        said_by(survey, None, nps=nps, csat=3, text={"text": f"Number {nps}"}, ok="yes")
    with acme.at_work():
        found = list(queries.said(queries.candidates(now() - timedelta(days=1))))
        assert {(one.may_ask_back, len(one.scores), len(one.texts)) for one in found} == {(True, 2, 1)}
        assert {text.text for one in found for text in one.texts} == {f"Number {nps}" for nps in range(5)}
        assert {score.stage for one in found for score in one.scores if score.kind == "csat"} == {"visit"}


def test_reading_costs_the_same_for_one_and_for_many(acme: Member) -> None:
    survey = opened(acme, published(acme), ["customers"])

    def cost() -> int:
        said_by(survey, person(acme), nps=1, text={"text": "Bye"})
        with acme.at_work(), counted(acme.app) as statements:
            queries.found_by(LOW, now() - timedelta(days=1))
        return len(statements)

    assert cost() == cost() == cost()


def test_nothing_of_another_organisation_is_found(acme: Member, globex: Member) -> None:
    ground(globex)
    said_by(opened(globex, published(globex), ["customers"]), None, nps=0)
    with acme.at_work():
        assert queries.candidates(now() - timedelta(days=1)) == []
    with globex.at_work():
        assert len(queries.candidates(now() - timedelta(days=1))) == 1
