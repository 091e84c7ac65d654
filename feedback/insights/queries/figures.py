"""What groups said, read from the tally: themes by stage and group, and the points they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select, type_coerce
from sqlalchemy.types import NullType

from feedback.analysis.convergence import GroupShare, SharedPoint, converge
from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure
from feedback.db import db
from feedback.insights.models import Theme, VoiceTally
from feedback.insights.queries import themes as theme_queries
from feedback.insights.queries.questions import asked_cells
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.voices import Cell, Said, Tallied, Voice, Voices
from feedback.journeys.queries.lineage import lineage

_IDS = ("theme_id", "stage_id", "group_id", "survey_id")
_COUNTS = ("people", "unhappy", "suggested", "mentions", "negative", "positive")
_ORDER = {"shared": 0, "contested": 1, "specific": 2, "unknown": 3, "not_asked": 4}


def voices() -> Voices:
    """Every voice of the organisation, in two reads; ask it cell by cell."""
    counts = [getattr(VoiceTally, name) for name in _COUNTS]
    ids = [type_coerce(getattr(VoiceTally, name), NullType()) for name in _IDS]
    rows, one = db.session.execute(select(VoiceTally.all_stages, VoiceTally.k, *ids, *counts)), Ids()
    said = (
        Tallied(one[theme], EVERYWHERE if everywhere else one[stage], one[group], one[survey], k, Voice(*voice))
        for everywhere, k, theme, stage, group, survey, *voice in rows
    )
    return Voices(said, lineage().moved)


class Ids(dict[Any, Any]):
    """Ids as the database writes them -> ids: the same few hundred stand in thousands of rows, and are made once."""

    def __missing__(self, written: Any) -> UUID | None:
        made = written if written is None or isinstance(written, UUID) else UUID(str(written))
        self[written] = made
        return made


@dataclass(frozen=True)
class ThemeRow:
    """A theme with what may be told of it. `by_group` holds the place asked for, `cells` each (place, group)."""

    theme: Theme
    by_group: Mapping[UUID, Said]
    cells: Mapping[tuple[Place, UUID], Said]

    @property
    def people(self) -> int:
        """People who raised it, over the groups that may be shown; groups do not overlap."""
        return sum(said.raised.people for said in self.by_group.values())

    @property
    def mentions(self) -> int:
        return sum(said.raised.mentions for said in self.by_group.values())

    @property
    def suggested(self) -> int:
        """Of these people, those whose stage is the analysis' suggestion."""
        return sum(said.raised.suggested for said in self.by_group.values())

    @property
    def negative(self) -> Shown[float] | Hidden:
        """Negative share of its mentions over all groups shown, 0..1, 1 worst; n are people."""
        return self._share("negative")

    @property
    def positive(self) -> Shown[float] | Hidden:
        """Positive share of its mentions over all groups shown, 0..1, 1 best; n are people."""
        return self._share("positive")

    def _share(self, part: str) -> Shown[float] | Hidden:
        if not self.mentions:
            return Hidden("nobody")
        k = max(said.k for said in self.by_group.values())
        total = sum((said.raised for said in self.by_group.values()), Voice())
        counts = (total.negative, total.neutral, total.positive)
        return figure(
            getattr(total, part) / total.mentions, total.people, Thresholds(k, k), unit="share", counts=counts
        )

    def at(self, place: Place) -> Mapping[UUID, Said]:
        """Group -> what it said of the theme at a place."""
        return self._by_place.get(place, {})

    @cached_property
    def _by_place(self) -> Mapping[Place, Mapping[UUID, Said]]:
        found: dict[Place, dict[UUID, Said]] = {}
        for (place, group), said in self.cells.items():
            found.setdefault(place, {})[group] = said
        return found

    @property
    def places(self) -> list[Place]:
        """Stages (None: no stage) where it was raised, as far as shown, the loudest first."""
        people: dict[Place, int] = {}
        for (place, _), said in self.cells.items():
            people[place] = people.get(place, 0) + said.raised.people
        return sorted((place for place in people if people[place]), key=lambda place: (-people[place], str(place)))


