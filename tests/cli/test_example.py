"""`feedback example`: loaded once, the same when run again, and taken out without a trace."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select

from feedback.backlog.queries.board import board
from feedback.cli.example import make_whole
from feedback.cocreation import rules
from feedback.cocreation.loading import content, people, removing
from feedback.cocreation.queries import example as queries
from feedback.cocreation.queries.facts import facts
from feedback.db import db, enter, inside, writing
from feedback.followup.models import Case
from feedback.jobs import Job
from feedback.outreach.models import Delivery, Mailing, ServiceEvent
from feedback.stakeholders.models import Contact
from feedback.surveys.models import Response
from tests.cli.conftest import Run
from tests.dump import state
from tests.factories.people import Member, csrf_of

CODE = "clima-sur"


def load(app: Flask) -> dict[str, Any]:
    """What `feedback example --json` prints."""
    with app.app_context():
        enter(None)
        make_whole(content.read())
        found = queries.organisation(CODE)
        assert found is not None
        with inside(found.id):
            return queries.summary(CODE)


def leave_a_part(app: Flask) -> None:
    """What a command that was killed at once leaves behind."""
    with app.app_context():
        enter(None)
        with writing():
            people.found(content.read(), "a hash")


def take_out(app: Flask) -> None:
    with app.app_context():
        enter(None)
        found = queries.organisation(CODE)
        assert found is not None
        with writing():
            removing.remove(found.id)


def test_it_is_loaded_once_works_and_leaves_without_a_trace(app: Flask, acme: Member) -> None:
    before = state(app)
    leave_a_part(app)
    summary = load(app)
    loaded = state(app)
    check_summary(summary)
    check_links(app, summary)
    check_story(app)
    check_reaching(app)
    check_home(app, summary)
    assert load(app) == summary
    assert state(app) == loaded
    take_out(app)
    assert state(app) == before


def check_summary(summary: dict[str, Any]) -> None:
    assert list(summary) == ["organisation", "email", "password", "groups", "surveys"]
    assert summary["groups"] == [
        {"code": "customers", "kind": "customer"},
        {"code": "employees", "kind": "employee"},
        {"code": "suppliers", "kind": "supplier"},
    ]
    assert {tuple(link) for link in summary["surveys"]} == {("title", "group", "stage", "url")}
    assert {link["group"] for link in summary["surveys"]} == {"customers", "employees", "suppliers"}
    assert all(link["url"].startswith("http://localhost/s/") for link in summary["surveys"])


def check_links(app: Flask, summary: dict[str, Any]) -> None:
    """Every link that is printed can be answered."""
    browser = app.test_client()
    for link in summary["surveys"]:
        parts = urlsplit(link["url"])
        answer = browser.get(f"{parts.path}?{parts.query}")
        assert (answer.status_code, 'data-state="form"' in answer.get_data(as_text=True)) == (200, True), link


def check_story(app: Flask) -> None:
    """What its pages should show: a backlog mid-way, every step begun, coverage with gaps."""
    with app.app_context():
        enter(None)
        found = queries.organisation(CODE)
        assert found is not None
        with inside(found.id):
            lines, states = board().lines, [step.state for step in rules.steps(facts())]
            seen = facts()
    statuses = Counter(line.improvement.status for line in lines)
    assert statuses == {
        "in_progress": 2, "decided": 2, "open": 3, "proposed": 1, "later": 1, "done": 1, "declined": 1,
    }  # fmt: skip
    assert sum(line.rank is not None for line in lines) == 8
    assert (states[0], states[1], states[2], states[4]) == ("done", "done", "todo", "done")
    assert (seen.asked.cells, seen.asked.unasked) == (18, 3)
    assert (seen.read.analysed, seen.read.answers) == (420, 420)
    assert seen.read.shared > 3


def check_reaching(app: Flask) -> None:
    """People who were written to, answered, were served, followed up and told; and nothing that would still be sent."""
    with app.app_context():
        enter(None)
        found = queries.organisation(CODE)
        assert found is not None
        with inside(found.id):
            states = Counter(db.session.scalars(select(Mailing.kind + ":" + Mailing.state)))
            known = list(db.session.scalars(select(Contact)))
            answered = set(db.session.scalars(select(Response.contact_id).where(Response.contact_id.is_not(None))))
            events = Counter(db.session.scalars(select(ServiceEvent.state)))
            cases = Counter(db.session.scalars(select(Case.state)))
            under_way = list(db.session.scalars(select(Delivery).where(Delivery.sent_at.is_(None)).limit(50)))
            waiting = list(db.session.scalars(select(Job.kind).where(Job.state.in_(("waiting", "running")))))
    assert states == {"invitation:done": 1, "invitation:draft": 1, "notice:done": 1}
    assert len(known) == 48
    assert all(one.email is None or one.email.endswith(".example") for one in known)
    assert len(answered) == 14
    assert events == {"sent": 2, "not_sent": 4}
    assert cases == {"open": 1, "closed": 1}
    assert {one.state for one in under_way} == {"skipped"}
    assert [kind for kind in waiting if "mail" in kind] == []


def check_home(app: Flask, summary: dict[str, Any]) -> None:
    """The printed password opens the home page, which names the first improvement with three sentences."""
    browser = app.test_client()
    token = csrf_of(browser.get("/login").get_data(as_text=True))
    typed = {"email": summary["email"], "password": summary["password"], "csrf_token": token}
    assert browser.post("/login", data=typed).status_code == 303
    page = browser.get(f"/o/{CODE}/").get_data(as_text=True)
    assert len(re.findall(r'<li class="is-(?:done|todo|now)"><span class="stop"', page)) == 6
    assert page.count("<blockquote") == 3


def test_somebodys_own_organisation_of_that_code_is_left_alone(run: Run) -> None:
    own = run("organisation", "add", CODE, "--name", "Our own")
    assert own.exit_code == 0
    for arguments in (("example",), ("example", "--remove")):
        refused = run(*arguments)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "an organisation of your own" in refused.stderr or "propia" in refused.stderr


def test_taking_out_what_is_not_there_says_so(run: Run) -> None:
    printed = run("example", "--remove", "--json")
    assert (printed.exit_code, json.loads(printed.stdout)) == (0, {"organisation": CODE, "removed": False})
