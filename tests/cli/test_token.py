"""`feedback token add`."""

from __future__ import annotations

from feedback.cli.edge import application
from tests.cli.conftest import Run

CRM = ("token", "add", "--organisation", "acme", "--name", "CRM", "--scope", "read,write")


def calls(secret: str) -> int:
    return application().test_client().get("/api/v1/groups", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_a_token_is_printed_once_and_works(run: Run) -> None:
    made = run(*CRM)
    assert (made.exit_code, made.stderr) == (0, "")
    secret = made.stdout.strip()
    assert made.stdout == f"{secret}\n"
    assert calls(secret) == 200
    assert calls(secret[:-1]) == 401


def test_a_known_name_is_refused_without_a_token(run: Run) -> None:
    run(*CRM)
    again = run(*CRM)
    assert (again.exit_code, again.stdout) == (1, "")
    assert "CRM" in again.stderr


def test_unknown_organisations_and_scopes_are_wrong_use(run: Run) -> None:
    for arguments in (
        ("token", "add", "--organisation", "nobody", "--name", "CRM", "--scope", "read"),
        ("token", "add", "--organisation", "acme", "--name", "CRM", "--scope", "read,everything"),
        ("token", "add", "--organisation", "acme", "--name", "CRM", "--scope", ","),
        ("token", "add", "--organisation", "acme", "--name", "CRM"),
    ):
        refused = run(*arguments)
        assert (refused.exit_code, refused.stdout) == (2, ""), arguments
