"""Who was heard, wrote and raised what, person by person: what improvements are ranked by.

Read by the job that ranks, never by a page. Only people count whose figures may be shown, by the same decision as on
the theme pages, so that every part of a score may stand on a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, cast
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import case, or_, select, type_coerce
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


@dataclass(slots=True)
class _Spoke:
    """What one person said of one theme at one place; `person` as the database writes ids."""

    person: Any
    pained: float = 0.0
    """Sum of the intensity of their negative mentions, each at least `MILDEST`."""
    pains: int = 0
    named: int = 0
    tone: float = 0.0
    mentions: int = 0

    def add(self, sentiment: str, score: float) -> None:
        self.mentions += 1
        self.tone += score
        if sentiment == "neg":
            self.pained += max(abs(score), MILDEST)
            self.pains += 1
        elif sentiment == "neu":
            self.named += 1


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A group at a place in one source: a protected survey, or None for everything else.

    Each stands once (`_Places`) and is told from others by being itself: ids would be hashed for every mention.
    """

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


def evidence_for(pairs: Sequence[Line], said: Voices | None = None) -> list[LineVoices]:
    """The evidence of every line, in their order. A fixed number of reads, whatever the number of lines.

    `said`: every voice (`figures.voices`), where the caller has read it already.
    """
    themes = frozenset(theme for _, line in pairs for theme in line)
    place = _Places()
    written_by = _written_by(place)
    heard, wrote, spoke = _heard(place), _by_place(written_by.values()), _spoke(themes, written_by)
    people = _People(_group_codes(), _thresholds(), said or voices(), heard, wrote, spoke)
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


def _heard(place: _Places) -> dict[_Place, set[Any]]:
    """Who answered anything at a place, in surveys that may be looked at."""
    rows = db.session.execute(
        select(*_written(Answer.response_id, standing(Answer.stage_id), Answer.group_id, _protected()))
        .join(Response, Response.id == Answer.response_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(or_(Survey.mode == IDENTIFIED, Response.counted_in > 0))
        .distinct()
    )
    return _by_place((person, place[tuple(cell)]) for person, *cell in rows)


def _written_by(place: _Places) -> dict[Any, tuple[Any, _Place]]:
    """Comment -> who wrote it, and where it counts, given or suggested."""
    rows = db.session.execute(
        select(*_written(Comment.id, placing.person(), placing.stage(), Comment.group_id, _protected())).outerjoin(
            Survey, Survey.id == Comment.survey_id
        )
    )
    return {comment: (person, place[tuple(cell)]) for comment, person, *cell in rows}


def _by_place(people: Iterable[tuple[Any, _Place]]) -> dict[_Place, set[Any]]:
    found: dict[_Place, set[Any]] = defaultdict(set)
    for person, place in people:
        found[place].add(person)
    return dict(found)


class _Places(dict[tuple[Any, ...], _Place]):
    """Stage, group and survey as the database writes them -> the place: a few hundred stand in very many rows."""

    def __missing__(self, written: tuple[Any, ...]) -> _Place:
        stage_id, group_id, survey_id = (None if one is None else UUID(str(one)) for one in written)
        made = self[written] = _Place(stage_id, cast(UUID, group_id), survey_id)
        return made


def _written(*ids: Any) -> list[Any]:
    """Ids as the database writes them: people by the hundred thousand are told apart, and never asked for by id."""
    return [type_coerce(one, NullType()) for one in ids]


def _spoke(
    themes: frozenset[UUID], written_by: Mapping[Any, tuple[Any, _Place]]
) -> dict[tuple[UUID, _Place], list[_Spoke]]:
    """What each person said of these themes, per theme, place, group and source.

    Added up here and not by the database, which would join and sort every mention by five ids.
    """
    rows: Any = db.session.execute(
        select(*_written(MentionTheme.theme_id, Mention.comment_id), Mention.sentiment, Mention.score)
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .where(MentionTheme.theme_id.in_(themes))
    )
    sums: dict[tuple[Any, _Place, Any], _Spoke] = {}
    for theme, comment, sentiment, score in rows:
        if comment in written_by:
            person, place = written_by[comment]
            cell = (theme, place, person)
            spoke = sums.get(cell)
            if spoke is None:
                spoke = sums[cell] = _Spoke(person)
            spoke.add(sentiment, score)
    found: dict[tuple[UUID, _Place], list[_Spoke]] = defaultdict(list)
    one = Ids()
    for (theme, place, _), spoke in sums.items():
        found[cast(UUID, one[theme]), place].append(spoke)
    return dict(found)
