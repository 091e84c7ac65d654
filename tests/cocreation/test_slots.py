"""The sponsor of the cycle stands on the list that is theirs to decide."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories.cycles import cycle
from tests.factories.people import Member

SignedIn = Callable[..., FlaskClient]


def test_the_sponsors_list_names_the_sponsor(acme: Member, as_member: SignedIn) -> None:
    def shown() -> str:
        return as_member(acme).get("/o/acme/backlog/foundation?lang=en").get_data(as_text=True)

    assert "The sponsor is" not in shown()
    cycle(acme, sponsor="Carmen Ruiz")
    assert "The sponsor is Carmen Ruiz." in shown()
