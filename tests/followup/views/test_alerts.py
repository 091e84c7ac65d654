"""Rules that open cases, through their pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from feedback.db import now
from feedback.followup.queries import alerts as queries
from feedback.followup.rules.alerts import Wanted
from feedback.followup.views.alerts import Preview, preview
from feedback.permissions import Role
from tests.factories.backlog import ground
from tests.factories.cases import case, looked, person, rule, said_by
from tests.factories.heard import theme
from tests.factories.people import Member, member, post
from tests.factories.surveys import opened, published
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
RULES = "/o/acme/followup/rules"
LOW = {"scale": "nps", "at_most": "6", "name": "Unhappy", "stage": "", "owner": "", "due_days": "2"}


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def page(client: FlaskClient, path: str = RULES) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.get_data(as_text=True))


def kept(of: Member) -> list[tuple[str, str, object]]:
    with of.at_work():
        return [(row.name, row.kind, row.wanted) for row in queries.rules()]


def test_rules_of_every_kind_are_made_and_read_as_sentences(acme: Member, as_member: SignedIn) -> None:
    theme(acme, "waiting")
    browser = as_member(acme)
    assert "No rule yet." in page(browser)
    rest = {name: LOW[name] for name in ("stage", "owner", "due_days")}
    words = {**rest, "name": "Leaving", "words": "baja, abogado", "stage": "visit", "due_days": "0"}
    themed = {**rest, "name": "Waits", "theme": "waiting", "negative": "y", "owner": str(acme.user_id)}
    for kind, data in (("score", LOW), ("words", words), ("theme", themed)):
        page(browser, f"{RULES}/new?kind={kind}")
        assert post(browser, f"{RULES}/new?kind={kind}", data).status_code == 303, kind
    assert kept(acme) == [
        ("Unhappy", "score", {"kind": "nps", "at_most": 6}),
        ("Leaving", "words", {"words": ["baja", "abogado"]}),
        ("Waits", "theme", {"theme": "waiting", "negative": True}),
    ]
    shown = page(browser)
    for sentence in (
        "Recommendation (NPS) with 6 or less. Then nobody in particular looks after it, within 2 days.",
        "Somebody writes one of these: baja, abogado, at the stage",
        "the same day.",
        "Somebody speaks badly of “Waiting”. Then Owner of acme looks after it",
        "those who ticked it",
    ):
        assert sentence in shown, sentence
    assert browser.get(f"{RULES}/new?kind=mood").status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"at_most": "x"}, {"at_most": "11"}, {"name": ""}, {"due_days": "-1"}, {"scale": "text"}]
)
def test_what_makes_no_rule_comes_back_as_it_was_typed(
    acme: Member, as_member: SignedIn, wrong: dict[str, str]
) -> None:
    answer = post(as_member(acme), f"{RULES}/new?kind=score", {**LOW, "name": "My own", **wrong})
    assert answer.status_code == 422
    assert wrong.get("name", "My own") in answer.get_data(as_text=True)
    assert kept(acme) == []


def test_what_it_would_have_opened(acme: Member, as_member: SignedIn) -> None:
    """Counted without keeping anything: what fits, and of it what may be followed up."""
    survey = opened(acme, published(acme), ["customers"])
    for number, consent in enumerate((True, True, None)):
        said_by(survey, person(acme, f"P{number}", consent=consent), nps=3)
    said_by(survey, person(acme), nps=9)
    said_by(survey, person(acme), at=now() - timedelta(days=31), nps=0)
    case(acme, said_by(survey, person(acme), nps=0))
    with acme.at_work():
        assert preview(Wanted("score", {"kind": "nps", "at_most": 6})) == Preview(3, 2, 4, 4)
    browser = as_member(acme)
    answer = post(browser, f"{RULES}/new?kind=score", {**LOW, "preview": "1"}, headers={"Accept-Language": "en"})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "it would have opened 2 cases" in shown
    assert "1 more answer fits" in shown
    assert 'value="Unhappy"' in shown
    assert kept(acme) == []
    made = rule(acme)
    answer = post(
        browser, f"{RULES}/{made}", {**LOW, "at_most": "2", "preview": "1"}, headers={"Accept-Language": "en"}
    )
    assert "it would have opened 0 cases" in answer.get_data(as_text=True)
    with acme.at_work():
        assert queries.rule(made).wanted["at_most"] == 6


def test_a_rule_is_changed_paused_and_removed(acme: Member, as_member: SignedIn) -> None:
    made, browser = rule(acme), as_member(acme)
    assert 'value="Low"' in page(browser, f"{RULES}/{made}")
    assert post(browser, f"{RULES}/{made}", {**LOW, "at_most": "4"}).status_code == 303
    assert kept(acme) == [("Unhappy", "score", {"kind": "nps", "at_most": 4})]
    assert post(browser, f"{RULES}/{made}/turn", {"to": "pause"}).status_code == 303
    assert "Paused." in page(browser)
    assert post(browser, f"{RULES}/{made}/turn", {"to": "resume"}).status_code == 303
    assert "Paused." not in page(browser)
    assert post(browser, f"{RULES}/{made}/turn", {"to": "nothing"}).status_code == 303
    assert post(browser, f"{RULES}/{made}/turn", {"to": "remove"}).status_code == 303
    assert kept(acme) == []
    for path in (f"{RULES}/{made}/turn", f"{RULES}/{made}", f"{RULES}/{uuid4()}"):
        assert post(browser, path, {**LOW, "to": "pause"}).status_code == 404


def test_the_page_says_how_many_cases_a_rule_opened(acme: Member, as_member: SignedIn) -> None:
    rule(acme)
    survey = opened(acme, published(acme), ["customers"])
    for _ in range(2):
        said_by(survey, person(acme), nps=0)
    looked(survey)
    browser = as_member(acme)
    assert "It opened 2 cases." in page(browser)
    with acme.at_work():
        from tests.followup.test_jobs import cases

        made: UUID = next(iter(cases(acme).values())).id
    assert "by the rule “Low”" in page(browser, f"/o/acme/followup/{made}")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CONTRIBUTOR, Role.ANALYST])
def test_other_roles_make_no_rules(acme: Member, as_member: SignedIn, role: Role) -> None:
    browser = as_member(member(acme.app, "acme", role))
    assert browser.get(RULES).status_code == 403
    assert post(browser, f"{RULES}/new", LOW).status_code == 403


def test_the_page_asks_the_same_for_one_and_for_three(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)

    def asked() -> int:
        rule(acme)
        with counted(acme.app) as statements:
            page(browser)
        return len(statements)

    asked()
    assert asked() == asked()
