"""The blueprint in the browser: layers, added to in place, changed, moved and taken out."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask.testing import FlaskClient

from feedback.journeys import queries as journeys
from feedback.journeys.queries import blueprint as queries
from feedback.permissions import Role
from tests.factories import people
from tests.factories.blueprint import both, item, link
from tests.factories.journeys import journey
from tests.factories.people import Member, post
from tests.journeys.views.test_editor import page
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
BLUEPRINT = "/o/acme/journey/blueprint"


def texts(of: Member, stage: str = "visit") -> list[tuple[str, dict[str, str]]]:
    with of.at_work():
        return [(row.kind, row.text) for row in queries.of_stage(journeys.stage_named(stage).id)]


def test_without_a_journey_the_page_says_what_to_draw_first(acme: Member, as_member: SignedIn) -> None:
    assert "Draw its stages first" in page(as_member(acme), BLUEPRINT)


def test_each_layer_is_listed_with_what_is_known(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    point = stages[1].touchpoints[0].id
    item(acme, "visit", "wait", "The technician", minutes=150, touchpoint_id=point)
    item(acme, "visit", "question", "Is there a plug?")
    item(acme, "visit", "question", "What does it cost?", answered=both("On the web"))
    item(acme, "visit", "communication", "We are near", said_when=both("An hour before"))
    item(acme, "visit", "tool", "Agenda", need=both("Know the hour"), state="failing")
    item(acme, "booking", "front", "Take the call")
    shown = page(as_member(acme), f"{BLUEPRINT}?stage=visit")
    for words in (
        "2.5 hours",
        "answered nowhere",
        "Answered: On the web",
        "When: An hour before",
        "Exists, but fails",
        "Serves: Know the hour",
    ):
        assert words in shown, words
    assert "Take the call" not in shown
    alone = page(as_member(acme), f"{BLUEPRINT}?stage=visit&touchpoint=call")
    assert ("The technician" in alone, "Is there a plug?" in alone) == (True, False)
    assert "Take the call" in page(as_member(acme), BLUEPRINT), "without a stage it is the first"


def test_an_unknown_stage_is_not_found_and_a_touchpoint_of_another_one_is_forgotten(
    acme: Member, as_member: SignedIn
) -> None:
    journey(acme)
    item(acme, "visit", "front", "Ring the bell")
    browser = as_member(acme)
    assert browser.get(f"{BLUEPRINT}?stage=nowhere").status_code == 404
    assert "Ring the bell" in page(browser, f"{BLUEPRINT}?stage=visit&touchpoint=counter")


def test_a_line_is_added_in_place(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    browser, path = as_member(acme), f"{BLUEPRINT}/{stages[1].id}/lines"
    answer = post(browser, path, {"kind": "front", "text": " Toca el timbre ", "touchpoint": "call"})
    assert (answer.status_code, answer.location) == (303, f"{BLUEPRINT}?stage=visit&touchpoint=call#layer-front")
    assert texts(acme) == [("front", {"es": "Toca el timbre"})]
    with acme.at_work():
        assert [row.touchpoint_id for row in queries.of_stage(stages[1].id)] == [stages[1].touchpoints[0].id]


def test_an_empty_line_is_refused_at_its_layer(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    browser, path = as_member(acme), f"{BLUEPRINT}/{stages[1].id}/lines"
    for wrong, kept in (({"kind": "back", "text": ""}, ""), ({"kind": "back", "text": "x" * 301}, "x" * 301)):
        answer = post(browser, path, wrong)
        shown = answer.get_data(as_text=True)
        assert (answer.status_code, 'id="line-back-error"' in shown) == (422, True)
        assert f'value="{kept}" aria-invalid="true"' in shown
    assert post(browser, path, {"kind": "wish", "text": "A"}).status_code == 422
    assert texts(acme) == []


def test_a_thing_is_added_with_everything_and_changed(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    browser = as_member(acme)
    typed = {"text_es": "La agenda", "text_en": "The agenda", "need_es": "Saber la hora", "state": "missing"}
    answer = post(browser, f"{BLUEPRINT}/{stages[1].id}/new/tool", typed)
    assert (answer.status_code, answer.location) == (303, f"{BLUEPRINT}?stage=visit#layer-tool")
    with acme.at_work():
        [made] = queries.of_stage(stages[1].id)
    assert (made.need, made.state, made.touchpoint_id) == ({"es": "Saber la hora"}, "missing", None)
    path = f"{BLUEPRINT}/items/{made.id}"
    changed = {**typed, "state": "working", "touchpoint": str(stages[1].touchpoints[0].id)}
    assert post(browser, path, changed).status_code == 303
    with acme.at_work():
        row = queries.item(made.id)
    assert (row.state, row.touchpoint_id) == ("working", stages[1].touchpoints[0].id)


def test_what_cannot_be_is_refused_with_everything_typed_still_there(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    made = item(acme, "visit", "wait", "The technician", minutes=5)
    browser = as_member(acme)
    for path in (f"{BLUEPRINT}/{stages[1].id}/new/wait", f"{BLUEPRINT}/items/{made}"):
        for wrong in ({"text_es": ""}, {"minutes": "-1"}, {"minutes": "long"}, {"touchpoint": str(stages[0].id)}):
            answer = post(browser, path, {"text_es": "Espera", "text_en": "Typed with care", "minutes": "10", **wrong})
            assert answer.status_code == 422, wrong
            assert "Typed with care" in answer.get_data(as_text=True)
    assert texts(acme) == [("wait", both("The technician"))]
    assert browser.get(f"{BLUEPRINT}/{stages[1].id}/new/wish").status_code == 404


def test_only_what_belongs_to_a_kind_is_asked(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    browser = as_member(acme)
    asked = {}
    for kind in ("wait", "question", "communication", "process", "front"):
        shown = page(browser, f"{BLUEPRINT}/{stages[1].id}/new/{kind}")
        names = ("minutes", "answered_es", "said_when_es", "need_es", "state")
        asked[kind] = [name for name in names if f'name="{name}"' in shown]
    assert asked == {
        "wait": ["minutes"],
        "question": ["answered_es"],
        "communication": ["said_when_es"],
        "process": ["need_es", "state"],
        "front": [],
    }


def test_things_move_and_go(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    first, second = (item(acme, "visit", "front", name) for name in ("A", "B"))
    browser = as_member(acme)
    assert post(browser, f"{BLUEPRINT}/items/{second}/move", {"direction": "up"}).status_code == 303
    assert [text["en"] for _, text in texts(acme)] == ["B", "A"]
    answer = post(browser, f"{BLUEPRINT}/items/{first}/remove", {})
    assert (answer.status_code, answer.location) == (303, f"{BLUEPRINT}?stage=visit#layer-front")
    assert [text["en"] for _, text in texts(acme)] == ["B"]


def test_who_only_looks_finds_nothing_to_change(acme: Member, as_member: SignedIn) -> None:
    stages = journey(acme)
    made: UUID = item(acme, "visit", "front", "Ring the bell")
    viewer = as_member(people.member(acme.app, "acme", Role.VIEWER))
    shown = page(viewer, f"{BLUEPRINT}?stage=visit")
    assert ("Ring the bell" in shown, "/items/" in shown, "/lines" in shown) == (True, False, False)
    assert viewer.get(f"{BLUEPRINT}/items/{made}").status_code == 403
    assert post(viewer, f"{BLUEPRINT}/{stages[1].id}/lines", {"kind": "front", "text": "x"}).status_code == 403


def test_reads_do_not_depend_on_how_much_is_drawn(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser, reads = as_member(acme), []
    for number in range(4):
        item(acme, "visit", "tool", f"Tool {number}", state="missing")
        if number in (0, 3):
            with counted(acme.app) as seen:
                page(browser, f"{BLUEPRINT}?stage=visit")
            reads.append(len(seen))
    assert reads[0] == reads[1]


def test_a_tool_shows_how_it_hangs_together(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    calls, agenda = item(acme, "booking", "tool", "Calls"), item(acme, "visit", "tool", "Agenda")
    link(acme, calls, agenda, "by_hand", "The address")
    for tool in (calls, agenda):
        shown = page(as_member(acme), f"{BLUEPRINT}/items/{tool}")
        assert "Calls → Agenda" in shown
        assert "By hand: somebody types it again: The address" in shown
