"""`/health`: whether an answer could be taken now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from feedback import jobs
from feedback.config import VERSION
from feedback.db import db, everywhere, now, writing
from feedback.jobs import Job


def test_a_working_installation_says_so_to_anybody(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok", "database": "ok", "jobs": "ok", "version": VERSION}
    assert "Set-Cookie" not in answer.headers


def test_work_that_waits_too_long_is_late(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), everywhere(), writing():
        jobs.add("nothing.at_all", organisation_id=None)
    assert client.get("/health").get_json()["jobs"] == "ok"
    with app.app_context(), everywhere(), writing():
        db.session.execute(db.update(Job).values(run_at=now() - timedelta(minutes=11)))
    answer = client.get("/health")
    assert (answer.status_code, answer.get_json()["jobs"]) == (200, "late")


def test_a_database_that_is_away_is_said(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*arguments: object, **values: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr("feedback.web.health.db.session.execute", gone)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.get_json() == {"status": "error", "database": "away", "jobs": "unknown", "version": VERSION}
