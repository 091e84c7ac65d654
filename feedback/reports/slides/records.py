"""What stands on a slide, without a file format: texts in the reader's language, figures as texts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST_CELL = 220
LONGEST_TITLE = 135


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the room; `numbers` the columns that stand at the right; `caption` says what it holds.

    `size` of its letters, in points.
    """

    caption: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    size: float = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A mean of 1 to 5 with its interval; without a value it is not shown, and nothing is drawn."""

    label: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """Means of one group along the stages; `said` is what somebody hears who cannot see it.

    `columns` head the sheet behind the chart: label, value, below, above, low, high, n.
    """

    name: str
    said: str
    kind: str
    axis: str
    columns: Sequence[str]
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of somebody who answered, who they are as far as it may be said, and its language."""

    words: str
    by: str
    lang: str


@dataclass(frozen=True, slots=True)
class Slide:
    """Lines, or a table with a curve or with quotes; `notes` tell who presents it how its figures were made."""

    title: str
    lines: Sequence[str] = ()
    table: Table | None = None
    curve: Curve | None = None
    quotes: Sequence[Quote] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """`stamp` stands at the foot of every slide: the day and the analysis. `facts` stand on the cover."""

    language: str
    title: str
    organisation: str
    day: str
    stamp: str
    facts: Sequence[tuple[str, str]] = ()
    slides: Sequence[Slide] = field(default_factory=tuple)
    notes: str = ""


def plain(text: str) -> str:
    """The text without what XML cannot hold: control characters, halves of pairs, and no characters at all."""
    return "".join(letter if _stands(letter) else " " for letter in text)


def _stands(letter: str) -> bool:
    code = ord(letter)
    if code < 0x20:
        return letter in "\t\n"
    return not (0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code & 0xFFFF in (0xFFFE, 0xFFFF))


def cut(text: str, most: int = LONGEST_CELL) -> str:
    """The text, shortened at a word where it is too long for a slide, and saying so by "…"; lines stay lines."""
    whole = "\n".join(filter(None, (" ".join(line.split()) for line in plain(text).split("\n"))))
    if len(whole) <= most:
        return whole
    head = whole[: most - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > most // 2 else head).rstrip() + "…"
