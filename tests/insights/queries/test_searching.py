from __future__ import annotations

from uuid import UUID

import pytest

from feedback.db import db
from feedback.insights.queries import searching, themes
from feedback.insights.queries.searching import Search, chosen
from feedback.insights.rules import EVERYWHERE
from tests.factories.heard import heard
from tests.factories.people import Member
from tests.factories.runs import ground


def ids(*codes: str) -> list[UUID]:
    return [themes.theme_named(code).id for code in codes]


def count(search: Search) -> int | None:
    return db.session.scalar(search.count(None))


def test_a_mention_of_two_themes_counts_once(acme: Member) -> None:
    from feedback.insights.models import MentionTheme

    ground(acme)
    (mention,) = heard(acme, "customers", "waiting", n=1)
    heard(acme, "customers", "noise", n=2)
    acme.do(lambda: db.session.add(MentionTheme(mention_id=mention, theme_id=ids("noise")[0], strength=0.5)))
    with acme.at_work():
        assert [count(Search(ids(*codes), EVERYWHERE, None, None)) for codes in (["waiting"], ["noise"])] == [1, 3]
        both = Search(ids("waiting", "noise"), EVERYWHERE, None, None)
        assert count(both) == 3
        assert len(set(chosen(both, None, "fixed", None, 0, 9))) == 3
        assert count(Search(None, EVERYWHERE, None, None)) == 3


def test_the_strongest_come_from_a_pool_that_chance_drew(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "POOL", 3)
    ground(acme)
    every = sorted(heard(acme, "customers", "waiting", n=6))
    with acme.at_work():
        search = Search(ids("waiting"), EVERYWHERE, None, None)
        assert chosen(search, None, "strongest", None, 0, 9) == every[:3]
        assert chosen(search, None, "fixed", None, 0, 9) == every
        assert count(search) == 6
