"""`feedback contacts import`: everybody or nobody, and the same file again adds nobody."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.factories.contacts import people_csv

IMPORT = ("contacts", "import")
TO = ("--organisation", "acme", "--group", "customers", "--json")
NOTHING = {"added": 0, "changed": 0, "same": 0, "empty": 0, "bad": [], "erased": []}
KILLED = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from feedback.cli import main
seen = []
@event.listens_for(Engine, "before_cursor_execute")
def before(connection, cursor, statement, *rest):
    seen.append("INSERT INTO contact " in statement)
    if sum(seen) == 3 and seen[-1]:
        os.kill(os.getpid(), signal.SIGKILL)
main(sys.argv[1:])
"""
"""A process that is killed with the third piece of its people."""


@pytest.fixture
def customers(run: Run) -> Run:
    made = run(
        "group", "add", "customers", "--organisation", "acme", "--kind", "customer", "--name", "C", "--size", "9"
    )
    assert made.exit_code == 0, made.output
    return run


def account(output: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(output)
    assert found.pop("import")
    assert list(found) == ["rows", "added", "changed", "same", "empty", "bad", "erased"]
    return found


def test_everybody_comes_in_once(customers: Run, tmp_path: Path) -> None:
    file = tmp_path / "gente.csv"
    file.write_bytes(people_csv(3, encoding="cp1252"))
    first = customers(*IMPORT, str(file), *TO)
    assert (first.exit_code, account(first.stdout)) == (0, {**NOTHING, "rows": 3, "added": 3})
    again = customers(*IMPORT, str(file), *TO)
    assert (again.exit_code, account(again.stdout)) == (0, {**NOTHING, "rows": 3, "same": 3})
    file.write_bytes(people_csv(3, {3: "other@example.org"}))
    changed = customers(*IMPORT, str(file), *TO)
    assert account(changed.stdout) == {**NOTHING, "rows": 3, "changed": 1, "same": 2}


def test_a_bad_row_keeps_everybody_out_with_its_line_and_column(customers: Run, tmp_path: Path) -> None:
    file = tmp_path / "gente.csv"
    file.write_bytes(people_csv(8, {7: "nobody"}))
    refused = customers(*IMPORT, str(file), *TO)
    reason = "Write one e-mail address, such as ana@example.org."
    assert refused.exit_code == 1
    assert account(refused.stdout) == {**NOTHING, "rows": 8, "bad": [{"row": 7, "column": "Correo", "reason": reason}]}
    file.write_bytes(people_csv(8))
    assert account(customers(*IMPORT, str(file), *TO).stdout)["added"] == 8


def test_a_killed_import_leaves_nobody_and_the_next_one_brings_everybody(customers: Run, tmp_path: Path) -> None:
    file = tmp_path / "gente.csv"
    file.write_bytes(people_csv(2_100))
    arguments = [sys.executable, "-c", KILLED, *IMPORT, str(file), *TO]
    killed = subprocess.run(arguments, env=dict(os.environ), capture_output=True, timeout=120, check=False)
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, b"")
    assert account(customers(*IMPORT, str(file), *TO).stdout)["added"] == 2_100
    assert account(customers(*IMPORT, str(file), *TO).stdout)["added"] == 0


def test_numbers_take_their_country_from_the_option_else_from_the_last_file(customers: Run, tmp_path: Path) -> None:
    file = tmp_path / "gente.csv"
    file.write_text("phone\n01 70 18 99 00\n")
    assert customers(*IMPORT, str(file), *TO, "--region", "fr").exit_code == 0
    assert account(customers(*IMPORT, str(file), *TO).stdout)["same"] == 1


def test_further_columns_tell_people_apart_where_they_are_named(customers: Run, tmp_path: Path) -> None:
    file = tmp_path / "gente.csv"
    file.write_text("email,shoes\na@b.es,42\n")
    assert account(customers(*IMPORT, str(file), *TO).stdout)["added"] == 1
    assert account(customers(*IMPORT, str(file), *TO, "--segment", "shoes").stdout)["changed"] == 1
    # From then on the group knows the attribute.
    file.write_text("email,shoes\na@b.es,43\n")
    assert account(customers(*IMPORT, str(file), *TO).stdout)["changed"] == 1


@pytest.mark.parametrize(
    ("content", "arguments", "code", "sentence"),
    [
        ("email\na@b.es\n", ("--group", "nobody"), 2, "nobody"),
        ("email\na@b.es\n", ("--organisation", "nowhere"), 2, "nowhere"),
        ("email\na@b.es\n", ("--region", "XX"), 2, "no country has this code"),
        ("email\na@b.es\n", ("--segment", "plan"), 2, "The file has no column “plan”."),
        ("name\nAna\n", (), 1, "Choose a column of e-mail addresses"),
        ("", (), 1, "The file is empty."),
    ],
)
def test_wrong_use_is_told_from_what_cannot_be_read(
    customers: Run, tmp_path: Path, content: str, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    file = tmp_path / "gente.csv"
    file.write_text(content)
    refused = customers(*IMPORT, str(file), *TO, *arguments)
    assert refused.exit_code == code
    assert sentence in refused.stderr
