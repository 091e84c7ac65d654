"""The rows of the map: which there are, which stand on it at first, and the order that somebody chose. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from feedback.errors import Message, message
from feedback.journeys.rules.blueprint import KINDS

BETWEEN = "."
"""Between the codes of rows in an address."""
_STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the map. `at_first`: on the map of who chose nothing. `blueprint`: its items stand behind the stage."""

    code: str
    name: Message
    hint: Message | None = None
    at_first: bool = False
    blueprint: bool = False


_SCALE = message("1 to 5, 5 best")

ROWS: tuple[Row, ...] = (
    Row("area", message("Area that answers"), at_first=True),
    Row("goal", message("What the person wants"), at_first=True),
    Row("trigger", message("What sets it off"), message("and how long it lasts")),
    Row("touchpoints", message("Touchpoints"), at_first=True),
    *(Row(kind.code, kind.label, blueprint=True) for kind in KINDS),
    Row("curve", message("How they feel"), message("1 to 5, with its interval"), at_first=True),
    Row("lived", message("What they live"), _SCALE, at_first=True),
    Row("predicted", message("What insiders believe"), _SCALE),
    Row("themes", message("What they talk about"), message("themes and mentions"), at_first=True),
    Row("moments", message("Moments"), at_first=True),
    Row("improvements", message("Improvements"), at_first=True),
    Row("roles", message("Who does what")),
    Row("claims", message("How sure we are"), message("what stands behind the drawing")),
    Row("walked", message("Went as drawn"), message("share of services walked through")),
)
BY_CODE = {row.code: row for row in ROWS}
AT_FIRST = tuple(row.code for row in ROWS if row.at_first)
BLUEPRINT = tuple(row.code for row in ROWS if row.blueprint)
ALWAYS = frozenset({"goal", "touchpoints", "lived", "themes", "moments", "improvements"})
"""Rows that tell something even where they are empty: what is still to be written, asked or done."""


def read(address: str) -> tuple[str, ...]:
    """The rows an address or a session names, in its order, each once; what is unknown is left out."""
    return known(address.split(BETWEEN))


def known(codes: Sequence[str]) -> tuple[str, ...]:
    """Those of the codes that are rows, in order, each once."""
    return tuple(dict.fromkeys(code for code in codes if code in BY_CODE))


def written(codes: Sequence[str]) -> str:
    """The same as one word of an address; '' for the rows that stand there at first."""
    return "" if tuple(codes) == AT_FIRST else BETWEEN.join(codes)


def moved(codes: Sequence[str], wish: str) -> tuple[str, ...]:
    """The rows with one of them a place further: "up:goal"; a wish nobody understands changes nothing."""
    direction, _, code = wish.partition(":")
    order = list(codes)
    if direction not in _STEPS or code not in order:
        return tuple(order)
    here = order.index(code)
    order.insert(min(len(order) - 1, max(0, here + _STEPS[direction])), order.pop(here))
    return tuple(order)


def on_the_map(chosen: Sequence[str], filled: Collection[str]) -> list[Row]:
    """What is shown: the chosen rows, or those of the beginning, that have something in them."""
    return [BY_CODE[code] for code in chosen or AT_FIRST if code in filled or code in ALWAYS]


def offered(chosen: Sequence[str]) -> list[Row]:
    """All rows for who chooses among them: those on the map in its order, then the others."""
    first = list(chosen or AT_FIRST)
    return [BY_CODE[code] for code in (*first, *(row.code for row in ROWS if row.code not in first))]
