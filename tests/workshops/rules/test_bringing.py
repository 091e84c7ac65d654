"""What rows from elsewhere become."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.workshops.rules import bringing as rules
from feedback.workshops.rules.bringing import Brought, Columns, Line, Reading, Sheet

STAGES = [
    {"code": "booking", "name": {"es": "Reserva", "en": "Booking"}},
    {"code": "visit", "name": {"es": "Visita técnica", "en": "Visit"}},
]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("Text", "Frame", "Author"), Columns(0, 1, 2)),
        (("ID", "BG Color", "Text", "Area", "Last Updated By"), Columns(2, 3, 4)),
        (("autor", "sección", "contenido"), Columns(2, 1, 0)),
        (("Etiquetas", "Nota"), Columns(1, 0, None)),
        (("Created by", "Whatever"), Columns(1, None, 0)),
        (("One", "Two"), Columns(0, None, None)),
    ],
)
def test_columns_are_proposed_by_their_names(header: tuple[str, ...], columns: Columns) -> None:
    assert rules.proposed(header) == columns


def test_pasted_lines_stand_at_the_stage_they_begin_with() -> None:
    pasted = "Nobody answers\n\nvisita tecnica: too late\nBOOKING:  dear\nNote: no stage is called so\nvisit:\n"
    sheet = rules.pasted(pasted, ("Note", "Stage"), STAGES)
    assert sheet.rows == (
        (1, ("Nobody answers", "")),
        (3, ("too late", "visita tecnica")),
        (4, ("dear", "BOOKING")),
        (5, ("Note: no stage is called so", "")),
        (6, ("visit:", "")),
    )
    assert rules.lines_of(sheet, rules.PASTED)[2] == Line(4, "dear", "BOOKING")


def test_a_place_is_a_stage_by_its_name_in_any_language_or_its_code() -> None:
    assert [rules.guessed(place, STAGES) for place in ("RESERVA", " booking ", "visita  TECNICA", "Price", "")] == [
        "booking",
        "booking",
        "visit",
        "",
        "",
    ]


def test_each_row_is_taken_empty_or_bad_and_people_are_told_apart() -> None:
    lines = [
        Line(2, " Nobody\r\nanswers ", "Frame 1", "Ana"),
        Line(3, " \n", "Frame 1", "Ana"),
        Line(4, "x" * 1001, "Frame 1", "Luis"),
        Line(5, "Too dear", "Elsewhere", "Ana"),
        Line(6, "Too dear", "Elsewhere", "Luis"),
    ]
    reading = rules.read(lines, {"Frame 1": "visit"})
    assert reading.taken == (
        Brought(2, "Nobody\nanswers", "visit", 0),
        Brought(5, "Too dear", "", 0),
        Brought(6, "Too dear", "", 1),
    )
    assert (reading.empty, [row for row, _ in reading.bad]) == (1, [4])
    assert (reading.without_stage, reading.people, reading.repeated) == (2, 2, 1)
    with pytest.raises(Invalid, match="Mend these rows first: 4"):
        rules.fit_to_take(reading)


def test_without_authors_everything_counts_as_one_persons() -> None:
    assert rules.read([Line(1, "A"), Line(2, "B")], {}).people == 1


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(Invalid, match="There is no note in it"):
        rules.fit_to_take(Reading())
    many = tuple(Brought(number, "x", "", 0) for number in range(rules.MOST_NOTES + 1))
    with pytest.raises(Invalid, match="At most 2000 notes"):
        rules.fit_to_take(Reading(many))


def test_what_was_brought_before_is_not_new_one_by_one() -> None:
    taken = [Brought(1, "price", "visit", 0), Brought(2, "price", "visit", 1), Brought(3, "price", "", 0)]
    new, there = rules.new_among(taken, [("visit", "price")])
    assert ([note.row for note in new], there) == ([2, 3], 1)
    assert rules.new_among(taken, [("visit", "price"), ("", "price"), ("visit", "price")]) == ([], 3)


def test_a_first_row_that_is_a_note_is_one() -> None:
    sheet = Sheet(("Too dear",), ((2, ("Too late",)),)).with_header_as_row()
    assert [line.text for line in rules.lines_of(sheet, Columns(0))] == ["Too dear", "Too late"]
    assert [line.row for line in rules.lines_of(sheet, Columns(0))] == [1, 2]


def test_too_many_values_are_no_stages() -> None:
    assert rules.places_of([Line(1, "A", "one"), Line(2, "B", "one"), Line(3, "C")]) == {"one": 2}
    assert rules.places_of([Line(number, "A", str(number)) for number in range(rules.MOST_PLACES + 1)]) == {}
