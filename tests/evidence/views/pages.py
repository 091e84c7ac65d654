"""How the tests of these pages read them."""

from __future__ import annotations

from flask.testing import FlaskClient

EVIDENCE = "/o/acme/evidence"


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    """The page in English."""
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == status, answer.status_code
    return str(answer.get_data(as_text=True))
