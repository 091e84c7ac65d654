"""The pages of drivers and gaps, with their pictures: figures from the database, sentences that claim no more."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

from flask.testing import FlaskClient

from feedback.insights.actions import run_figures
from feedback.insights.numbers import DISTANCE, DRIVER, EFFECT
from tests.factories.heard import counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.insights.queries.test_gaps import guessed, lived
from tests.insights.queries.test_run_figures import row, share

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, path: str) -> str:
    answer = client.get(f"/o/acme/themes/{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def test_nothing_to_tell_says_what_it_needs(acme: Member, as_member: Browser) -> None:
    client = as_member(acme)
    assert "Drivers will stand here." in shown(client, "drivers")
    assert "Gaps will stand here." in shown(client, "gaps")
    assert client.get("/o/acme/themes/drivers/customers/chart.svg").status_code == 404
    assert client.get("/o/acme/themes/gaps/employees/customers/chart.svg").status_code == 404


def test_drivers_with_picture_and_themes(acme: Member, as_member: Browser) -> None:
    ground(acme)
    first = {**share(0.5, 240), "low": 0.4, "high": 0.6}
    second = {**share(0.1, 240), "low": 0.05, "high": 0.2}
    effect = {"value": -0.32, "low": -0.5, "high": -0.1, "mentioned": 20}
    rows = [
        row(acme, DRIVER, "visit", figures=first),
        row(acme, DRIVER, "billing", figures=second),
        row(acme, EFFECT, code="waiting", figures=effect),
    ]
    acme.do(run_figures.write, rows)
    client = as_member(acme)
    page = shown(client, "drivers")
    assert "“Visit” goes most with their verdict" in page
    assert "goes with worse scores" in page and "−0.32" in page
    picture = client.get("/o/acme/themes/drivers/customers/chart.svg?theme=dark&shape=narrow")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert picture.headers["ETag"]


def test_no_order_where_intervals_overlap(acme: Member, as_member: Browser) -> None:
    ground(acme)
    rows = [row(acme, DRIVER, stage, figures=share(part, 240)) for stage, part in (("visit", 0.3), ("billing", 0.2))]
    acme.do(run_figures.write, rows)
    page = shown(as_member(acme), "drivers")
    assert "No stage can be told to come first" in page and "goes most with" not in page


def test_gaps_by_stage_and_question(acme: Member, as_member: Browser) -> None:
    ground(acme)
    lived(acme, 3, 1, 2)
    guessed(acme, 4, 4, 2)
    client = as_member(acme)
    page = shown(client, "gaps")
    assert "At “Visit” they believe it is better than it is: by 3.0 points of 1 to 5." in page
    assert "g_visit?" in page
    picture = client.get("/o/acme/themes/gaps/employees/customers/chart.svg")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_groups_that_talk_apart_stand_below_the_shared_points(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=3)
    counted(acme)
    waiting = theme(acme, "waiting")
    apart = {"value": 0.4, "chance": 0.05, "p": 0.001, "n": [60, 80], "apart": [[str(waiting), 0.3]]}
    acme.do(run_figures.write, [row(acme, DISTANCE, figures=apart)])
    page = shown(as_member(acme), "shared")
    assert "They speak of different things" in page and "n 60 + 80" in page
    assert "How differently the groups talk" not in shown(as_member(acme), "shared?stage=visit")
