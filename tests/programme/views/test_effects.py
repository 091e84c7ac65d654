"""Pages of effect checks: registering, where one stands, its verdict, all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.factories.effects import (
    AFTER,
    ASKED,
    DUE,
    HIGH,
    JUDGED,
    LOW,
    at,
    check,
    judged,
    offer,
    registered,
    said,
    stage_ids,
    survey,
    through,
    worked,
)
from tests.factories.people import Member, member, post, sign_in
from tests.factories.programme import agreed
from tests.statements import counted

SignedIn = Callable[[Member], FlaskClient]
ROOM = "/o/acme/programme"


@pytest.fixture
def client(as_member: SignedIn, acme: Member) -> FlaskClient:
    return as_member(acme)


def page(client: FlaskClient, path: str, moment: datetime | None = None) -> str:
    if moment is None:
        return client.get(f"{ROOM}{path}?lang=en").get_data(as_text=True)
    with at(moment):
        fresh = client.application.test_client()
        return signed(fresh).get(f"{ROOM}{path}?lang=en").get_data(as_text=True)


def signed(client: FlaskClient) -> FlaskClient:
    """Signed in at the moment it is: sessions end."""
    return sign_in(client, member(client.application, "acme", Role.OWNER))


def test_a_check_is_registered_through_its_form(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    form = client.get(f"{ROOM}/{number}/effect?lang=en").get_data(as_text=True)
    assert "Visit · Customers · csat_visit?" in form
    data = {
        "measure": offer(acme).key,
        "direction": "up",
        "minimum": "0,5",
        "due_on": "2099-01-01",
        "controls": [str(one) for one in stage_ids(acme, ["booking"])],
    }
    assert post(client, f"{ROOM}/{number}/effect", data).status_code == 303
    made = registered(acme, number)
    assert (made.minimum, made.due_on, len(made.controls)) == (0.5, date(2099, 1, 1), 1)
    shown = client.get(f"{ROOM}/{number}/effect?lang=en").get_data(as_text=True)
    assert "+0.5 points of 1 to 5" in shown
    assert "0 answers of the baseline are there, 199 are wanted." in shown


def test_percentage_points_become_a_share(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    data = {"measure": offer(acme, "again").key, "direction": "up", "minimum": "10", "due_on": "2099-01-01"}
    assert post(client, f"{ROOM}/{number}/effect", data).status_code == 303
    assert registered(acme, number).minimum == pytest.approx(0.1)
    assert "+10 percentage points" in client.get(f"{ROOM}/{number}/effect?lang=en").get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "typed"), [("minimum", "much"), ("minimum", "9"), ("due_on", "2001-01-01"), ("direction", "")]
)
def test_what_is_wrong_stays_as_it_was_typed(client: FlaskClient, acme: Member, field: str, typed: str) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    data = {"measure": offer(acme).key, "direction": "up", "minimum": "0.5", "due_on": "2099-01-01", field: typed}
    answer = post(client, f"{ROOM}/{number}/effect", data)
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.get_data(as_text=True) or field == "direction"
    assert f'href="#{field}"' in answer.get_data(as_text=True)


def test_before_anything_was_asked_the_page_says_what_to_do(client: FlaskClient, acme: Member) -> None:
    number = agreed(acme)
    shown = client.get(f"{ROOM}/{number}/effect?lang=en").get_data(as_text=True)
    assert "Nobody was asked anything yet that could be compared." in shown
    assert "/o/acme/outreach" in shown


def test_who_only_reads_sees_no_form(client: FlaskClient, acme: Member, as_member: SignedIn) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    reader = sign_in(client.application.test_client(), member(acme.app, "acme", Role.VIEWER))
    assert "<form" not in reader.get(f"{ROOM}/{number}/effect?lang=en").get_data(as_text=True).split("<main")[1]
    assert post(reader, f"{ROOM}/{number}/effect", {}).status_code == 403


def test_nothing_said_after_the_work_is_seen_before_the_verdict(client: FlaskClient, acme: Member) -> None:
    number = through(acme, LOW, HIGH)
    shown = page(client, f"/{number}/effect", JUDGED)
    assert "40 answers after the work are there, 30 are wanted." in shown
    assert "Ask for the verdict" in shown
    assert "After the work</th>" not in shown
    with at(JUDGED):
        assert signed(client.application.test_client()).get(f"{ROOM}/{number}/effect/chart.svg").status_code == 404


def test_the_verdict_with_its_picture_table_and_caveats(client: FlaskClient, acme: Member) -> None:
    number = through(acme, LOW, HIGH, controls=["booking"])
    with at(JUDGED):
        asking = signed(client.application.test_client())
        assert post(asking, f"{ROOM}/{number}/effect/judge", {}).status_code == 303
        shown = asking.get(f"{ROOM}/{number}/effect?lang=en").get_data(as_text=True)
        assert asking.get(f"{ROOM}/{number}/effect/chart.svg").mimetype == "image/svg+xml"
        assert post(asking, f"{ROOM}/{number}/effect/judge", {}).status_code == 409
    for words in (
        "Improved",
        "It moved as it was meant to, and by more than chance explains.",
        "Visit, beyond the others: +1.0 (+0.6 to +1.4) · n 40.",
        "People were not drawn by lot",
        "With these answers a true change of 0.6 points of 1 to 5 would have been found four times out of five.",
    ):
        assert words in shown, words


def test_the_stage_is_asked_again_at_the_right_time(client: FlaskClient, acme: Member) -> None:
    own, number = survey(acme), agreed(acme, "visit")
    check(acme, number)
    said(own, ASKED, LOW)
    worked(acme, number, datetime(2026, 3, 1), datetime(2026, 3, 20))
    early = page(client, f"/{number}/effect", datetime(2026, 4, 1))
    assert "Ask the stage again from" in early
    late = page(client, f"/{number}/effect", datetime(2026, 5, 10))
    assert "Now is the time to ask the stage again" in late
    listed = [page(client, "/effects", day) for day in (datetime(2026, 4, 1), datetime(2026, 5, 10))]
    assert ["Time to ask the stage again" in one for one in listed] == [False, True]
    assert "/surveys/new?questionnaire=" in late
    assert "invitations, if 15% answer." in late


def test_not_enough_answers_ask_for_more(client: FlaskClient, acme: Member) -> None:
    number = through(acme, LOW, {3: 2, 4: 3})
    judged(acme, number)
    shown = page(client, f"/{number}/effect", datetime(2026, 6, 5))
    assert "Not enough answers" in shown
    assert "each further look has to be surer than the one before" in shown


def test_all_checks_and_every_yes_without_one(client: FlaskClient, acme: Member) -> None:
    number = through(acme, LOW, HIGH)
    other, done = agreed(acme, "visit"), agreed(acme, "visit")
    worked(acme, done)
    shown = page(client, "/effects", JUDGED)
    assert "Ready for its verdict" in shown
    assert ('id="h-checks">Registered' in shown, 'id="h-judged">Judged' in shown) == (True, False)
    assert "A yes that nobody will be able to judge" in shown
    assert "One improvement was done without a check" in shown
    assert [f"{ROOM}/{one}/effect" in shown for one in (number, other, done)] == [True, True, True]
    judged(acme, number)
    shown = page(client, "/effects", JUDGED)
    assert "judged on" in shown
    assert ('id="h-checks">Registered' in shown, 'id="h-judged">Judged' in shown) == (False, True)


def test_the_list_reads_the_same_however_long_it_is(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    seen = []
    for more in (1, 2):
        for _ in range(more):
            check(acme, agreed(acme, "visit"), controls=stage_ids(acme, ["booking"]))
        client.get(f"{ROOM}/effects")
        with counted(acme.app) as statements:
            client.get(f"{ROOM}/effects")
        seen.append(len(statements))
    assert seen[0] == seen[1]


def test_the_improvement_shows_its_check(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    path = f"/o/acme/backlog/{number}?lang=en"
    assert "Register the effect check" in client.get(path).get_data(as_text=True)
    check(acme, number)
    assert "Effect check on" in client.get(path).get_data(as_text=True)
    worked(acme, agreed(acme), AFTER, AFTER)
    assert AFTER.replace(tzinfo=UTC).date() < DUE


def test_it_is_taken_back_by_its_button(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    check(acme, number, datetime(2026, 11, 1), due_on=date(2099, 1, 1))
    assert "Take it back" in client.get(f"{ROOM}/{number}/effect?lang=en").get_data(as_text=True)
    assert post(client, f"{ROOM}/{number}/effect/withdraw", {}).status_code == 303
    assert "Register it" in client.get(f"{ROOM}/{number}/effect?lang=en").get_data(as_text=True)
    assert post(client, f"{ROOM}/{number}/effect/judge", {}).status_code == 404


def test_the_launch_asks_about_the_stages_it_is_compared_with_too(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    alone, compared = agreed(acme, "visit"), agreed(acme, "visit")
    check(acme, alone)
    check(acme, compared, controls=stage_ids(acme, ["booking"]))
    shown = page(client, f"/{compared}/effect", ASKED)
    assert "Fewer than 10 answered about stages it is compared with: Booking." in shown
    assert "&amp;stage=" not in shown
    shown = page(client, f"/{alone}/effect", ASKED)
    assert "&amp;stage=visit" in shown
    assert "Nobody answered in that time." in shown


def test_a_group_that_is_too_small_for_so_small_a_change_is_told(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    check(acme, number, minimum=0.1)
    shown = page(client, f"/{number}/effect", ASKED)
    assert "The group has 100 people: not even all of them would be enough to find so small a change." in shown


def test_the_form_says_where_other_work_will_be_and_why_half_is_no_baseline(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    number, other = agreed(acme, "visit"), agreed(acme, "booking")
    shown = page(client, f"/{number}/effect")
    assert f"Booking (other work goes on there, or will: #{other})" in shown
    assert "Half of them cannot serve as a baseline instead" in shown


def test_what_is_registered_late_is_told_that_it_has_no_fresh_baseline(client: FlaskClient, acme: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    worked(acme, number, ASKED, None)
    data = {"measure": offer(acme).key, "direction": "up", "minimum": "0.5", "due_on": "2099-01-01"}
    assert post(client, f"{ROOM}/{number}/effect?lang=en", data).status_code == 303
    shown = page(client, f"/{number}/effect")
    assert "It is registered, late: the work had started, so it has no fresh baseline." in shown
    assert "Answers from now on are its baseline" not in shown
