"""The forms of personas, for what a page test would only repeat."""

from __future__ import annotations

from flask import Flask

from feedback.stakeholders.persona_forms import line_form, persona_form
from feedback.stakeholders.queries import groups
from feedback.stakeholders.queries import personas as queries
from feedback.stakeholders.rules.personas import LINES
from tests.factories.groups import group, segment
from tests.factories.people import Member
from tests.factories.personas import persona


def test_segments_are_asked_where_there_are_some(app: Flask, acme: Member) -> None:
    customers = group(acme, "customer")
    with acme.at_work(), app.test_request_context():
        assert "segments" not in persona_form(groups.group(customers.id))
    segment(acme, customers)
    code = persona(acme, customers, segments=["region=north"])
    with acme.at_work(), app.test_request_context():
        row = groups.group(customers.id)
        form = persona_form(row, queries.persona(row, code))
        assert form.segments.choices == [("region=north", "region = north")]
        assert form.values()["segments"] == ["region=north"]


def test_a_line_begins_with_the_kind_it_was_asked_for(app: Flask, acme: Member) -> None:
    with acme.at_work(), app.test_request_context():
        form = line_form(kind="task")
        assert form.kind.data == "task"
        assert [code for code, _label in form.kind.choices] == list(LINES)
