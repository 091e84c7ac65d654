"""The button that takes a workshop's notes over, and the one that gives them back."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from feedback import jobs
from feedback.permissions import Role
from feedback.workshops.queries import clusters
from tests.factories import groups
from tests.factories.people import Member, member, post
from tests.factories.workshops import grouped, map_workshop

SignedIn = Callable[..., FlaskClient]
ENGLISH = {"Accept-Language": "en"}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_notes_become_existing_information_and_come_back(acme: Member, as_member: SignedIn) -> None:
    groups.group(acme, "customer", code="customers")
    made, browser = map_workshop(acme), as_member(acme)
    cluster = grouped(acme, made, ["Nobody answers", "No sign of life"], "Silence")
    place = f"/o/acme/workshops/{made.id}/groups/{cluster.id}"
    act = f"/o/acme/evidence/workshop-groups/{cluster.id}"
    assert "Add to what you already know" in page(browser, place)
    assert post(browser, act, {"group": "nobody"}).status_code == 409
    assert post(browser, act, {"group": "customers"}, headers=ENGLISH).location == place
    shown = page(browser, place)
    assert "It became existing information" in shown
    assert "Add to what you already know" not in shown
    with acme.at_work():
        became = clusters.cluster(made.id, cluster.id).became_id
    imported = page(browser, f"/o/acme/evidence/imports/{became}")
    assert "Workshop “The map”" in imported
    assert "2 rows of the file are imported." in imported
    assert "No sign of life" in page(browser, "/o/acme/evidence")
    assert post(browser, f"{act}/undo").status_code == 303
    jobs.work_off(acme.app)
    assert "Add to what you already know" in page(browser, place)
    assert "No sign of life" not in page(browser, "/o/acme/evidence")
    assert post(browser, f"{act}/undo").status_code == 409


def test_without_a_group_it_says_what_is_missing(acme: Member, as_member: SignedIn) -> None:
    made = map_workshop(acme)
    cluster = grouped(acme, made, ["Nobody answers"], "Silence")
    shown = page(as_member(acme), f"/o/acme/workshops/{made.id}/groups/{cluster.id}")
    assert "there must be a group whose words they are" in shown


def test_who_may_not_change_evidence_takes_nothing_over(app: Flask, acme: Member, as_member: SignedIn) -> None:
    groups.group(acme, "customer", code="customers")
    cluster = grouped(acme, map_workshop(acme), ["Nobody answers"], "Silence")
    browser = as_member(member(app, "acme", Role.CONTRIBUTOR))
    act = f"/o/acme/evidence/workshop-groups/{cluster.id}"
    assert post(browser, act, {"group": "customers"}).status_code == 403
    assert post(browser, f"{act}/undo").status_code == 403
