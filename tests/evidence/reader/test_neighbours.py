from __future__ import annotations

from feedback.errors import message
from feedback.evidence.reader.columns import ColumnProfile, Profile
from feedback.evidence.reader.mapping import ALL_TEXTS, OWN
from feedback.evidence.reader.neighbours import Proposed, Role, settled
from feedback.evidence.reader.scale import parse_scale

WHY = message("Because.")
FIVE = parse_scale("1..5")


def one(name: str, role: Role) -> Proposed:
    return Proposed(name, role, WHY, FIVE if role == "rating" else None)


def settle(*found: Proposed, cells: dict[str, list[str]] | None = None, questions: dict[str, str] | None = None):
    columns = []
    for proposed in found:
        column = ColumnProfile(proposed.name)
        for cell in (cells or {}).get(proposed.name, ["x"]):
            column.add(cell)
        columns.append(column)
    return {one.name: one for one in settled(found, Profile(tuple(columns), 3, True), questions or {})}


def test_one_column_keeps_a_role_and_the_others_give_way() -> None:
    found = settle(
        one("started", "date"), one("submitted", "date"), one("Etapa", "stage"), one("Fase del día", "stage")
    )
    assert [one.role for one in found.values()] == ["leave", "date", "stage", "segment"]


def test_a_rating_goes_with_the_text_behind_it_and_the_only_one_with_all() -> None:
    several = settle(one("a", "rating"), one("b", "rating"), one("id", "leave"), one("why", "comment"))
    assert [several[name].beside for name in "ab"] == [OWN, "why"]
    only = settle(one("why", "comment"), one("a", "rating"), one("more", "comment"))
    assert only["a"].beside == ALL_TEXTS
    assert settle(one("a", "rating"))["a"].beside == OWN


def test_numbers_on_the_scale_of_their_block_are_ratings() -> None:
    cells = {"Q1": ["1", "5"], "Q2": ["2", "3"], "City": ["2", "3"], "Q3": ["2", "9"]}
    found = settle(one("Q1", "rating"), one("Q2", "segment"), one("Q3", "segment"), one("City", "segment"), cells=cells)
    assert [one.role for one in found.values()] == ["rating", "rating", "segment", "segment"]


def test_lines_of_one_question_are_one_block() -> None:
    cells = {"Food": ["1", "5"], "Room": ["2", "3"]}
    proposed = (one("Food", "rating"), one("Room", "segment"))
    assert settle(*proposed, cells=cells)["Room"].role == "segment"
    assert settle(*proposed, cells=cells, questions={"Food": "How?", "Room": "How?"})["Room"].role == "rating"
