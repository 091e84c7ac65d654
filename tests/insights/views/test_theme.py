from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import update

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.actions import run_figures
from feedback.insights.queries import periods
from tests.factories.heard import counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, path: str) -> str:
    answer = client.get(f"/o/acme/{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def test_three_sentences_and_both_faces(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    heard(acme, "employees", "waiting", "pos", "booking", n=1, text="They warned us in time.")
    counted(acme)
    page = shown(as_member(acme), "themes/waiting")
    assert "4 mentions · 4 people" in page
    assert "4 people raise it, of those who wrote: 3 of 3 in “Customers” and 1 of 1 in “Employees”." in page
    assert "it hurts most at “Visit” (3 of 3 there) and pleases most at “Booking” (1 of 1)." in page
    hurts, delights = page.index('id="h-neg"'), page.index('id="h-pos"')
    assert hurts < page.index("We waited far too long here.") < delights < page.index("They warned us in time.")
    assert "They warned us in time." not in shown(as_member(acme), "themes/waiting?feeling=neg")


def test_where_it_comes_from_and_how_far_to_trust_it(acme: Member, as_member: Browser) -> None:
    ground(acme)
    theme(acme, "queue", source="found", stability=0.5, terms=["queue", "hours"])
    heard(acme, "customers", "queue", n=2)
    counted(acme)
    page = shown(as_member(acme), "themes/queue")
    assert "The analysis found it" in page and "no improvement is proposed from it." in page
    assert re.search(r'<span class="tag\s*">queue</span>', page)


def dated(of: Member) -> None:
    """Half of the evidence in January, half in March."""

    def spread() -> None:
        rows = list(db.session.scalars(db.select(Evidence.id).order_by(Evidence.id)))
        for place, month in ((slice(0, None, 2), 1), (slice(1, None, 2), 3)):
            changed = update(Evidence).where(Evidence.id.in_(rows[place])).values(dated=date(2026, month, 5))
            db.session.execute(changed)
        run_figures.write_periods(periods.counted())

    of.do(spread)


def test_how_it_moves_as_a_picture_and_a_table(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=4)
    counted(acme)
    browser = as_member(acme)
    assert "A line needs two months or waves" in shown(browser, "themes/waiting")
    assert browser.get("/o/acme/themes/waiting/trend.svg").data.startswith(b"<svg ")
    dated(acme)
    page = shown(browser, "themes/waiting")
    assert "January 2026" in page and "March 2026" in page
    assert "moves no more than chance would move it" in page
    picture = browser.get("/o/acme/themes/waiting/trend.svg?theme=dark&shape=narrow")
    assert picture.data.startswith(b"<svg ")
    again = browser.get(
        "/o/acme/themes/waiting/trend.svg?theme=dark&shape=narrow", headers={"If-None-Match": picture.headers["ETag"]}
    )
    assert again.status_code == 304


def test_groups_that_nobody_asked_are_named_once(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=2)
    counted(acme)
    page = shown(as_member(acme), "themes/waiting")
    assert "Not asked anywhere: Employees and Suppliers." in page
