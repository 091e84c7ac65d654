"""Key flows as they are lived: touchpoint by touchpoint what went as drawn, what people say, what is lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown, figure
from feedback.analysis.statistics import wilson
from feedback.insights.queries import figures
from feedback.insights.queries.journey_map import JourneyMap, StageLife, journey_map
from feedback.insights.rules import flows as rules
from feedback.insights.rules import lived_by
from feedback.insights.rules.flows import Break
from feedback.insights.voices import Voices
from feedback.journeys.models import KeyFlow, Stage, Touchpoint
from feedback.journeys.queries import flows as drawn
from feedback.journeys.queries import needs, walks
from feedback.journeys.rules.needs import UNSERVED, Need, StageNeeds
from feedback.journeys.rules.walks import Share
from feedback.stakeholders.models import StakeholderGroup

Result = Shown[float] | Hidden


@dataclass(frozen=True, slots=True)
class StepLife:
    """A touchpoint on the way. `walked` is of the touchpoint itself; what people say and their score are of its stage.

    `unhappy`: group -> share of those who wrote there with something unfavourable, 0..1, 1 worst; `scores`: group ->
    1..5, 5 best; `lacking`: needs there that no process serves.
    """

    touchpoint: Touchpoint
    stage: Stage
    walked: Share | None
    unhappy: Mapping[UUID, Result]
    scores: Mapping[UUID, Result]
    lacking: Sequence[Need]


@dataclass(frozen=True, slots=True)
class FlowLife:
    """A key flow with what is known of its path. `breaks`: where it breaks most, None where that is not known yet.

    By walks it names touchpoints, by voices and scores stages; then `group` says whose.
    """

    flow: KeyFlow
    steps: Sequence[StepLife]
    breaks: Break[UUID] | None = None
    group: StakeholderGroup | None = None

    @property
    def worst(self) -> list[StepLife]:
        """The steps it breaks at, on the way: each touchpoint once, by voices and scores one step of each stage."""
        if self.breaks is None:
            return []
        by_walks = self.breaks.source == rules.WALKS
        keys = [step.touchpoint.id if by_walks else step.stage.id for step in self.steps]
        named = dict.fromkeys(key for key in keys if key in self.breaks.worst)
        return [self.steps[keys.index(key)] for key in named]


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that is read once for all flows. `groups`: those whose life the journey is."""

    points: Mapping[UUID, Touchpoint]
    walked: Mapping[UUID, Share]
    lacking: Mapping[UUID, StageNeeds]
    lives: Mapping[UUID, StageLife]
    said: Voices
    groups: Sequence[StakeholderGroup]


@dataclass(frozen=True, slots=True)
class KeyFlows:
    """Every key flow in order; `groups`: those whose life the journey is, by whom figures are told."""

    flows: Sequence[FlowLife] = ()
    groups: Sequence[StakeholderGroup] = ()


def key_flows() -> KeyFlows:
    """The key flows of the current journey. The number of reads does not depend on what is on it."""
    rows = drawn.flows()
    if not rows:
        return KeyFlows()
    known = _known(journey_map())
    return KeyFlows([_life(row, known) for row in rows], known.groups)


def _known(lived: JourneyMap) -> Known:
    whose = lived_by({group.id: group.kind for group in lived.groups})
    return Known(
        drawn.touchpoints(),
        walks.shares(),
        needs.needs(),
        {life.stage.id: life for life in lived.stages},
        lived.said or figures.voices(),
        [group for group in lived.groups if group.id in whose],
    )


def _life(flow: KeyFlow, known: Known) -> FlowLife:
    """The flow with its steps that are on the map."""
    points = [known.points[step.touchpoint_id] for step in flow.steps if step.touchpoint_id in known.points]
    steps = [_step(point, known) for point in points]
    found, group = _breaks(steps, known.groups)
    return FlowLife(flow, steps, found, group)


def _step(point: Touchpoint, known: Known) -> StepLife:
    stage = point.stage
    lacking = known.lacking[stage.id].of(UNSERVED) if stage.id in known.lacking else ()
    return StepLife(
        point,
        stage,
        known.walked.get(point.id),
        {group.id: unhappy(known.said, stage.id, group.id) for group in known.groups},
        {group.id: known.lives[stage.id].score(group.id) for group in known.groups},
        [need for need in lacking if {item.touchpoint for item in need.items} & {None, point.id}],
    )


def unhappy(said: Voices, stage_id: UUID, group_id: UUID) -> Result:
    """Of the people of a group who wrote at a stage, the share with something unfavourable; 95 % Wilson bounds."""
    there = said.said(None, stage_id, group_id)
    if isinstance(there.people, Hidden):
        return there.people
    people, against = there.wrote.people, there.wrote.unhappy
    share = wilson(against, people)
    assert share is not None, "somebody wrote"
    counts = (against, people - against)
    return figure(share.value, people, there.thresholds, share.low, share.high, unit="share", counts=counts)


def _breaks(
    steps: Sequence[StepLife], groups: Sequence[StakeholderGroup]
) -> tuple[Break[UUID] | None, StakeholderGroup | None]:
    """By services walked, which saw the touchpoint itself; else by what a group says, else by its scores."""
    if found := rules.breaks(rules.WALKS, {step.touchpoint.id: _walked(step.walked) for step in steps}):
        return found, None
    for group in sorted(groups, key=lambda one: -_heard(steps, one)):
        if found := _broken_for(steps, group):
            return found, group
    return None, None


def _walked(share: Share | None) -> rules.Trouble | None:
    return rules.share_of_trouble(share.value, share.low, share.high, share.n) if share else None


def _heard(steps: Sequence[StepLife], group: StakeholderGroup) -> int:
    """People of a group who wrote at these stages, as far as that is told."""
    told = {step.stage.id: step.unhappy[group.id] for step in steps}
    return sum(result.n for result in told.values() if isinstance(result, Shown))


def _broken_for(steps: Sequence[StepLife], group: StakeholderGroup) -> Break[UUID] | None:
    said = {step.stage.id: rules.trouble_said(step.unhappy[group.id]) for step in steps}
    scored = {step.stage.id: rules.trouble_scored(step.scores[group.id]) for step in steps}
    return rules.breaks(rules.SAID, said) or rules.breaks(rules.SCORES, scored)
