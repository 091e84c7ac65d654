"""`feedback user add`."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from feedback.accounts import passwords, queries
from feedback.cli import cli
from feedback.cli.edge import application
from tests.cli.conftest import Run

ANA = ("user", "add", "--email", "Ana@acme.example", "--name", "Ana", "--organisation", "acme", "--role", "manager")


def typed(password: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--password-stdin"], input=f"{password}\n")


def signs_in(email: str, password: str) -> bool:
    with application().app_context():
        user = queries.user_by_email(email)
        assert user is not None
        return passwords.matches(user.password_hash, password)


def added(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_password_is_made_and_printed_once(run: Run) -> None:
    made = added(run(*ANA))
    password = made.pop("password")
    assert made == {"email": "ana@acme.example", "organisation": "acme", "role": "manager"}
    assert signs_in("ana@acme.example", password)
    assert added(run(*ANA)) == made
    assert signs_in("ana@acme.example", password)


def test_a_password_can_be_given_and_is_not_printed(run: Run) -> None:
    assert run("organisation", "add", "globex", "--name", "Globex").exit_code == 0
    made = added(typed("a password of mine", *ANA))
    assert made == {"email": "ana@acme.example", "organisation": "acme", "role": "manager"}
    elsewhere = [*ANA[:-3], "globex", "--role", "viewer"]
    added(typed("another one of mine", *elsewhere))
    assert signs_in("ana@acme.example", "a password of mine")
    assert not signs_in("ana@acme.example", "another one of mine")


def test_an_account_speaks_the_language_it_was_made_with(run: Run) -> None:
    added(run(*ANA, "--language", "pt"))
    with application().app_context():
        user = queries.user_by_email("ana@acme.example")
        assert user is not None and user.language == "pt"
    assert run(*ANA, "--language", "xx").exit_code == 2


def test_unknown_names_are_wrong_use(run: Run) -> None:
    assert run(*ANA[:-3], "nowhere", "--role", "manager").exit_code == 2
    assert run(*ANA[:-1], "king").exit_code == 2


def test_an_address_that_is_none_is_refused(run: Run) -> None:
    refused = run("user", "add", "--email", "ana", *ANA[4:])
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == "Error: Write one e-mail address, such as ana@example.org.\n"
