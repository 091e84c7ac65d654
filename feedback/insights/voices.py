"""What groups said at stages, and how much of it may be shown. Pure.

Each protected survey is looked at alone: at a place it counts for a theme when at least k of its people wrote there
and nobody or at least k of them raised the theme, and when the places left out do not follow from the others by
subtraction. What it may not tell it adds to no figure. So every figure is made of parts that are public by
themselves, and a later survey changes none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from feedback.analysis.convergence import GroupVoice
from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure, publishable
from feedback.insights.rules import EVERYWHERE, Place


@dataclass(frozen=True, slots=True)
class Voice:
    """People and their mentions, summed; `unhappy` are people with a negative mention."""

    people: int = 0
    unhappy: int = 0
    suggested: int = 0
    mentions: int = 0
    negative: int = 0
    positive: int = 0

    def __add__(self, other: Voice) -> Voice:
        return Voice(
            self.people + other.people,
            self.unhappy + other.unhappy,
            self.suggested + other.suggested,
            self.mentions + other.mentions,
            self.negative + other.negative,
            self.positive + other.positive,
        )

    def beside(self, other: Voice) -> Voice:
        """What was said at two stages that are one today, perhaps by the same people: as many as at the larger one."""
        return Voice(
            max(self.people, other.people),
            max(self.unhappy, other.unhappy),
            max(self.suggested, other.suggested),
            self.mentions + other.mentions,
            self.negative + other.negative,
            self.positive + other.positive,
        )

    @property
    def neutral(self) -> int:
        return self.mentions - self.negative - self.positive


SILENCE = Voice()


@dataclass(frozen=True, slots=True)
class Tallied:
    """One row of the tally: a voice about a theme (None: about anything), at a place, of a group, in a source.

    `survey` is the protected survey it comes from, with its `k`; None for everything that is not protected.
    """

    theme: UUID | None
    place: Place
    group: UUID
    survey: UUID | None
    k: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class Said:
    """One group on one theme at one place, as far as it may be shown.

    `wrote` anything there, `raised` the theme. `k` is the strictest threshold of the people who raised it; `held` the
    one that keeps a part back, None where nothing is.
    """

    wrote: Voice = SILENCE
    raised: Voice = SILENCE
    k: int = 1
    held: int | None = None

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(self.k, self.k)

    @property
    def people(self) -> Shown[int] | Hidden:
        """How many raised it, of how many who wrote; or why this is not told."""
        if self.mostly_held:
            return Hidden("too_few", self.held)
        return Shown(self.raised.people, self.wrote.people) if self.wrote.people else Hidden("nobody")

    @property
    def mostly_held(self) -> bool:
        """A part is kept back and fewer people are left than its threshold: "1 of 2" beside many more would mislead."""
        return self.held is not None and self.wrote.people < self.held

    @property
    def negative(self) -> Shown[float] | Hidden:
        """Negative share of the mentions, 0..1, 1 worst; n are the people behind them."""
        return self._share(self.raised.negative)

    @property
    def positive(self) -> Shown[float] | Hidden:
        """Positive share of the mentions, 0..1, 1 best; n are the people behind them."""
        return self._share(self.raised.positive)

    def _share(self, part: int) -> Shown[float] | Hidden:
        if self.mostly_held or not self.raised.mentions:
            return self.people if isinstance(self.people, Hidden) else Hidden("nobody")
        counts = (self.raised.negative, self.raised.neutral, self.raised.positive)
        share = part / self.raised.mentions
        return figure(share, self.raised.people, self.thresholds, unit="share", counts=counts)

    def voice(self, asked: bool) -> GroupVoice:
        """As the rule of shared points wants it."""
        raised, wrote = self.raised, self.wrote
        k = self.held if self.held and self.mostly_held else self.k
        return GroupVoice(asked, wrote.people, raised.people, raised.mentions, raised.negative, k)


Cell = tuple[UUID | None, Place, UUID]


class Voices:
    """All tallies of an organisation, asked cell by cell."""

    def __init__(self, rows: Iterable[Tallied], moved: Mapping[UUID, UUID] | None = None) -> None:
        """`moved`: stage -> the stage that counts for it today, of stages that became others."""
        self._open: dict[Cell, Voice] = {}
        self._protected: dict[UUID, dict[Cell, Voice]] = defaultdict(dict)
        self._k: dict[UUID, int] = {}
        for row in rows:
            self._add(row)
        self._hidden = {survey: hidden_cells(cells, self._k[survey]) for survey, cells in self._protected.items()}
        self._stand_at(moved or {})
        self.cells = frozenset(cell for cells in (self._open, *self._protected.values()) for cell in cells)
        """Every theme, place and group of which anything was said, shown or not."""
        self.groups = frozenset(group for _, _, group in self.cells)
        self.themes = frozenset(theme for theme, _, _ in self.cells if theme)
        self._places: dict[UUID | None, list[tuple[Place, UUID]]] = defaultdict(list)
        for theme, place, group in sorted(self.cells, key=_in_order):
            self._places[theme].append((place, group))

    def _add(self, row: Tallied) -> None:
        cell = (row.theme, row.place, row.group)
        if row.survey is None:
            there = self._open.get(cell)
            self._open[cell] = row.voice if there is None else there + row.voice
        else:
            self._protected[row.survey][cell] = row.voice
            self._k[row.survey] = row.k

    def _stand_at(self, moved: Mapping[UUID, UUID]) -> None:
        """Every cell at the stage it counts at today: of a protected survey hidden where a part of it is."""
        if not moved:
            return

        def stands(cell: Cell) -> Cell:
            theme, place, group = cell
            return theme, moved.get(place, place) if isinstance(place, UUID) else place, group

        for survey, cells in self._protected.items():
            there: dict[Cell, Voice] = {}
            for cell, voice in cells.items():
                there[stands(cell)] = there[stands(cell)].beside(voice) if stands(cell) in there else voice
            self._protected[survey] = there
            self._hidden[survey] = frozenset(map(stands, self._hidden[survey]))
        parts, self._open = self._open, defaultdict(Voice)
        for cell, voice in parts.items():
            own = stands(cell)
            self._open[own] = self._open[own].beside(voice) if own in self._open else voice

    def places_of(self, theme: UUID | None) -> list[tuple[Place, UUID]]:
        """(place, group) where the theme was raised, shown or not; not all stages together."""
        return [(place, group) for place, group in self._places.get(theme, ()) if place != EVERYWHERE]

    def said(self, theme: UUID | None, place: Place, group: UUID) -> Said:
        """What a group said of a theme at a place; of anything where `theme` is None."""
        wrote, raised = self._open_of(None, place, group), self._open_of(theme, place, group)
        k, held = 1, None
        for survey, cells in self._protected.items():
            there = cells.get((None, place, group), SILENCE)
            if not there.people:
                continue
            if self.counts(survey, theme, place, group):
                about = cells.get((theme, place, group), SILENCE)
                wrote, raised = wrote + there, raised + about
                k = max(k, self._k[survey]) if about.people else k
            else:
                held = max(held or 0, self._k[survey])
        return Said(wrote, raised, k, held)

    def counts(self, survey: UUID, theme: UUID | None, place: Place, group: UUID) -> bool:
        """Whether people of this protected survey count in a cell; a survey that said nothing has nothing to hide."""
        return (theme, place, group) not in self._hidden.get(survey, ())

    def _open_of(self, theme: UUID | None, place: Place, group: UUID) -> Voice:
        return self._open.get((theme, place, group), SILENCE)


def _in_order(cell: Cell) -> tuple[int, int, int]:
    """Cells in an order that is the same every time: everywhere, then nowhere, then by id."""
    theme, place, group = (one.int if isinstance(one, UUID) else -1 if one is None else -2 for one in cell)
    return theme, place, group


def hidden_cells(cells: Mapping[Cell, Voice], k: int) -> frozenset[Cell]:
    """The cells of one protected survey that may not be shown."""
    by_place: dict[tuple[UUID | None, UUID], dict[Place, int]] = defaultdict(dict)
    for (theme, place, group), voice in cells.items():
        by_place[(theme, group)][place] = voice.people
    silent = {group: _hidden_places(people, k) for (theme, group), people in by_place.items() if theme is None}
    return frozenset(
        (theme, place, group)
        for (theme, group), people in by_place.items()
        for place in _hidden_places(people, k, silent.get(group, frozenset(people)))
    )


def _hidden_places(people: Mapping[Place, int], k: int, silent: frozenset[Place] = frozenset()) -> frozenset[Place]:
    """Places are parts of the whole that is shown beside them; who spoke at two of them counts at both."""
    parts = {str(place): n for place, n in people.items() if place != EVERYWHERE}
    whole = people.get(EVERYWHERE, 0)
    decided = publishable(max(whole, sum(parts.values())), parts, k, unshowable={str(place) for place in silent})
    hidden = {place for place in people if isinstance(decided.get(str(place)), Hidden) and people[place]}
    return frozenset(hidden | silent | ({EVERYWHERE} if 0 < whole < k else set()))
