"""The areas, and what each must know and do."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.journeys import queries
from feedback.journeys.models import BlueprintItem, Touchpoint
from feedback.journeys.queries import functions
from feedback.permissions import Role
from tests.factories import groups, heard, surveys
from tests.factories.functions import area, fill, ready
from tests.factories.journeys import journey, touchpoint
from tests.factories.people import Member, member, post
from tests.journeys.views.test_editor import page
from tests.journeys.views.test_functions import text
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
AREAS = "/o/acme/journey/areas"


def codes(of: Member) -> list[str]:
    with of.at_work():
        return [one.code for one in functions.functions()]


def own(of: Member, stage: str, code: str) -> None:
    """Give the area a contact and a thing it says at the stage."""

    def give() -> None:
        drawn = queries.stage_named(stage)
        owner = functions.function(code).id
        point: Touchpoint = drawn.touchpoints[-1]
        point.function_id = owner
        said = BlueprintItem(stage_id=drawn.id, function_id=owner, kind="communication", text={"en": "We are near"})
        said.said_when = {"en": "an hour before"}
        queries.db.session.add(said)

    of.do(give)


def test_an_empty_list_offers_the_ready_areas(acme: Member, as_member: SignedIn) -> None:
    assert "Begin with the areas most companies have" in page(as_member(acme), AREAS)
    watching = page(as_member(member(acme.app, "acme", Role.VIEWER)), AREAS)
    assert "No area is named yet." in watching
    assert "Another area" not in watching


def test_an_area_is_added_renamed_moved_archived_and_brought_back(acme: Member, as_member: SignedIn) -> None:
    ready(acme, "care")
    browser = as_member(acme)
    assert post(browser, AREAS, {"name_es": "Recepción", "name_en": ""}).status_code == 303
    assert post(browser, f"{AREAS}/recepcion/move", {"direction": "up"}).status_code == 303
    assert codes(acme) == ["recepcion", "care"]
    assert post(browser, f"{AREAS}/recepcion/name", {"name_es": "Mostrador"}).status_code == 303
    assert post(browser, f"{AREAS}/care/archive", {}).status_code == 303
    shown = page(browser, AREAS)
    assert "Mostrador" in shown
    assert "No longer in use" in shown
    assert post(browser, f"{AREAS}/care/restore", {}).status_code == 303
    assert codes(acme) == ["recepcion", "care"]


def test_a_name_that_cannot_be_is_refused(acme: Member, as_member: SignedIn) -> None:
    area(acme)
    browser = as_member(acme)
    for path in (AREAS, f"{AREAS}/kitchen/name"):
        refused = post(browser, path, {"name_es": "", "name_en": "Typed with care"})
        assert refused.status_code == 422
        assert "Typed with care" in refused.get_data(as_text=True)
    assert codes(acme) == ["kitchen"]


def test_who_may_only_look_changes_no_area(acme: Member, as_member: SignedIn) -> None:
    area(acme)
    viewer = as_member(member(acme.app, "acme", Role.VIEWER))
    for path in (AREAS, f"{AREAS}/kitchen/name", f"{AREAS}/kitchen/archive", f"{AREAS}/kitchen/move"):
        assert post(viewer, path, {"name_es": "Otra"}).status_code == 403
    assert "Rename" not in page(viewer, AREAS)


def test_the_list_counts_parts_and_asks_the_same_for_one_and_for_many(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    ready(acme, "care")
    fill(acme, "visit", "care", "decides")
    browser = as_member(acme)
    assert "Customer care 0 1 0 0 0 2" in text(page(browser, AREAS))
    with counted(acme.app) as few:
        page(browser, AREAS)
    ready(acme, "field", "sales")
    with counted(acme.app) as many:
        page(browser, AREAS)
    assert len(many) == len(few)


def test_my_area_says_what_it_must_know_and_do(acme: Member, as_member: SignedIn) -> None:
    stage = journey(acme)[1]
    touchpoint(acme, stage)
    ready(acme, "field")
    fill(acme, "booking", "field", "none", task={"en": "Nobody is on site yet"})
    fill(acme, "visit", "field", "does", task={"en": "Repairs it"}, knows={"en": "Which part broke"})
    own(acme, "visit", "field")
    shown = text(page(as_member(acme), f"{AREAS}/field"))
    assert "It takes part at 1 of 3 stages. Print its questions" in shown
    assert "Its part Does it Change What it does" in shown
    assert "What it does Repairs it What it must know Which part broke" in shown
    assert "Contacts it owns Counter (Shop or office)" in shown
    assert "We are near (an hour before)" in shown
    assert "Still open one stage Billing : What do field staff see" in shown
    assert "No role here, because Booking Nobody is on site yet" in shown


def test_what_people_say_stands_beside_what_the_area_does(acme: Member, as_member: SignedIn) -> None:
    """Through the disclosure rule: of a protected survey that is still open no figure is shown."""
    journey(acme)
    groups.three_groups(acme)
    ready(acme, "field")
    fill(acme, "visit", "field", "does")
    asked = surveys.published(acme, *surveys.standard("visit"), title="The visit")
    many = surveys.opened(acme, asked, ["customers"], mode="identified")
    surveys.answered(many, "customers", 8, csat=4)
    few = surveys.opened(acme, asked, ["employees"], mode="confidential")
    surveys.answered(few, "employees", 3, csat=1)
    surveys.counted(many)
    surveys.counted(few)
    heard.heard(acme, "customers", "waiting", stage="visit", n=6)
    heard.counted(acme)
    shown = text(page(as_member(acme), f"{AREAS}/field"))
    assert "What people live here Customers 4.0" in shown
    assert "n 8" in shown
    assert "Waiting said 6 times" in shown
    assert "Employees counted when it closes Suppliers not asked" in shown
    assert "1.0" not in shown


def test_an_area_of_nobody_is_not_found(acme: Member, globex: Member, as_member: SignedIn) -> None:
    area(globex, "bar")
    for code in ("bar", "nothing"):
        assert as_member(acme).get(f"{AREAS}/{code}").status_code == 404


def test_who_works_in_an_area_is_said_on_its_page(acme: Member, as_member: SignedIn) -> None:
    area(acme, "desk")
    crew, served = groups.group(acme, "employee"), groups.group(acme, "customer")
    browser = as_member(acme)
    form = page(browser, f"{AREAS}/desk/people")
    assert str(crew.id) in form
    assert str(served.id) not in form
    given = {"members": str(acme.user_id), "groups": str(crew.id)}
    assert post(browser, f"{AREAS}/desk/people", given).status_code == 303
    assert "Owner of acme, Employees" in text(page(browser, f"{AREAS}/desk"))
    assert post(browser, f"{AREAS}/desk/people", {"groups": str(served.id)}).status_code == 422
