"""What the analysis puts on a persona's page."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.journeys.actions import claims
from tests.factories import groups, journeys
from tests.factories.invitations import person
from tests.factories.people import Member
from tests.factories.personas import line, persona, theirs
from tests.factories.surveys import answered, asked, closed, counted, opened, published
from tests.statements import counted as statements

SignedIn = Callable[..., FlaskClient]


def page(client: FlaskClient, code: str) -> str:
    answer = client.get(f"/o/acme/groups/customers/personas/{code}", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_a_line_says_how_sure_it_is(acme: Member, as_member: SignedIn) -> None:
    customers = groups.three_groups(acme)["customers"]
    code = persona(acme, customers)
    first = line(acme, customers, code, "Silence")
    line(acme, customers, code, "Sleep")
    browser = as_member(acme)
    assert f"/o/acme/journey/claims/new/line/{first}" in page(browser, code)
    assert "Silence" in browser.get(f"/o/acme/journey/claims/new/line/{first}").get_data(as_text=True)
    claim = acme.do(lambda: claims.claim(about=("line", first), text={}, reason="Ten of them told us.", by=None).id)
    shown = page(browser, code)
    assert f"/o/acme/journey/claims/{claim}" in shown
    assert browser.get(f"/o/acme/journey/claims/{claim}").status_code == 200
    assert shown.count("Say why") == 2, "the link and its name, of the line nobody claims"


def test_not_asked_nobody_and_too_few_look_different(acme: Member, as_member: SignedIn) -> None:
    """Of a group asked anonymously at one stage, by name at another and never at the third."""
    journeys.journey(acme)
    customers = groups.three_groups(acme)["customers"]
    groups.segment(acme, customers)
    hidden = opened(acme, published(acme, asked("c", "csat", "visit")), ["customers"], mode="anonymous")
    answered(hidden, "customers", 2, c=5)
    closed(hidden)
    named = opened(acme, published(acme, asked("c", "csat", "billing")), ["customers"], mode="identified")
    counted(named)
    browser = as_member(acme)
    whole = page(browser, persona(acme, customers))
    assert "These are the figures of the whole group" in whole
    for look in ("look too-few", "look no-answer", "look none-asked"):
        assert f'class="{look}"' in whole
    part = persona(acme, customers, segments=["region=north"])
    shown = page(browser, part)
    assert "No contact of the group is in these segments yet" in shown
    assert "Asked only where answers carry no name" in shown
    assert 'class="look no-answer"' in shown
    theirs(acme, answered(named, "customers", 1, c=4), [person(acme, "customers", segments={"region": "north"})])
    assert "<b>4.0</b> <small>" in page(browser, part)


def test_as_many_reads_for_three_lines_as_for_one(acme: Member, as_member: SignedIn) -> None:
    customers = groups.three_groups(acme)["customers"]
    code, browser = persona(acme, customers), as_member(acme)

    def reads() -> int:
        with statements(acme.app) as found:
            page(browser, code)
        return len(found)

    line(acme, customers, code)
    page(browser, code)
    one = reads()
    for _ in range(2):
        line(acme, customers, code)
    assert reads() == one
