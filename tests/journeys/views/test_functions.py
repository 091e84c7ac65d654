"""Who does what, through its pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from feedback.journeys import queries
from feedback.journeys.actions import functions as actions
from feedback.journeys.queries import functions, roles
from feedback.permissions import Role
from tests.factories.functions import area, fill, ready
from tests.factories.journeys import current, journey
from tests.factories.people import Member, member, post
from tests.journeys.views.test_editor import page
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
MATRIX = "/o/acme/journey/functions"
PROMPT = "What must we know before arriving: access, whom to ask for, material, what was promised?"


def cells(of: Member) -> dict[tuple[str, str], str]:
    with of.at_work():
        held = roles.matrix()
        return {
            (stage.code, one.code): role.part
            for stage in held.stages
            for one in held.functions
            if (role := held.at(stage, one)) is not None
        }


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_matrix_that_lacks_everything_says_how_to_begin(acme: Member, as_member: SignedIn) -> None:
    shown = page(as_member(acme), MATRIX)
    assert "Who does what will stand here." in shown
    assert "Begin with the areas most companies have" in shown
    assert shown.count('type="checkbox" value=') == shown.count("checked") == 7
    watching = page(as_member(member(acme.app, "acme", Role.VIEWER)), MATRIX)
    assert "Begin with the areas" not in watching
    assert "No area is named yet." in watching


def test_the_ticked_areas_are_taken(acme: Member, as_member: SignedIn) -> None:
    answer = post(as_member(acme), f"{MATRIX}/ready", {"codes": ["care", "field"]})
    assert (answer.status_code, answer.location) == (303, "/o/acme/journey/areas")
    with acme.at_work():
        assert [one.code for one in functions.functions()] == ["care", "field"]
    refused = post(as_member(acme), f"{MATRIX}/ready", {"codes": ["care"]})
    assert refused.status_code == 422


def test_open_cells_ask_and_filled_ones_say(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    area(acme)
    ready(acme, "field")
    fill(acme, "visit", "field", "does", task={"en": "Repairs it"})
    fill(acme, "visit", "kitchen", "none", task={"en": "Nothing is cooked"})
    shown = text(page(as_member(acme), MATRIX))
    assert "4 of 6 cells are open" in shown
    assert "Does it Repairs it" in shown
    assert "No role Nothing is cooked" in shown
    assert shown.count("What do field staff see at this stage that nobody else in the company sees?") == 2
    assert shown.count("What does this area do at this stage, what must it know to do it, and who tells it?") == 2
    assert "Nobody decides: Visit" in shown
    assert "Without any role on the whole way: Kitchen" in shown
    assert "Fill “Booking”" in shown


def test_a_stage_that_two_decide_is_called_out(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    for code in ready(acme, "care", "field"):
        fill(acme, "billing", code, "decides")
    shown = text(page(as_member(acme), MATRIX))
    assert "More than one area decides: Billing" in shown
    assert "Nobody decides" not in shown
    assert "Without any role" not in shown


def test_who_may_only_look_fills_nothing(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    ready(acme, "care")
    viewer = as_member(member(acme.app, "acme", Role.VIEWER))
    shown = page(viewer, MATRIX)
    assert "Say it" not in shown
    assert "What is customer care asked at this stage" in shown
    for path in (f"{MATRIX}/{stage.id}", f"{MATRIX}/{stage.id}/care"):
        assert viewer.get(path).status_code == 403
        assert post(viewer, path, {"part-care": "does"}).status_code == 403


def test_a_cell_is_filled_on_its_own_page(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    ready(acme, "care", "field")
    fill(acme, "visit", "care", "told")
    browser, path = as_member(acme), f"{MATRIX}/{stage.id}/field"
    shown = page(browser, path)
    assert "Field staff at “Visit”" in shown
    assert "Customer care Is told" in text(shown)
    typed = {"part-field": "does", "task-field_es": "Repara", "knows-field_es": "La avería", "knows-field_en": ""}
    answer = post(browser, path, typed)
    assert (answer.status_code, answer.location) == (303, f"{MATRIX}#stage-visit")
    assert cells(acme) == {("visit", "care"): "told", ("visit", "field"): "does"}
    assert "Repara</textarea>" in page(browser, path)
    assert post(browser, path, {"part-field": ""}).status_code == 303
    assert cells(acme) == {("visit", "care"): "told"}


def test_no_role_without_a_reason_is_refused_with_everything_typed_still_there(
    acme: Member, as_member: SignedIn
) -> None:
    [stage] = journey(acme, stages=["visit"])
    ready(acme, "care", "field")
    typed = {"part-care": "none", "part-field": "does", "task-field_es": "Typed with care"}
    answer = post(as_member(acme), f"{MATRIX}/{stage.id}", typed, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    shown = answer.get_data(as_text=True)
    assert 'href="#task-care_es"' in shown
    assert "Say why this area has no role here." in shown
    assert "Typed with care" in shown
    assert post(as_member(acme), f"{MATRIX}/{stage.id}", {"part-care": "watches"}).status_code == 422
    assert cells(acme) == {}


def test_a_whole_stage_is_filled_in_one_form(acme: Member, as_member: SignedIn) -> None:
    stage = journey(acme)[1]
    ready(acme, "care", "field", "sales")
    typed = {"part-care": "decides", "part-field": "does", "part-sales": "none", "task-sales_es": "Ya vendió"}
    assert post(as_member(acme), f"{MATRIX}/{stage.id}", typed).status_code == 303
    assert cells(acme) == {("visit", "care"): "decides", ("visit", "field"): "does", ("visit", "sales"): "none"}


def test_languages_that_are_not_on_the_form_keep_their_text(acme: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    ready(acme, "care")
    fill(acme, "visit", "care", "does", task={"es": "Llama", "pt": "Liga"})
    typed = {"part-care": "does", "task-care_es": "Escribe", "task-care_en": "Writes"}
    assert post(as_member(acme), f"{MATRIX}/{stage.id}/care", typed).status_code == 303
    with acme.at_work():
        [role] = roles.by_stage()[stage.id]
        assert role.task == {"es": "Escribe", "en": "Writes", "pt": "Liga"}


def test_cells_of_nothing_are_not_found(acme: Member, globex: Member, as_member: SignedIn) -> None:
    [stage] = journey(acme, stages=["visit"])
    [theirs] = journey(globex, stages=["arrival"])
    ready(acme, "care")
    ready(globex, "field")
    browser = as_member(acme)
    for stage_id, code in ((uuid4(), "care"), (theirs.id, "care"), (stage.id, "field"), (stage.id, "nothing")):
        assert browser.get(f"{MATRIX}/{stage_id}/{code}").status_code == 404
    acme.do(lambda: actions.archive(functions.function("care")))
    assert browser.get(f"{MATRIX}/{stage.id}/care").status_code == 404


def test_the_matrix_asks_the_database_the_same_for_one_area_and_for_many(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    ready(acme, "care")
    browser = as_member(acme)
    page(browser, MATRIX)
    with counted(acme.app) as few:
        page(browser, MATRIX)
    for code in ready(acme, "field", "sales", "marketing"):
        for stage in current(acme):
            fill(acme, stage.code, code, "does")
    with counted(acme.app) as many:
        page(browser, MATRIX)
    assert len(many) == len(few)


def test_the_question_stands_above_what_is_asked(acme: Member, as_member: SignedIn) -> None:
    stage_id: UUID = journey(acme, stages=["visit"])[0].id
    ready(acme, "field")

    def stand_for(step: str) -> None:
        queries.stage(stage_id).step = step

    acme.do(stand_for, "contract")
    assert PROMPT in page(as_member(acme), f"{MATRIX}/{stage_id}")
