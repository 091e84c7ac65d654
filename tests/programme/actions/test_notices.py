"""Drafts, what people read, and what they no longer read."""

from __future__ import annotations

import pytest

from feedback.accounts import queries as accounts
from feedback.backlog.actions import improvements
from feedback.errors import Conflict
from feedback.programme import actions, queries
from feedback.programme.queries import publishing
from feedback.programme.said import told
from feedback.programme.telling import queries as telling
from tests.factories.backlog import found, ground
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


def test_people_read_the_title_that_was_looked_at(acme: Member) -> None:
    """A title changed afterwards was looked at by nobody: it reaches the page when the notice is published again."""
    number = agreed(acme, title={"es": "Avisar", "en": "Tell"})
    made = notice(acme, number)
    acme.do(lambda: improvements.change_improvement(found(number).id, title={"es": "Lo que dijeron dos clientas"}).id)
    with acme.at_work():
        assert [one.title for one in told().articles] == [{"es": "Avisar", "en": "Tell"}]
        assert publishing.checked(made).stops is False
        mail = telling.texts_of(queries.notice(made), found(number))
        assert mail["es"]["subject"] == "Qué ha sido de lo que escuchamos: Avisar"
    acme.do(lambda: actions.take_back(made).id)
    with acme.at_work():
        assert publishing.checked(made).stops is True
