"""The programme and the public page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from feedback.db import now
from feedback.journeys.queries import functions
from feedback.permissions import Role
from tests.factories.backlog import ground, reread
from tests.factories.effects import check, survey
from tests.factories.functions import area
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed, started
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
PROGRAMME = "/o/acme/programme"


def page(client: FlaskClient, path: str = PROGRAMME, lang: str = "en") -> str:
    answer = client.get(path, headers={"Accept-Language": lang})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_an_empty_programme_leads_to_the_list(acme: Member, as_member: SignedIn) -> None:
    shown = page(as_member(acme))
    assert "What you decide to do will stand here." in shown
    assert 'href="/o/acme/backlog"' in shown


def test_a_yes_without_owner_or_date_comes_first(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    agreed(acme, title={"es": "Con todo"}, owner_id=acme.user_id, due_on=date(2030, 1, 1))
    agreed(acme, title={"es": "Sin nadie"}, due_on=date(2030, 1, 1))
    shown = page(as_member(acme))
    assert shown.index("Sin nadie") < shown.index("Con todo")
    assert "Still missing: somebody in charge." in shown


def test_late_work_says_so(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    started(acme, owner_id=acme.user_id, due_on=date(2020, 1, 1))
    assert "<span>Late, 0%</span>" in page(as_member(acme))


def test_the_page_asks_the_same_for_one_and_for_five(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    started(acme)
    browser = as_member(acme)

    def asked() -> int:
        with counted(acme.app) as statements:
            page(browser)
        return len(statements)

    asked()
    before = asked()
    for _ in range(4):
        started(acme)
    assert asked() == before


def test_work_is_started_reported_and_done_on_its_page(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = agreed(acme)
    browser, path = as_member(acme), f"{PROGRAMME}/{number}"
    assert "Start it" in page(browser, path)
    assert post(browser, f"{path}/start").status_code == 303
    assert post(browser, f"{path}/progress", {"percent": "40", "blocker": "The parts"}).status_code == 303
    assert post(browser, f"{path}/milestones", {"title": "A trial", "due_on": "2030-01-01"}).status_code == 303
    shown = page(browser, path)
    assert all(part in shown for part in ("40%", "The parts", "A trial"))
    assert post(browser, f"{path}/done").status_code == 303
    assert reread(acme, number).status == "done"


def test_a_wrong_report_keeps_what_was_typed(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    path = f"{PROGRAMME}/{started(acme)}"
    answer = post(as_member(acme), f"{path}/progress", {"percent": "140", "blocker": "Typed with care"})
    assert answer.status_code == 422
    assert "Typed with care" in answer.get_data(as_text=True)
    assert post(as_member(acme), f"{path}/milestones", {"title": ""}).status_code == 422


def test_a_contributor_works_on_what_is_theirs(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    me = member(acme.app, "acme", Role.CONTRIBUTOR)
    mine, other = agreed(acme, owner_id=me.user_id), agreed(acme)
    browser = as_member(me)
    assert "Start it" in page(browser, f"{PROGRAMME}/{mine}")
    assert "Start it" not in page(browser, f"{PROGRAMME}/{other}")
    assert post(browser, f"{PROGRAMME}/{mine}/start").status_code == 303
    assert post(browser, f"{PROGRAMME}/{other}/start").status_code == 403
    assert reread(acme, other).status == "decided"


def test_the_area_is_said_in_the_plan(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number, code = agreed(acme, owner_id=acme.user_id), area(acme, "desk")
    with acme.at_work():
        desk = functions.function(code).id
    browser, path = as_member(acme), f"{PROGRAMME}/{number}"
    given = {"owner": str(acme.user_id), "area": str(desk), "due_on": "2030-01-01"}
    assert post(browser, f"{path}/plan", given).status_code == 303
    assert (reread(acme, number).function_id, reread(acme, number).owner_id) == (desk, acme.user_id)
    me = member(acme.app, "acme", Role.CONTRIBUTOR)
    theirs = agreed(acme, owner_id=me.user_id, function_id=desk)
    assert post(as_member(me), f"{PROGRAMME}/{theirs}/plan", {"due_on": "2030-01-02"}).status_code == 303
    assert reread(acme, theirs).function_id == desk, "who may not say whose it is leaves it"


def test_before_it_starts_the_page_says_what_starting_ends(acme: Member, as_member: SignedIn) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    browser, path = as_member(acme), f"{PROGRAMME}/{number}"
    assert "Say before the work starts which answers it should move." in page(browser, path)
    check(acme, number, now().replace(tzinfo=None), due_on=date(2099, 1, 1))
    shown = page(browser, path)
    assert "The baseline of its effect check has 0 of 100 answers" in shown
    assert post(browser, f"{path}/start").status_code == 303
    assert "The baseline of its effect check" not in page(browser, path)
