"""The board, its columns and moves."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from feedback.permissions import Role
from feedback.programme import actions
from tests.factories.backlog import found, ground, reread
from tests.factories.people import Member, member, post
from tests.factories.programme import agreed, started
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
BOARD = "/o/acme/programme/board"


def page(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"{BOARD}{query}", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def cards(shown: str) -> dict[str, list[int]]:
    """Column -> numbers of its cards."""
    parts = re.split(r'data-column="(\w+)"', shown)[1:]
    return {
        name: [int(one) for one in re.findall(r'id="card-(\d+)"', part)]
        for name, part in zip(parts[::2], parts[1::2], strict=True)
    }


def test_an_empty_board_leads_to_the_list(acme: Member, as_member: SignedIn) -> None:
    shown = page(as_member(acme))
    assert "What you decide to do will stand here." in shown
    assert "data-column" not in shown


def test_cards_stand_in_their_columns_and_move_by_their_buttons(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    waiting, moving = agreed(acme), started(acme)
    browser = as_member(acme)
    assert cards(page(browser)) == {"decided": [waiting], "in_progress": [moving], "done": []}
    for number, to in ((waiting, "in_progress"), (moving, "done")):
        answer = post(browser, f"{BOARD}/{number}", {"to": to})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{BOARD}#card-{number}")
    assert cards(page(browser)) == {"decided": [], "in_progress": [waiting], "done": [moving]}
    assert post(browser, f"{BOARD}/{waiting}", {"to": "decided"}).status_code == 303
    assert cards(page(browser))["decided"] == [waiting]


def test_every_way_a_card_can_go_is_a_button_that_drag_presses(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    agreed(acme)
    started(acme)
    shown = page(as_member(acme))
    assert re.findall(r'data-to="(\w+)"><form', shown) == ["in_progress", "decided", "done"]
    assert shown.count('draggable="true"') == 2


def test_a_move_that_cannot_follow_is_refused_and_nothing_moves(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = agreed(acme)
    browser = as_member(acme)
    assert post(browser, f"{BOARD}/{number}", {"to": "done"}).status_code == 409
    assert post(browser, f"{BOARD}/{number}", {"to": "declined"}).status_code == 422
    assert reread(acme, number).status == "decided"


def test_who_it_is_not_assigned_to_moves_nothing(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    me = member(acme.app, "acme", Role.CONTRIBUTOR)
    mine, other = agreed(acme, owner_id=me.user_id), agreed(acme)
    browser = as_member(me)
    shown = page(browser)
    assert (f'action="{BOARD}/{mine}"' in shown, f'action="{BOARD}/{other}"' in shown) == (True, False)
    assert post(browser, f"{BOARD}/{other}", {"to": "in_progress"}).status_code == 403


def test_the_board_shows_what_is_late_and_what_stands_in_the_way(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = started(acme, due_on=date(2020, 1, 1))
    acme.do(lambda: actions.report(found(number).id, percent=40, blocker="No paint").id)
    shown = page(as_member(acme))
    assert ("<span>Late</span>" in shown, "In the way: No paint" in shown, "40%" in shown) == (True, True, True)


def test_the_board_of_one_person_keeps_to_it_after_a_move(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    mine, other = agreed(acme, owner_id=acme.user_id), agreed(acme)
    browser, query = as_member(acme), f"?owner={acme.user_id}"
    assert cards(page(browser, query))["decided"] == [mine]
    assert cards(page(browser, "?owner=none"))["decided"] == [other]
    answer = post(browser, f"{BOARD}/{mine}{query}", {"to": "in_progress"})
    assert answer.headers["Location"] == f"{BOARD}{query}#card-{mine}"


def test_the_board_asks_the_same_for_one_and_for_three(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    started(acme, owner_id=acme.user_id)
    browser = as_member(acme)

    def asked() -> int:
        with counted(acme.app) as statements:
            page(browser)
        return len(statements)

    asked()
    before = asked()
    started(acme, owner_id=acme.user_id)
    agreed(acme, owner_id=acme.user_id)
    assert asked() == before


def text_of(client: FlaskClient, path: str) -> str:
    return str(client.get(path, headers={"Accept-Language": "en"}).get_data(as_text=True))


def test_a_milestone_that_passed_its_day_says_so_wherever_it_stands(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = started(acme, due_on=date(2099, 1, 1))
    acme.do(lambda: actions.add_milestone(found(number).id, title="A trial", due_on=date(2020, 1, 1)).id)
    browser = as_member(acme)
    assert "overdue: A trial" in page(browser)
    assert "overdue: A trial" in text_of(browser, "/o/acme/programme")
    assert "overdue since January 1, 2020" in text_of(browser, f"/o/acme/programme/{number}")
    acme.do(lambda: actions.finish(found(number).id).id)
    assert "overdue" not in page(browser) + text_of(browser, f"/o/acme/programme/{number}")