def theme_table(
    known: Voices | None = None, *, place: Place = EVERYWHERE, group_id: UUID | None = None
) -> list[ThemeRow]:
    """Every theme that counts and that somebody raised, the one with most people first; two reads.

    With a `place` and a `group_id` figures are those of the group there; themes nobody raised there are left out.
    """
    said = known or voices()
    rows = theme_queries.counting()
    raised = {cell[0] for cell in said.cells if cell[0] in rows and _asked(cell, place, group_id)}
    held = [_row(rows[theme_id], said, place, group_id) for theme_id in raised if theme_id]
    return sorted(held, key=lambda row: (-row.people, row.theme.code))


def theme_row(theme: Theme, known: Voices | None = None) -> ThemeRow:
    """One theme as `theme_table` has it."""
    return _row(theme, known or voices())


def _asked(cell: Cell, place: Place, group_id: UUID | None) -> bool:
    _, where, group = cell
    return where == place and group_id in (None, group)


def _row(theme: Theme, said: Voices, place: Place = EVERYWHERE, group_id: UUID | None = None) -> ThemeRow:
    groups = sorted(said.groups, key=str) if group_id is None else [group_id]
    wanted = said.places_of(theme.id)
    return ThemeRow(
        theme,
        {group: said.said(theme.id, place, group) for group in groups},
        {(where, group): said.said(theme.id, where, group) for where, group in wanted if group in groups},
    )


@dataclass(frozen=True, slots=True)
class SharedRow:
    """How the groups stand to a theme at a place; `point.groups` is by group code, rounded where people are protected.

    `held`: group code -> k, of groups of which something is kept back.
    """

    theme: Theme
    place: Place
    point: SharedPoint
    held: Mapping[str, int] = field(default_factory=dict)


def shared_points(codes: Mapping[UUID, str], known: Voices | None = None) -> list[SharedRow]:
    """Every theme at every place where it was raised, and over all stages, with its class.

    `codes`: group id -> code, of the groups to compare, in the order of pages. What groups share comes first, the
    strongest first.
    """
    said, asked, rows = known or voices(), asked_cells(), theme_queries.counting()
    wanted = {(theme, place) for theme, place, group in said.cells if theme in rows and group in codes}
    points = [_shared(said, rows[theme], place, codes, asked) for theme, place in wanted if theme]
    return sorted(points, key=_shared_first)


def shared_point(theme: Theme, place: Place, codes: Mapping[UUID, str], known: Voices | None = None) -> SharedRow:
    """One theme at one place as `shared_points` has it."""
    return _shared(known or voices(), theme, place, codes, asked_cells())


def _shared_first(row: SharedRow) -> tuple[int, float, str, str]:
    return _ORDER[row.point.kind], -row.point.strength, row.theme.code, str(row.place)


def _shared(
    said: Voices, theme: Theme, place: Place, codes: Mapping[UUID, str], asked: frozenset[tuple[Place, UUID]]
) -> SharedRow:
    heard = {code: (said.said(theme.id, place, group), (place, group) in asked) for group, code in codes.items()}
    needed = float(current_app.config["FEEDBACK"].shared_share)
    point = converge({code: one.voice(was_asked) for code, (one, was_asked) in heard.items()}, needed)
    shares = {code: _rounded(share, heard[code][0]) for code, share in point.groups.items()}
    held = {code: one.held for code, (one, _) in heard.items() if one.held}
    return SharedRow(theme, place, replace(point, groups=shares), held)


def _rounded(share: GroupShare, said: Said) -> GroupShare:
    """The figures as they may be shown: a protected group's in coarse steps, or not where all of them agree."""
    if not share.shown or share.share is None or share.n is None:
        return share
    shown = figure(share.share, share.n, said.thresholds, share.low, share.high, unit="share")
    assert isinstance(shown, Shown), "a shown group has enough people"
    negative = said.negative.value if isinstance(said.negative, Shown) else None
    return replace(share, share=shown.value, low=shown.low, high=shown.high, negative=negative)
