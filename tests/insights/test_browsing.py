"""The list of themes as somebody wants to see it."""

from __future__ import annotations

import pytest

from feedback.insights.browsing import IN_A_FACE, SORTS, Wish, browse, face, leaning
from feedback.insights.queries.figures import ThemeRow
from tests.insights.rows import row

WAITING = row("waiting", negative=8, positive=2, terms=["cola", "espera"])
STAFF = row("staff", negative=1, positive=19, source="found", stability=0.9)
PRICE = row("price", negative=2, positive=2, source="human", stability=0.5)
HUSHED = row("hushed")
ALL = [WAITING, STAFF, PRICE, HUSHED]


def codes(rows: list[ThemeRow]) -> list[str]:
    return [one.theme.code for one in rows]


def name(one: ThemeRow) -> str:
    return one.theme.names["en"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("people", ["staff", "waiting", "price", "hushed"]),
        ("negative", ["waiting", "price", "staff", "hushed"]),
        ("positive", ["staff", "waiting", "price", "hushed"]),
        ("stability", ["staff", "price", "waiting", "hushed"]),
        ("name", ["hushed", "price", "staff", "waiting"]),
    ],
)
def test_every_order(sort: str, expected: list[str]) -> None:
    assert codes(browse(ALL, Wish(sort=sort), name)) == expected
    assert sort in SORTS


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(feeling="neg"), ["waiting"]),
        (Wish(feeling="mixed"), ["price"]),
        (Wish(source="found"), ["staff"]),
        (Wish(words="PRÍC"), ["price"]),
        (Wish(words="espera"), ["waiting"]),
        (Wish(words="nothing like it"), []),
    ],
)
def test_only_what_fits(wish: Wish, expected: list[str]) -> None:
    assert codes(browse(ALL, wish, name)) == expected
    assert wish.narrows


def test_nothing_wished_is_everything() -> None:
    assert len(browse(ALL, Wish(), name)) == 4
    assert not Wish(sort="name").narrows


def test_what_may_not_be_told_leans_nowhere() -> None:
    assert [leaning(one) for one in ALL] == ["neg", "pos", "mixed", ""]


def test_delight_has_its_face_beside_pain() -> None:
    assert codes(face(ALL, "neg")) == ["waiting", "price"]
    assert codes(face(ALL, "pos")) == ["staff", "price"]
    assert len(face([row(str(number), negative=1) for number in range(9)], "neg")) == IN_A_FACE
