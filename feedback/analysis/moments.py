"""Moments computed from answers: of truth, where it is decided whether someone stays, of pain, and silent ones.

A stage drawn without contact is silent as the journey knows it. Computed is what people tell of it all the same: they
write about it, or they come out of it worse than they went in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from feedback.analysis.changes import step
from feedback.analysis.drivers import Association, upper_third
from feedback.analysis.statistics import Estimate, wilson
from feedback.errors import N_, Message, message

MomentKind = Literal["truth", "pain", "silent"]

GIVING_UP_PERCENT = 10
PAIN_SHARE = 0.3
PAIN_LEVEL = 0.90
FEWEST_TELLING = 3
"""People who write about a stage without contact, before it counts as told: one may have mistaken the stage."""


EARLIER = (
    N_("%(percent)s%% thought of giving up here (%(n)s people)."),
    N_("%(percent)s%% of those who wrote about it felt badly (%(n)s people)."),
)
"""Sentences that runs and closed cycles may have kept; they are still read in every language."""


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What is known of a stage. Counts are people.

    `driver`: association of its score with the overall outcome; `spread`: standard deviation of its score between
    people, in points of 1..5; either None where unknown. `asked_giving_up` said whether they thought of giving up,
    `gave_up` of them did. `wrote` commented there, `negative` of them negatively; `heard` commented anywhere.
    `contact`: the company meets the person there. `score`: mean of the stage, 1..5. `k`: fewest people for a figure.
    """

    stage: str
    driver: Association | None = None
    spread: float | None = None
    asked_giving_up: int = 0
    gave_up: int = 0
    wrote: int = 0
    negative: int = 0
    k: int = 1
    heard: int = 0
    contact: bool = True
    score: Estimate | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.gave_up <= self.asked_giving_up and 0 <= self.negative <= self.wrote):
            raise ValueError("who thought of giving up was asked, and who felt badly wrote")


@dataclass(frozen=True, slots=True)
class Moment:
    """A computed moment and the finding that made it one."""

    stage: str
    kind: MomentKind
    reason: Message


def moments(stages: Sequence[StageFacts]) -> tuple[Moment, ...]:
    """Moments of truth, of pain and silent ones of a journey, its stages in order; a stage may be several, or none.

    Truth: at least 10 % of the stage's answers say they thought of giving up, or its driver weight and its spread
    between people are both in the upper third of the stages that have them, the weight being positive. Pain: the lower
    90 % Wilson bound of the negative share is above 0.3. Both need at least k people behind the share. Silent: a stage
    without contact that at least three people write about, or after which the next contact is scored lower than the one
    before it, by more than chance: the 95 % interval of the difference lies below zero.
    """
    strong = upper_third({facts.stage: facts.driver.r for facts in stages if facts.driver is not None})
    spread = upper_third({facts.stage: facts.spread for facts in stages if facts.spread is not None})
    found = (
        moment
        for place, facts in enumerate(stages)
        for moment in (_truth(facts, facts.stage in strong & spread), _pain(facts), _silent(stages, place))
        if moment
    )
    return tuple(found)


def _truth(facts: StageFacts, decides: bool) -> Moment | None:
    if _many_gave_up(facts):
        return Moment(facts.stage, "truth", _giving_up(facts))
    if not decides or facts.driver is None or facts.driver.r <= 0 or facts.driver.n < facts.k:
        return None
    reason = message(
        "What people live here differs a lot, and it goes together with their overall verdict (%(n)s people).",
        n=facts.driver.n,
    )
    return Moment(facts.stage, "truth", reason)


def _many_gave_up(facts: StageFacts) -> bool:
    if facts.gave_up == 0 or facts.asked_giving_up < facts.k:
        return False
    return 100 * facts.gave_up >= GIVING_UP_PERCENT * facts.asked_giving_up


def _giving_up(facts: StageFacts) -> Message:
    return message(
        "%(percent)s%% thought of giving up here (%(low)s%% to %(high)s%%; %(n)s people).",
        **_percents(wilson(facts.gave_up, facts.asked_giving_up)),
    )


def _percents(share: Estimate | None) -> dict[str, int]:
    """A share with its interval in whole percent, and its n."""
    assert share is not None and share.low is not None and share.high is not None, "somebody stands behind it"
    parts = {"percent": share.value, "low": share.low, "high": share.high}
    return {name: round(100 * part) for name, part in parts.items()} | {"n": share.n}


def _pain(facts: StageFacts) -> Moment | None:
    share = wilson(facts.negative, facts.wrote, PAIN_LEVEL) if facts.wrote >= facts.k else None
    if share is None or share.low is None or share.low <= PAIN_SHARE:
        return None
    reason = message(
        "%(percent)s%% of those who wrote about it felt badly (%(low)s%% to %(high)s%%; %(n)s people).",
        **_percents(share),
    )
    return Moment(facts.stage, "pain", reason)


def _silent(stages: Sequence[StageFacts], place: int) -> Moment | None:
    facts = stages[place]
    if facts.contact:
        return None
    reason = _told(facts) or _fallen(stages, place)
    return Moment(facts.stage, "silent", reason) if reason else None


def _told(facts: StageFacts) -> Message | None:
    """People locate something where the map has nothing."""
    share = wilson(facts.wrote, max(facts.heard, facts.wrote))
    if facts.wrote < max(FEWEST_TELLING, facts.k) or share is None or share.low is None or share.high is None:
        return None
    return message(
        "%(n)s of the %(heard)s people who wrote tell of this stage (%(low)s%% to %(high)s%%), where there is no "
        "contact.",
        n=facts.wrote,
        heard=max(facts.heard, facts.wrote),
        low=round(100 * share.low),
        high=round(100 * share.high),
    )


def _fallen(stages: Sequence[StageFacts], place: int) -> Message | None:
    """The score falls from the last contact before to the first one after."""
    before = next((one for one in reversed(stages[:place]) if one.contact), None)
    after = next((one for one in stages[place:] if one.contact), None)
    if not (before and after and before.score and after.score):
        return None
    fall = step(before.score, after.score)
    if fall is None or fall.low is None or fall.high is None or fall.high >= 0 or fall.n < max(before.k, after.k):
        return None
    return message(
        "After this stage the score is lower than before it: by %(points)s points of 1 to 5 (%(low)s to %(high)s).",
        points=round(-fall.value, 1),
        low=round(-fall.high, 1),
        high=round(-fall.low, 1),
    )
