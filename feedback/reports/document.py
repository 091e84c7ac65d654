"""What a report says, without a language: figures, texts and sentences as they were when it was drawn up. Pure.

Page, paper, workbook and mail are all made of it; a closed cycle keeps it, so that nothing is worked out again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from feedback.analysis.disclosure import Hidden, Shown
from feedback.errors import Message

Texts = Mapping[str, str]
Result = Shown[float] | Hidden


@dataclass(frozen=True, slots=True)
class Source:
    """What the figures stand on: `run` is the analysis that read the comments, empty while there was none."""

    organisation: str
    made_at: datetime
    run: str = ""
    analysed_at: datetime | None = None
    comments: int = 0
    weights: str = ""
    draws: int = 0
    seed: int = 0
    product: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    kind: str
    name: Texts


@dataclass(frozen=True, slots=True)
class Stage:
    code: str
    number: int
    name: Texts
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A business function and the codes of the stages it takes part in."""

    code: str
    name: Texts
    stages: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether a group was asked about a stage; `n` people answered, the newest on that day or in that wave."""

    stage: str
    group: str
    state: str
    n: int | None = None
    newest: date | None = None
    reason: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """How a group lives a stage, 1 to 5, 5 best; `source` is survey or evidence, empty where nothing is known."""

    stage: str
    group: str
    result: Result
    source: str = ""
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """A theme that several groups raise at a stage: group code -> share of those who wrote there, 0 to 1."""

    theme: Texts
    stage: str
    kind: str
    shares: Mapping[str, Result]


@dataclass(frozen=True, slots=True)
class Moment:
    stage: str
    kind: str
    reason: Message | str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An improvement and its place; `people` raised it, of the groups that may be shown `raised` each."""

    number: int
    title: Texts
    direction: str
    status: str
    stage: str = ""
    groups: Sequence[str] = ()
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    tier: str = ""
    """start, probably, unclear, later; empty where it has no place, or was kept before this was said."""
    people: int | None = None
    raised: Mapping[str, int] = field(default_factory=dict)
    score: float | None = None
    why: Message | None = None
    owner: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A decided improvement under way."""

    number: int
    title: Texts
    status: str
    owner: str = ""
    due: date | None = None
    percent: int = 0
    blocker: str = ""
    stage: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    number: int
    title: Texts
    verdict: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Effect:
    """What was measured after the work, as its check says it; verdict empty while there is none.

    `change` is in the unit of the measure: points of 1 to 5, or a share for yesno.
    """

    number: int
    title: Texts
    verdict: str
    stage: str
    group: str
    change: Result | None = None
    on: date | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    source: Source
    groups: Sequence[Group] = ()
    stages: Sequence[Stage] = ()
    areas: Sequence[Area] = ()
    coverage: Sequence[Asked] = ()
    scores: Sequence[Score] = ()
    shared: Sequence[Shared] = ()
    moments: Sequence[Moment] = ()
    lines: Sequence[Line] = ()
    work: Sequence[Work] = ()
    decisions: Sequence[Decided] = ()
    effects: Sequence[Effect] = ()

    def stage_name(self, code: str) -> Texts | None:
        """The name of a stage; None where it is unknown."""
        return next((one.name for one in self.stages if one.code == code), None)

    def group(self, code: str) -> Group:
        """The group with this code; one that is only a code where it is not in the report."""
        return next((one for one in self.groups if one.code == code), Group(code, "other", {"en": code}))

    def area(self, code: str) -> Area | None:
        return next((one for one in self.areas if one.code == code), None)

    def score(self, stage: str, group: str) -> Score | None:
        return next((one for one in self.scores if (one.stage, one.group) == (stage, group)), None)


def of_area(document: Document, code: str) -> Document:
    """What concerns one area: the stages it takes part in, and the improvements that are its own or stand there."""
    area = document.area(code)
    stages = frozenset(area.stages if area else ())
    lines = [one for one in document.lines if _concerns(one, code, stages)]
    numbers = {one.number for one in lines}
    return replace(
        document,
        stages=[one for one in document.stages if one.code in stages],
        coverage=[one for one in document.coverage if one.stage in stages],
        scores=[one for one in document.scores if one.stage in stages],
        shared=[one for one in document.shared if one.stage in stages],
        moments=[one for one in document.moments if one.stage in stages],
        lines=lines,
        work=[one for one in document.work if _concerns(one, code, stages)],
        decisions=[one for one in document.decisions if one.number in numbers],
        effects=[one for one in document.effects if one.number in numbers or one.stage in stages],
    )


def _concerns(one: Line | Work, area: str, stages: frozenset[str]) -> bool:
    return one.area == area or one.stage in stages
