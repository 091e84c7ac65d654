"""What the form of a lens hands on: parts in the order typed, without the removed ones, with one to add."""

from __future__ import annotations

from uuid import uuid4

from flask import Flask
from werkzeug.datastructures import MultiDict

from feedback.journeys.forms.lenses import LensForm, lens_form
from feedback.journeys.models import Stage
from feedback.journeys.queries.lenses import Cut, LensPart
from feedback.journeys.rules.lenses import lens
from tests.factories.people import Member

IDS = {"booking": uuid4(), "visit": uuid4()}


def stages() -> list[Stage]:
    return [Stage(id=IDS[code], code=code, name={"es": code}, position=1) for code in IDS]


CUT = Cut(
    lens("goal"),
    (
        LensPart("a", {"es": "Uno", "pt": "Um"}, frozenset({IDS["booking"]})),
        LensPart("b", {"es": "Dos"}, frozenset()),
    ),
    True,
)


def sent(of: Member, *given: tuple[str, str]) -> LensForm:
    """The form of the lens as a browser posts it."""
    with of.app.test_request_context("/", method="POST", data=MultiDict(given)), of.at_work():
        return lens_form(CUT, stages())


def test_it_starts_as_the_lens_stands(app: Flask, acme: Member) -> None:
    with app.test_request_context("/"), acme.at_work():
        (_, names, order, remove, places), _ = lens_form(CUT, stages()).rows()
    assert [field.data for field in names] == ["Uno", None]
    assert (order.data, remove.data, places.data) == (1, False, ["booking"])


def test_what_was_typed_is_handed_on(acme: Member) -> None:
    form = sent(
        acme,
        *(("part0_name_es", "Primero"), ("part0_order", "2"), ("part0_stages", "visit"), ("part0_stages", "booking")),
        *(("part1_name_es", "Segundo"), ("part1_order", "1"), ("new_name_es", " Tercero ")),
    )
    assert [(part.code, dict(part.name)) for part in form.chosen()] == [
        ("b", {"es": "Segundo"}),
        ("a", {"pt": "Um", "es": "Primero"}),
        ("", {"es": "Tercero"}),
    ]
    assert set(form.chosen()[1].stages) == set(IDS.values())


def test_a_removed_part_is_left_out(acme: Member) -> None:
    form = sent(acme, ("part0_name_es", "Uno"), ("part0_remove", "y"), ("part1_name_es", "Dos"))
    assert [part.code for part in form.chosen()] == ["b"]


def test_stages_and_places_that_there_are_not(acme: Member) -> None:
    given = [("part0_name_es", " "), ("part0_order", "0"), ("part0_stages", "moon"), ("part1_name_es", "Dos")]
    with acme.app.test_request_context("/", method="POST", data=MultiDict(given)), acme.at_work():
        form = lens_form(CUT, stages())
        form.validate()
        assert {"part0_name_es", "part0_order", "part0_stages"} <= set(form.errors)
        assert "part1_name_es" not in form.errors
