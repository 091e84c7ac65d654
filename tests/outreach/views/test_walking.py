"""Services that were told of, on the way to being walked."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member, post
from tests.factories.triggers import told

SignedIn = Callable[..., FlaskClient]
WALKS = "/o/acme/journey/walks"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_services_are_drawn_by_chance_and_never_picked(acme: Member, as_member: SignedIn) -> None:
    three_groups(acme)
    journey(acme)
    browser = as_member(acme)
    assert "There is no service to draw from." in page(browser, f"{WALKS}/services")
    assert "No service of the last 90 days was told of." in page(browser, f"{WALKS}/choose")
    for number in range(3):
        told(acme, f"A-{number}")
    assert "3 services of the last 90 days can be walked." in page(browser, f"{WALKS}/choose")
    shown = page(browser, f"{WALKS}/services?days=30")
    assert "Visit · Customers (3 services)" in shown
    assert "A-1" not in shown
    refused = post(browser, f"{WALKS}/services?days=30", {"offer": "visit/customers", "n": "0"})
    assert refused.status_code == 422
    typed = {"offer": "visit/customers", "n": "2"}
    drawn = post(browser, f"{WALKS}/services?days=30", typed, headers={"Accept-Language": "en"})
    assert (drawn.status_code, drawn.location) == (303, f"{WALKS}#h-services")
    shown = page(browser, WALKS)
    assert "2 services of 3 were drawn by chance." in shown
    assert "2 were drawn at random from the services another system told of." in shown
    assert "ana@customers.example" not in shown
