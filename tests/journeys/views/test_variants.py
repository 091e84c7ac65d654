"""The pages of the ways different personas take."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.db import db
from feedback.journeys.models import Variant
from feedback.journeys.queries import variants
from feedback.stakeholders.models import Persona
from feedback.stakeholders.queries.groups import group_named
from tests.factories import groups
from tests.factories.journeys import journey
from tests.factories.people import Member, post
from tests.journeys.views.test_editor import EDIT, page

SignedIn = Callable[..., FlaskClient]
PATH = f"{EDIT}/variants"


def ways(of: Member) -> dict[str, list[str]]:
    with of.at_work():
        return {one.code: [stage.code for stage in variants.stages_of(one)] for one in variants.variants()}


def test_without_a_stage_there_is_no_way_through(acme: Member, as_member: SignedIn) -> None:
    assert "There is no stage to go through yet." in page(as_member(acme), PATH)
    assert as_member(acme).get(f"{PATH}/new").status_code == 404
    journey(acme)
    assert "Everybody goes the same way" in page(as_member(acme), PATH)


def test_a_variant_shares_stages_in_its_own_order(acme: Member, as_member: SignedIn) -> None:
    groups.three_groups(acme)
    booking, visit, billing = journey(acme)

    def portrait() -> str:
        row = Persona(group_id=group_named("customers").id, code="ana", name={"es": "Ana"})
        db.session.add(row)
        db.session.flush()
        return str(row.id)

    persona = acme.do(portrait)
    browser = as_member(acme)
    places = {f"place_{billing.id.hex}": "1", f"place_{visit.id.hex}": "", f"place_{booking.id.hex}": "2"}
    typed = {"name_es": "Corta", "name_en": "", "persona": persona, **places}
    answer = post(browser, f"{PATH}/new", typed)
    assert (answer.status_code, answer.location) == (303, PATH)
    assert ways(acme) == {"corta": ["billing", "booking"]}
    shown = page(browser, PATH)
    assert ("Corta" in shown, "Ana" in shown) == (True, True)
    form = page(browser, f"{PATH}/corta")
    assert f'name="place_{booking.id.hex}" type="number" value="2"' in form
    again = post(browser, f"{PATH}/corta", {**typed, f"place_{visit.id.hex}": "3"})
    assert again.status_code == 303
    assert ways(acme) == {"corta": ["billing", "booking", "visit"]}
    assert post(browser, f"{PATH}/corta/remove").status_code == 303
    with acme.at_work():
        assert db.session.scalars(select(Variant)).all() == []


def test_what_cannot_be_is_refused(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    browser = as_member(acme)
    for wrong in ({"name_es": ""}, {f"place_{stage.id.hex}": "x"}, {f"place_{stage.id.hex}": ""}):
        typed = {"name_es": "Corta", f"place_{stage.id.hex}": "1", **wrong}
        assert post(browser, f"{PATH}/new", typed).status_code == 422
    assert ways(acme) == {}


def test_variants_of_others_do_not_exist(acme: Member, globex: Member, as_member: SignedIn) -> None:
    [stage] = journey(globex, stages=["visit"])
    journey(acme, stages=["visit"])
    post(as_member(globex), "/o/globex/journey/edit/variants/new", {"name_es": "Corta", f"place_{stage.id.hex}": "1"})
    assert ways(globex) == {"corta": ["visit"]}
    browser = as_member(acme)
    assert browser.get(f"{PATH}/corta").status_code == 404
    assert post(browser, f"{PATH}/corta/remove").status_code == 404
