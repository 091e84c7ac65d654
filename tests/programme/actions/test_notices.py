"""Drafts, what people read, and what they no longer read."""

from __future__ import annotations

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Conflict
from feedback.programme import actions, queries
from tests.factories.backlog import ground
from tests.factories.people import Member
from tests.factories.programme import ANSWER, HEARD, agreed, notice, published_now


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def test_a_draft_is_nobodys_until_it_is_published(acme: Member) -> None:
    number = agreed(acme)
    made = notice(acme, number, published=False)
    with acme.at_work():
        assert queries.published() == []
    published_now(acme, made)
    published_now(acme, made)
    with acme.at_work():
        assert [(one.heard, about.number) for one, about in queries.published()] == [(HEARD, number)]
        assert [entry.act for entry in accounts.audit()].count("notice.published") == 1


def test_what_people_read_is_taken_back_before_it_changes(acme: Member) -> None:
    made = notice(acme, agreed(acme))
    values = {"kind": "done", "heard": {"es": "Otra"}, "answer": ANSWER}
    for act in (lambda: actions.change_notice(made, **values), lambda: actions.discard(made)):
        with pytest.raises(Conflict):
            acme.do(act)
    acme.do(lambda: actions.take_back(made).id)
    acme.do(lambda: actions.change_notice(made, **values).id)
    with acme.at_work():
        assert (queries.notice(made).heard, queries.published()) == ({"es": "Otra"}, [])
    acme.do(lambda: actions.discard(made))
    with acme.at_work():
        assert queries.all_notices() == []


def test_a_notice_without_its_answer_is_not_published(acme: Member) -> None:
    made = notice(acme, agreed(acme), published=False, answer={"en": "Only English"})
    with pytest.raises(Conflict):
        published_now(acme, made)
