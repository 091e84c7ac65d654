from __future__ import annotations

from flask import Flask
from werkzeug.datastructures import MultiDict

from feedback.insights.forms import MomentForm


def errors(app: Flask, **typed: str) -> list[str]:
    with app.test_request_context("/?lang=en", method="POST"):
        form = MomentForm([("visit", "Visit")], formdata=MultiDict(typed), meta={"csrf": False})
        return [] if form.validate() else sorted(form.errors)


def test_a_moment_needs_a_stage_a_kind_and_a_reason(app: Flask) -> None:
    assert errors(app, stage="visit", kind="pain", reason="It hurts.") == []
    assert errors(app, stage="other", kind="joy", reason="") == ["kind", "reason", "stage"]
    assert errors(app, stage="visit", kind="pain", reason="x" * 301) == ["reason"]
