"""`feedback organisation add`."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run


def test_an_organisation_is_added_once(run: Run) -> None:
    first = run("organisation", "add", "globex", "--name", "Globex", "--languages", "en, es")
    assert (first.exit_code, first.stderr) == (0, "")
    assert json.loads(first.stdout) == {"organisation": "globex", "name": "Globex", "languages": ["en", "es"]}
    again = run("organisation", "add", "globex", "--name", "Other", "--languages", "pt")
    assert (again.exit_code, again.stdout) == (0, first.stdout)


@pytest.mark.parametrize("code", ["Globex Ltd", "-x", "x" * 41, "ñandú"])
def test_a_code_that_no_address_can_hold_is_refused(run: Run, code: str) -> None:
    refused = run("organisation", "add", "--name", "X", "--", code)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "lower-case letters" in refused.stderr


def test_wrong_use_says_so_on_stderr(run: Run) -> None:
    refused = run("organisation", "add", "globex")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--name" in refused.stderr
