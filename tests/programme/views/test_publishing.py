"""Looking at a notice before everyone reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.backlog.queries import sentences
from feedback.permissions import Role
from feedback.programme import queries
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories import contacts
from tests.factories.backlog import ground, listed, said_and_proposed
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed, notice

SignedIn = Callable[..., FlaskClient]


def path(made: UUID, part: str = "publish") -> str:
    return f"/o/acme/programme/notices/{made}/{part}"


def read(client: FlaskClient, where: str) -> str:
    answer = client.get(where, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.get_data(as_text=True).split())


def test_few_people_stop_it_until_they_are_gone(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = agreed(acme)
    few = {"es": "Dos personas lo pidieron.", "en": "Two people asked for it."}
    made = notice(acme, number, heard=few, published=False)
    browser = as_member(acme)
    shown = read(browser, path(made))
    assert ("<u>Two people</u>" in shown, "<u>Dos personas</u>" in shown) == (True, True)
    assert "Publish it</button>" not in shown
    assert post(browser, path(made), {"minded": "1"}).status_code == 409
    typed = {
        "kind": "done",
        "heard_es": "Muchas personas lo pidieron.",
        "answer_es": "Hecho.",
        "heard_en": "",
        "answer_en": "",
    }
    assert post(browser, f"/o/acme/programme/notices/{made}", typed).status_code == 303
    assert post(browser, path(made)).status_code == 303


def test_words_that_may_hurt_are_looked_at_first_and_that_is_on_record(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    blaming = {"es": "Los clientes siempre se quejan.", "en": "Customers always complain about the wait."}
    made = notice(acme, agreed(acme), heard=blaming, published=False)
    browser = as_member(acme)
    assert 'name="minded"' in read(browser, path(made))
    refused = post(browser, path(made))
    assert refused.status_code == 409
    assert 'name="minded"' in refused.get_data(as_text=True)
    assert post(browser, path(made), {"minded": "1"}).status_code == 303
    with acme.at_work():
        entry = next(one for one in accounts.audit() if one.act == "notice.published")
        assert entry.detail == {"minded": True}


def test_what_somebody_said_is_not_published_word_for_word(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    row = next(one.improvement for one in listed(acme).lines if one.improvement.direction == "reduce")
    browser = as_member(acme)
    with acme.at_work():
        words = sentences.page_of(row, group_id=None, sentiment=None, offset=0, limit=1).found[0].text
    made = notice(acme, row.number, heard={"es": words, "en": words}, published=False)
    assert len(words.split()) >= 6, "the sentence of the factory is long enough to be somebody's own"
    assert "stand in an answer" in read(browser, path(made))
    assert post(browser, path(made)).status_code == 409


def test_nobody_of_the_groups_is_named(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    with acme.at_work():
        group = stakeholders.group_named("customers")
    contacts.person(acme, group, "ana@acme.example", name="Ana López")
    named = {"es": "Gracias a Ana López lo vimos.", "en": "Thanks to Ana López we saw it."}
    made = notice(acme, agreed(acme), heard=named, published=False)
    assert "<u>Ana López</u>" in read(as_member(acme), path(made))
    assert post(as_member(acme), path(made)).status_code == 409


def test_the_groups_whose_pages_it_stands_on_change_while_people_read_it(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    made = notice(acme, agreed(acme))
    browser = as_member(acme)
    assert post(browser, path(made, "groups"), {"groups": ["customers"]}).status_code == 303
    assert acme.app.test_client().get("/said/acme/customers").status_code == 200
    assert 'href="/said/acme/customers"' in read(browser, path(made))
    assert post(browser, path(made, "groups"), {"groups": ["globex"]}).status_code == 422
    with acme.at_work():
        assert len(queries.notice(made).groups) == 1


def test_a_new_notice_is_proposed_for_the_groups_of_which_five_said_it(acme: Member, as_member: SignedIn) -> None:
    """Six customers and four employees raised it."""
    said_and_proposed(acme)
    row = next(one.improvement for one in listed(acme).lines if one.improvement.direction == "reduce")
    shown = read(as_member(acme), f"/o/acme/programme/{row.number}/notice")
    boxes = re.findall(r'<input([^>]*) name="groups"[^>]* value="(\w+)"', shown)
    ticked = [code for attributes, code in boxes if "checked" in attributes]
    assert ticked == ["customers"]


def test_only_who_decides_looks_and_publishes(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    made = notice(acme, agreed(acme), published=False)
    analyst = as_member(member(acme.app, "acme", Role.ANALYST))
    assert analyst.get(path(made)).status_code == 403
    assert post(analyst, path(made, "groups"), {}).status_code == 403
