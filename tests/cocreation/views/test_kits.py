"""Kits through their pages."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.journeys import queries as journeys
from tests.factories.kits import KIT, kit
from tests.factories.people import Member, post

SignedIn = Callable[[Member], FlaskClient]
ENGLISH = {"Accept-Language": "en"}


def look(client: FlaskClient, content: bytes) -> tuple[int, str]:
    answer = post(client, "/o/acme/kits", {"file": (io.BytesIO(content), "kit.json")})
    return answer.status_code, answer.get_data(as_text=True)


def token(page: str) -> str:
    found = re.search(r'name="pending" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_it_is_looked_at_taken_over_and_downloaded(acme: Member, as_member: SignedIn) -> None:
    client = as_member(acme)
    status, page = look(client, json.dumps(KIT).encode())
    assert status == 200
    assert "La cola" not in page and "Toallas" in page
    with acme.at_work():
        assert journeys.stages() == []
    assert post(client, "/o/acme/kits/take", {"pending": token(page)}).location == "/o/acme/journey/edit"
    file = client.get("/o/acme/kits/kit.json")
    assert [one["code"] for one in json.loads(file.data)["journey"]["stages"]] == ["arrival", "stay"]
    assert "Tu llegada" in client.get("/o/acme/kits").get_data(as_text=True)


def test_what_is_wrong_is_told_and_nothing_is_kept(acme: Member, as_member: SignedIn) -> None:
    client = as_member(acme)
    for content in (b"nothing", json.dumps(kit(tone=[1])).encode()):
        status, page = look(client, content)
        assert (status, "pending" in page) == (422, False)
    assert post(client, "/o/acme/kits/take", {"pending": "forged"}).status_code == 410
    with acme.at_work():
        assert journeys.stages() == []
