"""What charts are drawn from: figures that passed the disclosure rule, and texts already in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, TypeGuard

Theme = Literal["light", "dark"]
Shape = Literal["wide", "narrow"]
Kind = Literal["customer", "employee", "supplier", "other"]
Tone = Literal["plain", "pos", "neu", "neg", "customer", "employee", "supplier", "other"]


class Shown(Protocol):
    """A figure that may be seen, with the people it rests on and its interval where it has one."""

    @property
    def value(self) -> float: ...
    @property
    def n(self) -> int: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


class Hidden(Protocol):
    """No figure, and the reason why."""

    @property
    def reason(self) -> str: ...


Result: TypeAlias = Shown | Hidden


def is_shown(result: Result) -> TypeGuard[Shown]:
    """Whether the disclosure rule let this figure through."""
    return not hasattr(result, "reason")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the journey; a silent one has no contact at all."""

    name: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One group's figures, one per stage or wave, in order. `guessed`: what it believes of others, not its own life."""

    kind: Kind
    name: str
    results: Sequence[Result]
    guessed: bool = False

    def runs(self) -> Iterator[list[tuple[int, Shown]]]:
        """Stretches of neighbouring shown figures with their positions: a line is drawn inside one, never across."""
        run: list[tuple[int, Shown]] = []
        for position, result in enumerate(self.results):
            if is_shown(result):
                run.append((position, result))
            elif run:
                yield run
                run = []
        if run:
            yield run

    def shown(self) -> list[tuple[int, Shown]]:
        """The shown figures with their positions."""
        return [point for run in self.runs() for point in run]


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole scale of a figure, never a part of it; ticks are (value, text) pairs."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the organisation supposed before it asked: a value per stage, None where nobody said."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that began between two waves; `after` is the position of the wave before it."""

    name: str
    after: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer of a question: its share 0..1 and the text beside it, which for a hidden figure says why."""

    name: str
    result: Result
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class DriverRow:
    """How much of a verdict goes with one driver, with its interval; `n` are people.

    `text` stands beside the row in place of the figure, in the reader's language: "31 % (12 % to 45 %), n 203".
    Without low and high there is a point and no interval.
    """

    label: str
    value: float
    low: float | None
    high: float | None
    n: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class EffectRow:
    """How far something moved from before to after, with its interval; `strong` is what a verdict is about.

    `text` stands beside the row, in the reader's language. Without low and high there is a point and no interval.
    """

    label: str
    value: float
    low: float | None
    high: float | None
    strong: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class GapRow:
    """What was assumed or insiders predicted, beside what is lived, with its interval; `n` are people who live it.

    None is a point that nobody may see or that nobody gave; `text` stands beside the row and says why.
    """

    label: str
    assumed: float | None
    predicted: float | None
    lived: float | None
    low: float | None
    high: float | None
    n: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class GapNames:
    """What the three points of a gap are called, in the reader's language; an empty name is not explained."""

    assumed: str = ""
    predicted: str = ""
    lived: str = ""
    lived_by: Kind = "customer"
    predicted_by: Kind = "employee"


@dataclass(frozen=True, slots=True)
class ThemeBar:
    """A theme by how its mentions feel: counts of mentions, and the text at the end of its bar."""

    label: str
    negative: int
    neutral: int
    positive: int
    text: str = ""
