"""Which improvements the analysis proposes, from what groups said of themes at stages.

Reduce: at least three people raised the theme at the stage and more of their mentions are negative than positive.
Amplify: of the mentions with a feeling three quarters are positive, and it is clearly stronger there than at the
theme's other stages; a theme has one such place, its strongest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

FEWEST_PEOPLE = 3
PREVAILS_STRONGLY = 0.75
STRONGER = 0.25
"""Least difference of the mean tone (-1..1) between the strongest place of a theme and its other stages."""
MOST = {"reduce": 30, "amplify": 10}
"""At most so many proposals wait for somebody at once: more than a team can read is no list. The strongest stay."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one group said of a theme at a stage (None: stage unknown), as far as it may be shown.

    `people` raised it, in `mentions`, of which `negative` and `positive`.
    """

    theme: UUID
    stage: UUID | None
    group: str
    people: int
    mentions: int
    negative: int
    positive: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What an improvement that exists stands for, so that nothing is proposed twice."""

    direction: str
    stage: UUID | None
    themes: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An improvement to propose; `strength` orders proposals of one direction, more is stronger."""

    direction: str
    stage: UUID | None
    theme: UUID
    strength: float

    @property
    def key(self) -> str:
        """direction:stage:theme, one in an organisation."""
        return f"{self.direction}:{self.stage.hex if self.stage else 'unknown'}:{self.theme.hex}"


@dataclass(frozen=True, slots=True)
class _Place:
    """A theme at a stage, over its groups."""

    theme: UUID
    stage: UUID | None
    people: int
    mentions: int
    negative: int
    positive: int

    @property
    def tone(self) -> float:
        return (self.positive - self.negative) / self.mentions if self.mentions else 0.0

    @property
    def prevails(self) -> bool:
        felt = self.positive + self.negative
        return felt > 0 and self.positive >= PREVAILS_STRONGLY * felt


def proposals(voices: Iterable[Voice]) -> list[Proposal]:
    """Everything worth proposing, the strongest first, reduce before amplify."""
    places = [place for place in _places(voices) if place.people >= FEWEST_PEOPLE]
    reduce = [_reduce(place) for place in places if place.negative > place.positive]
    return _strongest(reduce) + _strongest(_amplified(places))


def fresh(found: Sequence[Proposal], covers: Collection[Cover], waiting: Mapping[str, int]) -> list[Proposal]:
    """The proposals nothing covers yet, up to the most that may wait. `waiting`: direction -> proposals untouched."""
    free = {direction: max(0, most - waiting.get(direction, 0)) for direction, most in MOST.items()}
    chosen = []
    for proposal in found:
        if free[proposal.direction] and not covered(proposal, covers):
            chosen.append(proposal)
            free[proposal.direction] -= 1
    return chosen


def covered(proposal: Proposal, covers: Collection[Cover]) -> bool:
    """Whether an improvement, proposed or by hand, has the same direction and stage and shares the theme."""
    return any(
        cover.direction == proposal.direction and cover.stage == proposal.stage and proposal.theme in cover.themes
        for cover in covers
    )


def still_heard(voices: Iterable[Voice], cover: Cover) -> bool:
    """Whether enough people still raise a theme of the improvement at its stage."""
    places = _places(voice for voice in voices if voice.stage == cover.stage and voice.theme in cover.themes)
    return any(place.people >= FEWEST_PEOPLE for place in places)


def _places(voices: Iterable[Voice]) -> list[_Place]:
    cells: dict[tuple[UUID, UUID | None], list[Voice]] = defaultdict(list)
    for voice in voices:
        cells[voice.theme, voice.stage].append(voice)
    return [_place(theme, stage, cell) for (theme, stage), cell in cells.items()]


def _place(theme: UUID, stage: UUID | None, cell: Sequence[Voice]) -> _Place:
    sums = (sum(getattr(voice, name) for voice in cell) for name in ("people", "mentions", "negative", "positive"))
    return _Place(theme, stage, *sums)


def _reduce(place: _Place) -> Proposal:
    return Proposal("reduce", place.stage, place.theme, place.people * place.negative / place.mentions)


def _amplified(places: Sequence[_Place]) -> list[Proposal]:
    by_theme: dict[UUID, list[_Place]] = defaultdict(list)
    for place in places:
        by_theme[place.theme].append(place)
    best = (_strongest_place(theme_places) for theme_places in by_theme.values())
    return [proposal for proposal in best if proposal is not None]


def _strongest_place(places: Sequence[_Place]) -> Proposal | None:
    candidates = [(_gap(place, places), place) for place in places if place.prevails]
    strong = [(gap * place.people, place) for gap, place in candidates if gap > STRONGER]
    if not strong:
        return None
    strength, place = max(strong, key=lambda one: (one[0], str(one[1].stage)))
    return Proposal("amplify", place.stage, place.theme, strength)


def _gap(place: _Place, places: Sequence[_Place]) -> float:
    """How much better the theme sounds here than at its other stages; never heard elsewhere counts as neutral."""
    others = [other for other in places if other is not place]
    mentions = sum(other.mentions for other in others)
    elsewhere = sum(other.positive - other.negative for other in others) / mentions if mentions else 0.0
    return place.tone - elsewhere


def _strongest(found: Sequence[Proposal]) -> list[Proposal]:
    return sorted(found, key=lambda one: (-one.strength, one.key))
