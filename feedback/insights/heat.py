"""The heat map: who raises which theme at which stage, in one table. Figures only as far as they may be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown, figure
from feedback.errors import N_
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.rules import Place
from feedback.insights.voices import Said, Voices

MEASURES: Mapping[str, str] = {
    "share": N_("Share of the people who wrote"),
    "negative": N_("Unfavourable share of its mentions"),
}
STEPS: Mapping[str, tuple[float, ...]] = {
    "share": (0.0, 0.02, 0.05, 0.1, 0.2),
    "negative": (0.0, 0.2, 0.4, 0.6, 0.8),
}
"""Above each of these a cell is one step darker."""
MOST = 25
Figure = Shown[float] | Hidden


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One group on a theme at a stage; `step` is 0 (nothing) to 5, None where nothing is told.

    `heard`: some of the group wrote there, about whatever.
    """

    group_id: UUID
    figure: Figure
    step: int | None
    heard: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A theme, with a cell of every group at every stage."""

    row: ThemeRow
    places: tuple[tuple[Place, tuple[HeatCell, ...]], ...]


def heat(
    rows: Sequence[ThemeRow],
    places: Sequence[Place],
    groups: Sequence[UUID],
    measure: str,
    said: Voices,
    asked: Collection[tuple[Place, UUID]],
) -> list[HeatRow]:
    """A row per theme, in the order given."""
    return [
        HeatRow(
            row,
            tuple(
                (place, tuple(_cell(said.said(row.theme.id, place, group), (place, group), measure, asked)
                              for group in groups))
                for place in places
            ),
        )
        for row in rows
    ]  # fmt: skip


def _cell(said: Said, where: tuple[Place, UUID], measure: str, asked: Collection[tuple[Place, UUID]]) -> HeatCell:
    found = share(said) if measure == "share" else _negative(said)
    if isinstance(found, Hidden):
        unheard = found.reason == "nobody" and not said.wrote.people and where not in asked
        return HeatCell(where[1], Hidden("not_asked") if unheard else found, None, bool(said.wrote.people))
    return HeatCell(where[1], found, sum(found.value > step for step in STEPS[measure]), True)


def share(said: Said) -> Figure:
    """Who raised it, of those who wrote there, 0..1."""
    people = said.people
    if isinstance(people, Hidden):
        return people
    return figure(people.value / people.n, people.n, said.thresholds, unit="share")


def _negative(said: Said) -> Figure:
    """Nobody who wrote there raised it: there is no share of nothing, but somebody was heard."""
    people = said.people
    if isinstance(people, Shown) and not people.value:
        return Hidden("nobody")
    return said.negative


def loudest(groups: Sequence[UUID], said: Voices, place: Place) -> UUID | None:
    """The group of which most people wrote; None where nobody did."""
    wrote = {group: said.said(None, place, group).wrote.people for group in groups}
    return max((group for group in groups if wrote[group]), key=lambda group: wrote[group], default=None)
