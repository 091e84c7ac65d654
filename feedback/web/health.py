"""`/health`: whether this installation can take an answer now."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from feedback.config import VERSION
from feedback.db import db, everywhere, now
from feedback.jobs import WAITING, Job
from feedback.web.guards import respondent

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@respondent
def health() -> ResponseReturnValue:
    database, jobs = _database(), "unknown"
    if database == "ok":
        jobs = _jobs()
    status = "ok" if database == "ok" else "error"
    body = {"status": status, "database": database, "jobs": jobs, "version": VERSION}
    return jsonify(body), 200 if status == "ok" else 503


def _database() -> str:
    try:
        db.session.execute(text("SELECT 1"))
        return "ok"
    except SQLAlchemyError:
        db.session.rollback()
        return "away"


def _jobs() -> str:
    late = now() - timedelta(minutes=10)
    with everywhere():
        waiting = db.session.scalar(select(func.count()).where(Job.state == WAITING, Job.run_at < late))
    return "late" if waiting else "ok"
