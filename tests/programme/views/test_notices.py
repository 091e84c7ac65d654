"""Notices through their pages, and what a receipt shows of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from uuid import uuid4

from flask import g
from flask.testing import FlaskClient

from feedback import slots
from feedback.permissions import Role
from feedback.programme import queries
from tests.factories import surveys
from tests.factories.backlog import decided, ground, improvement
from tests.factories.journeys import current
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed, notice

SignedIn = Callable[..., FlaskClient]
NOTICES = "/o/acme/programme/notices"
TYPED = {"kind": "declined", "heard_es": "Pedís una aplicación.", "answer_es": "Este año no.", "answer_en": "Not now."}


def page(client: FlaskClient, path: str = NOTICES) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_a_no_is_told_with_its_reason(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = improvement(acme)
    decided(acme, number, "no", "Un mensaje hace lo mismo.")
    browser = as_member(acme)
    write = f"/o/acme/programme/{number}/notice"
    assert f'href="{write}"' in page(browser), "nobody was told yet"
    assert "Un mensaje hace lo mismo." in page(browser, write)
    assert post(browser, write, TYPED).status_code == 303
    with acme.at_work():
        [made] = queries.all_notices()
    assert "Pedís una aplicación." in page(browser)
    assert f'href="{NOTICES}/{made.id}/publish"' in page(browser)
    assert post(browser, f"{NOTICES}/{made.id}/publish").status_code == 303
    assert "Pedís una aplicación." in acme.app.test_client().get("/said/acme?lang=es").get_data(as_text=True)
    assert post(browser, f"{NOTICES}/{made.id}", TYPED).status_code == 409
    assert post(browser, f"{NOTICES}/{made.id}/take-back").status_code == 303
    assert post(browser, f"{NOTICES}/{made.id}", {**TYPED, "heard_es": "Otra cosa."}).status_code == 303
    assert post(browser, f"{NOTICES}/{made.id}/discard").status_code == 303
    assert "What you tell people will stand here." in page(browser)


def test_a_notice_needs_what_was_heard(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = agreed(acme)
    answer = post(as_member(acme), f"/o/acme/programme/{number}/notice", {**TYPED, "heard_es": ""})
    assert answer.status_code == 422
    assert "Este año no." in answer.get_data(as_text=True)


def test_only_who_decides_tells(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    made = notice(acme, agreed(acme), published=False)
    analyst = as_member(member(acme.app, "acme", Role.ANALYST))
    assert post(analyst, f"{NOTICES}/{made}/publish").status_code == 403


def test_a_receipt_hears_what_was_published_about_its_stages(acme: Member) -> None:
    ground(acme)
    notice(acme, agreed(acme, "visit", title={"es": "Avisar", "en": "Tell"}))
    notice(acme, agreed(acme, "visit"), published=False)
    notice(acme, agreed(acme, "billing"))
    visit = next(stage for stage in current(acme) if stage.code == "visit")
    receipt = SimpleNamespace(stage_ids=(visit.id,))
    [filler] = slots.fillers("receipt.heard")
    with acme.at_work(), acme.app.test_request_context():
        g.language = "en"
        [told] = filler(receipt=receipt, lang="en")
    assert (told["title"], told["text"]) == ("Tell", "We send a message at eight.")
    assert (told["heard"], told["label"], told["stands"]) == ("That nobody knows the hour.", "We did", "Decided")
    assert told["when"]


def test_the_page_of_a_code_shows_where_it_stands(acme: Member) -> None:
    ground(acme)
    survey = surveys.opened(acme, surveys.published(acme, *surveys.standard()), ["customers"])
    client = acme.app.test_client()
    sent = client.post(f"/s/{survey.code}/customers", data={"submission_id": str(uuid4()), "csat": "2"})
    assert sent.status_code == 303
    code = sent.headers["Location"].split("?")[0]
    thanks = f"{code}?thanks&lang=en"
    assert "Nothing to tell yet." in client.get(f"{code}?lang=en").get_data(as_text=True)
    assert "what we have already done" not in client.get(thanks).get_data(as_text=True)
    number = agreed(acme, "visit", due_on=date(2027, 3, 1))
    notice(acme, number, kind="decided")
    assert "what we have already done" in client.get(thanks).get_data(as_text=True)
    shown = client.get(f"{code}?lang=en").get_data(as_text=True)
    assert "It stands here: Decided, until March 2027" in shown
    assert ("We heard: That nobody knows the hour." in shown, "We will: We send a message" in shown) == (True, True)
    decided(acme, number, "no", "Too dear.")
    assert "It stands here: Decided<" in client.get(f"{code}?lang=en").get_data(as_text=True), (
        "a no is told by a notice"
    )


def test_an_improvement_s_page_says_what_people_were_told(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = agreed(acme)
    browser, where = as_member(acme), f"/o/acme/backlog/{number}"
    assert "Nobody was told yet what came of it." in page(browser, where)
    notice(acme, number)
    shown = page(browser, where)
    assert ("public since" in shown, "We send a message at eight." in shown) == (True, True)
    assert "What people were told" not in page(browser, f"/o/acme/backlog/{improvement(acme)}")
