"""A journey out as a file, and in again."""

from __future__ import annotations

import json

import pytest

from feedback.journeys import queries, reader
from feedback.journeys.importing import import_journey
from feedback.journeys.queries import drawing
from feedback.journeys.templates import TEMPLATES, template
from tests.factories import groups
from tests.factories.people import Member


def document(of: Member) -> str:
    with of.at_work():
        journey = queries.journey()
        assert journey is not None
        return json.dumps(drawing.document(journey), sort_keys=True, ensure_ascii=False)


@pytest.mark.parametrize("code", TEMPLATES)
def test_what_is_exported_comes_in_again_without_a_change(acme: Member, globex: Member, code: str) -> None:
    for of in (acme, globex):
        groups.group(of, "customer", code="customers")
    acme.do(lambda: import_journey(template(code).drawing).added)
    first = document(acme)
    again = reader.read(first.encode())
    assert again.notes == ()
    assert acme.do(lambda: import_journey(again).notes) == ()
    assert document(acme) == first
    globex.do(lambda: import_journey(again).added)
    assert document(globex) == first
