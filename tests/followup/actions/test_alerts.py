"""Alert rules: made, changed, paused, removed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.errors import Invalid, NotFound
from feedback.followup.actions import alerts
from feedback.followup.queries import alerts as queries
from tests.factories.backlog import ground
from tests.factories.cases import rule
from tests.factories.heard import theme
from tests.factories.people import Member

NPS = {"kind": "nps", "at_most": 6}


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "mood"}, "kind"),
        ({"wanted": {"kind": "text", "at_most": 3}}, "scale"),
        ({"kind": "words", "wanted": {"words": []}}, "words"),
        ({"kind": "theme", "wanted": {"theme": "nothing"}}, "theme"),
        ({"stage_code": "nowhere"}, "stage"),
        ({"due_days": -1}, "due_days"),
        ({"owner_id": uuid4()}, "owner"),
    ],
)
def test_what_makes_no_rule_is_refused(acme: Member, values: dict[str, object], field: str) -> None:
    given = {"name": "Low", "kind": "score", "wanted": NPS, **values}
    with pytest.raises(Invalid) as refused:
        acme.do(lambda: alerts.make_rule(**given))
    assert list(refused.value.fields) == [field]
    with acme.at_work():
        assert queries.rules() == []


def test_rules_of_every_kind_are_kept(acme: Member) -> None:
    theme(acme, "waiting")
    rule(acme, name="A", stage_code="visit", owner_id=acme.user_id, due_days=0)
    rule(acme, "words", "B", wanted={"words": ["baja", "lawyer"]})
    rule(acme, "theme", "C", wanted={"theme": "waiting", "negative": True})
    with acme.at_work():
        found = queries.rules()
        assert [(row.name, row.wanted, row.stage_code, row.due_days) for row in found] == [
            ("A", NPS, "visit", 0),
            ("B", {"words": ["baja", "lawyer"]}, "", 2),
            ("C", {"theme": "waiting", "negative": True}, "", 2),
        ]
        assert [row.name for row in queries.active("score", "theme")] == ["A", "C"]
        assert [entry.act for entry in accounts.audit()].count("alert.made") == 3


def test_a_rule_that_is_changed_or_taken_up_again_begins_anew(acme: Member) -> None:
    made = rule(acme)
    long_ago = now() - timedelta(days=9)

    def since() -> timedelta:
        with acme.at_work():
            return now() - queries.rule(made).since

    def age() -> None:
        queries.rule(made).since = long_ago

    acme.do(age)
    acme.do(lambda: alerts.change_rule(made, name="Low", wanted={"kind": "csat", "at_most": 2}).id)
    assert since() < timedelta(minutes=1)
    acme.do(age)
    acme.do(lambda: alerts.resume(made).id)
    assert since() > timedelta(days=8)
    acme.do(lambda: alerts.pause(made).id)
    with acme.at_work():
        assert queries.active("score") == []
    acme.do(lambda: alerts.resume(made).id)
    assert since() < timedelta(minutes=1)


def test_a_rule_that_was_removed_is_not_there(acme: Member, globex: Member) -> None:
    made = rule(acme)
    with pytest.raises(NotFound):
        globex.do(lambda: alerts.pause(made))
    acme.do(lambda: alerts.remove(made).id)
    with acme.at_work():
        assert queries.rules() == []
        with pytest.raises(NotFound):
            queries.rule(made)
