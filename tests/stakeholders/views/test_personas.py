"""Personas through their pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.stakeholders.models import StakeholderGroup
from tests.factories.groups import group, segment
from tests.factories.people import Member, member, post
from tests.factories.personas import line, persona, reread
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
PERSONAS = "/o/acme/groups/customers/personas"


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, "customer", code="customers")


def page(client: FlaskClient, path: str = PERSONAS) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_a_persona_is_drawn_from_the_empty_list(acme: Member, customers: StakeholderGroup, as_member: SignedIn) -> None:
    segment(acme, customers)
    browser = as_member(acme)
    assert f'href="{PERSONAS}"' in page(browser, "/o/acme/groups")
    assert "This group has no persona yet." in page(browser)
    typed = {"name_es": "", "portrait_en": "Travels once a year.", "leaning": "both"}
    refused = post(browser, f"{PERSONAS}/new", typed)
    assert refused.status_code == 422
    assert "Travels once a year.</textarea>" in refused.get_data(as_text=True)
    given = {**typed, "name_es": "La familia", "reached_by": "chat", "segments": "region=north"}
    made = post(browser, f"{PERSONAS}/new", given)
    assert (made.status_code, made.location) == (303, f"{PERSONAS}/la-familia")
    shown = page(browser, f"{PERSONAS}/la-familia")
    for words in ("Travels once a year.", "region = north", "Chat", "Both, by what it is about", "Nothing yet."):
        assert words in shown
    assert "1 persona" in page(browser, "/o/acme/groups")
    assert post(browser, f"{PERSONAS}/la-familia/edit", {"name_es": "La gente"}).status_code == 303
    assert "La gente" in page(browser)
    assert browser.get("/o/acme/groups/nobody/personas").status_code == 404
    assert browser.get(f"{PERSONAS}/nobody").status_code == 404


def test_lines_without_script(acme: Member, customers: StakeholderGroup, as_member: SignedIn) -> None:
    code, browser = persona(acme, customers), as_member(acme)
    address = f"{PERSONAS}/{code}"
    refused = post(browser, f"{address}/lines", {"kind": "need", "text_es": "", "text_en": "Kept"})
    assert refused.status_code == 422
    assert 'value="Kept"' in refused.get_data(as_text=True)
    added = post(browser, f"{address}/lines", {"kind": "need", "text_es": "Silencio", "text_en": "Silence"})
    assert (added.status_code, added.location) == (303, f"{address}#h-need")
    other = line(acme, customers, code, "Sleep")
    shown = page(browser, address)
    assert shown.index(">Silence ") < shown.index(">Sleep ")
    assert shown.count("Assumed") == 2
    assert post(browser, f"{address}/lines/{other}/move", {"direction": "up"}).status_code == 303
    shown = page(browser, address)
    assert shown.index(">Sleep ") < shown.index(">Silence ")
    assert 'value="Sleep"' in page(browser, f"{address}/lines/{other}")
    post(browser, f"{address}/lines/{other}", {"kind": "task", "text_es": "Dormir", "text_en": "Get some sleep"})
    assert "Get some sleep" in page(browser, address)
    assert post(browser, f"{address}/lines/{other}/remove", {}).status_code == 303
    assert [one.text["en"] for one in reread(acme, customers, code).lines] == ["Silence"]


def test_archived_and_brought_back(acme: Member, customers: StakeholderGroup, as_member: SignedIn) -> None:
    code, browser = persona(acme, customers), as_member(acme)
    assert post(browser, f"{PERSONAS}/{code}/archive", {}).location == PERSONAS
    shown = page(browser)
    assert shown.index("This group has no persona yet.") < shown.index("The family")
    assert "This persona is archived." in page(browser, f"{PERSONAS}/{code}")
    assert post(browser, f"{PERSONAS}/{code}/restore", {}).status_code == 303
    assert "This persona is archived." not in page(browser, f"{PERSONAS}/{code}")


def test_who_only_looks_changes_nothing(acme: Member, customers: StakeholderGroup, as_member: SignedIn) -> None:
    code = persona(acme, customers)
    viewer = as_member(member(acme.app, acme.organisation, Role.VIEWER))
    assert "Add a line" not in page(viewer, f"{PERSONAS}/{code}")
    assert viewer.get(f"{PERSONAS}/{code}/edit").status_code == 403


def test_as_many_reads_for_three_personas_as_for_one(
    acme: Member, customers: StakeholderGroup, as_member: SignedIn
) -> None:
    browser = as_member(acme)

    def reads() -> int:
        with counted(acme.app) as found:
            page(browser)
        return len(found)

    line(acme, customers, persona(acme, customers))
    page(browser)
    one = reads()
    for _ in range(2):
        line(acme, customers, persona(acme, customers))
    assert reads() == one
