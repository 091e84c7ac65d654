"""`feedback group add`."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run

ADD = ("group", "add", "customers", "--organisation", "acme")
CUSTOMERS = ("--kind", "customer", "--name", "Clientes", "--size", "420")


def test_a_group_is_added_in_the_organisations_own_language(run: Run) -> None:
    done = run(*ADD, *CUSTOMERS)
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "group": "customers",
        "kind": "customer",
        "name": {"es": "Clientes"},
        "size": 420,
    }


def test_a_known_code_leaves_the_group_as_it_is(run: Run) -> None:
    first = run(*ADD, *CUSTOMERS)
    again = run(*ADD, "--kind", "employee", "--name", "Otra cosa", "--size", "1")
    assert (again.exit_code, again.stdout) == (0, first.stdout)


def test_the_same_code_in_another_organisation_is_another_group(run: Run) -> None:
    run(*ADD, *CUSTOMERS)
    run("organisation", "add", "globex", "--name", "Globex", "--languages", "en")
    there = run("group", "add", "customers", "--organisation", "globex", "--kind", "other", "--name", "Guests")
    assert json.loads(there.stdout) == {"group": "customers", "kind": "other", "name": {"en": "Guests"}, "size": None}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("group", "add", "x", "--organisation", "nowhere", *CUSTOMERS), 2),
        ((*ADD, "--kind", "boss", "--name", "N"), 2),
        ((*ADD, "--kind", "other", "--name", "N", "--size", "0"), 2),
        (("group", "add", "not a code", "--organisation", "acme", *CUSTOMERS), 1),
        ((*ADD, "--kind", "other", "--name", " "), 1),
    ],
)
def test_what_cannot_be_is_refused_on_stderr(run: Run, arguments: tuple[str, ...], code: int) -> None:
    refused = run(*arguments)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert refused.stderr
