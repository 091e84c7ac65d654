"""Who was heard, wrote and raised what, person by person: what improvements are ranked by.

Read by the job that ranks, never by a page. Only people count whose figures may be shown, by the same decision as on
the theme pages, so that every part of a score may stand on a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, cast
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import case, func, or_, select, type_coerce
from sqlalchemy.types import NullType

from feedback.analysis.priority import Direction, GroupEvidence, Raised
from feedback.db import db
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries import placing
from feedback.insights.queries.figures import Ids, voices
from feedback.insights.rules import Place
from feedback.insights.voices import Voices
from feedback.journeys.queries.lineage import standing
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.models import Answer, Response, Survey
from feedback.surveys.rules import IDENTIFIED

MILDEST = 0.1
"""Least intensity of a negative mention."""
Line = tuple[UUID | None, frozenset[UUID]]
"""A stage (None: no stage) and the themes of one line of the backlog."""


class _Spoke(NamedTuple):
    """What one person said of one theme at one place; `person` as the database writes ids."""

    person: Any
    pained: float
    pains: int
    named: int
    tone: float
    mentions: int


class _Place(NamedTuple):
    """A group at a place in one source: a protected survey, or None for everything else."""

    place: Place
    group: UUID
    survey: UUID | None


@dataclass(frozen=True, eq=False)
class LineVoices:
    """The evidence of one line: ask it for the direction of the improvement. Group codes are the keys."""

    stage_id: UUID | None
    themes: frozenset[UUID]
    _people: _People

    def groups(self, direction: Direction) -> dict[str, GroupEvidence]:
        """Every group heard at the stage, as `analysis.priority` ranks it.

        Reducing: somebody raised the line who said something unfavourable of a theme, or only named it; their
        favourable mentions are not held against it. Amplifying: everybody who spoke of a theme, with the tone of it.
        """
        people = self._people
        return {
            people.codes[group]: evidence
            for group in people.codes
            if (evidence := people.evidence(self.stage_id, self.themes, group, direction)) is not None
        }


def evidence_for(pairs: Sequence[Line]) -> list[LineVoices]:
    """The evidence of every line, in their order. A fixed number of reads, whatever the number of lines."""
    themes = frozenset(theme for _, line in pairs for theme in line)
    people = _People(_group_codes(), _thresholds(), voices(), _heard(), _wrote(), _spoke(themes))
    return [LineVoices(stage_id, line, people) for stage_id, line in pairs]


@dataclass(frozen=True, eq=False)
class _People:
    """Everybody heard, by place, group and source; people are numbered within their group."""

    codes: Mapping[UUID, str]
    k: Mapping[UUID, int]
    voices: Voices
    heard: Mapping[_Place, set[Any]]
    wrote: Mapping[_Place, set[Any]]
    spoke: Mapping[tuple[UUID, _Place], list[_Spoke]]
    _empty: set[Any] = field(default_factory=set)
    _known: dict[Any, NDArray[np.int64]] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[UUID, list[_Place]]:
        """Group -> where it was heard, in a fixed order."""
        found: dict[UUID, list[_Place]] = defaultdict(list)
        for place in sorted({*self.heard, *self.wrote}, key=str):
            found[place.group].append(place)
        return found

    @cached_property
    def numbers(self) -> dict[Any, int]:
        """Person -> number; people of different groups are never compared."""
        everybody = {person for sets in (self.heard, self.wrote) for people in sets.values() for person in people}
        return {person: number for number, person in enumerate(sorted(everybody))}

    def evidence(
        self, stage_id: UUID | None, themes: frozenset[UUID], group: UUID, direction: Direction
    ) -> GroupEvidence | None:
        """One group at the stage of a line; None where nobody of it that counts was heard there."""
        here = [one for one in self.places.get(group, ()) if one.place == stage_id and self._counts(one, themes)]
        heard, wrote = self._numbered("heard", here), self._numbered("wrote", here)
        if not len(heard) and not len(wrote):
            return None
        there = [one for one in self.places[group] if one.place != stage_id] if direction == "amplify" else []
        return GroupEvidence(
            heard, wrote, self._raised(here, themes, direction), self._raised(there, themes, direction)
        )

    def _counts(self, one: _Place, themes: frozenset[UUID]) -> bool:
        """Whether a source says anything that may be shown about at least one theme of the line, at this place."""
        if one.survey is None:
            return True
        if len(self.heard.get(one, self._empty)) < self.k[one.survey]:
            return False
        return any(self.voices.counts(one.survey, theme, one.place, one.group) for theme in themes)

    def _raised(self, places: Iterable[_Place], themes: frozenset[UUID], direction: Direction) -> Raised:
        sums: dict[int, tuple[float, int]] = {}
        for one in places:
            for theme in sorted(themes, key=str):
                if one.survey is None or self.voices.counts(one.survey, theme, one.place, one.group):
                    self._add(sums, self.spoke.get((theme, one), ()), direction)
        return Raised.of(dict(sorted(sums.items())))

    def _add(self, sums: dict[int, tuple[float, int]], spoke: Iterable[_Spoke], direction: Direction) -> None:
        for said in spoke:
            if direction == "reduce" and not said.pains and not said.named:
                continue
            number = self.numbers[said.person]
            total, count = sums.get(number, (0.0, 0))
            more = (said.pained, said.pains) if direction == "reduce" else (said.tone, said.mentions)
            sums[number] = (total + more[0], count + more[1])

    def _numbered(self, name: Literal["heard", "wrote"], places: Sequence[_Place]) -> NDArray[np.int64]:
        """Numbers of those who were heard or wrote at some places; most lines of a stage ask for the same."""
        key = (name, *places)
        if key not in self._known:
            sets: Mapping[_Place, set[Any]] = getattr(self, name)
            people = {self.numbers[person] for one in places for person in sets.get(one, self._empty)}
            self._known[key] = np.array(sorted(people), dtype=np.int64)
        return self._known[key]


def _group_codes() -> dict[UUID, str]:
    rows = db.session.execute(select(StakeholderGroup.id, StakeholderGroup.code).order_by(StakeholderGroup.code))
    return {group_id: code for group_id, code in rows}


def _thresholds() -> dict[UUID, int]:
    """Protected survey -> fewest people a figure of it may rest on."""
    rows = db.session.execute(select(Survey.id, Survey.k_scores).where(Survey.mode != IDENTIFIED))
    return {survey_id: k for survey_id, k in rows}


def _protected() -> Any:
    """The survey of a response where it protects people, else nothing."""
    return case((Survey.mode != IDENTIFIED, Survey.id))


def _heard() -> dict[_Place, set[Any]]:
    """Who answered anything at a place, in surveys that may be looked at."""
    rows = db.session.execute(
        select(*_written(Answer.response_id, standing(Answer.stage_id), Answer.group_id, _protected()))
        .join(Response, Response.id == Answer.response_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(or_(Survey.mode == IDENTIFIED, Response.counted_in > 0))
        .distinct()
    )
    return _by_place(rows)


def _wrote() -> dict[_Place, set[Any]]:
    """Who wrote anything that counts at a place: comments that stand there, given or suggested."""
    rows = db.session.execute(
        select(*_written(placing.person(), placing.stage(), Comment.group_id, _protected()))
        .outerjoin(Survey, Survey.id == Comment.survey_id)
        .distinct()
    )
    return _by_place(rows)


def _by_place(rows: Any) -> dict[_Place, set[Any]]:
    found: dict[_Place, set[Any]] = defaultdict(set)
    one = Ids()
    for person, stage_id, group_id, survey_id in rows:
        found[_Place(one[stage_id], cast(UUID, one[group_id]), one[survey_id])].add(person)
    return dict(found)


def _written(*ids: Any) -> list[Any]:
    """Ids as the database writes them: people by the hundred thousand are told apart, and never asked for by id."""
    return [type_coerce(one, NullType()) for one in ids]


def _spoke(themes: frozenset[UUID]) -> dict[tuple[UUID, _Place], list[_Spoke]]:
    """What each person said of these themes, per theme, place, group and source."""
    negative, neutral = Mention.sentiment == "neg", Mention.sentiment == "neu"
    intensity = case((func.abs(Mention.score) > MILDEST, func.abs(Mention.score)), else_=MILDEST)
    cell = _written(MentionTheme.theme_id, placing.stage(), Comment.group_id, _protected(), placing.person())
    rows = db.session.execute(
        select(
            *cell,
            func.sum(case((negative, intensity), else_=0.0)),
            func.sum(case((negative, 1), else_=0)),
            func.sum(case((neutral, 1), else_=0)),
            func.sum(Mention.score),
            func.count(),
        )
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .outerjoin(Survey, Survey.id == Comment.survey_id)
        .where(MentionTheme.theme_id.in_(themes))
        .group_by(*cell)
    )
    found: dict[tuple[UUID, _Place], list[_Spoke]] = defaultdict(list)
    one = Ids()
    for theme, stage_id, group_id, survey_id, person, *sums in rows:
        place = _Place(one[stage_id], cast(UUID, one[group_id]), one[survey_id])
        found[(cast(UUID, one[theme]), place)].append(_Spoke(person, *sums))
    return dict(found)
