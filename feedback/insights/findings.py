"""What the figures say, in one or two sentences: for the head of each page. Nothing here that the figures do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext, ngettext

from feedback.analysis.disclosure import Shown
from feedback.insights.presenting import Names
from feedback.insights.queries.figures import SharedRow, ThemeRow
from feedback.insights.queries.journey_map import JourneyMap, StageLife
from feedback.insights.rules import lived_by
from feedback.insights.rules.holds import agreed
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.templating import number, percent, text


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the link to what it is made of."""

    text: str
    link: str
    url: str


def of_themes(rows: Sequence[ThemeRow], names: Names) -> str:
    """What most people talk about, and how they feel about it."""
    loudest = next((row for row in rows if row.people), None)
    if loudest is None:
        return ""
    first = ngettext(
        "One person talks about “%(theme)s”, the most frequent theme.",
        "%(people)s people talk about “%(theme)s”, the most frequent theme.",
        loudest.people,
        people=number(loudest.people),
        theme=text(loudest.theme.names),
    )
    worst = _most_negative(rows)
    if worst is None:
        return str(first)
    second = gettext(
        "The one most complained about is “%(theme)s”: %(share)s of its %(mentions)s mentions are unfavourable.",
        theme=text(worst.theme.names),
        share=percent(_share(worst)),
        mentions=number(worst.mentions),
    )
    return f"{first} {second}"


def _most_negative(rows: Iterable[ThemeRow]) -> ThemeRow | None:
    """The theme with most unfavourable mentions among those where they are the larger part."""
    found = [row for row in rows if (_share(row) or 0) > 0.5]
    return max(found, key=lambda row: (_share(row) or 0) * row.mentions, default=None)


def _share(row: ThemeRow) -> float | None:
    return row.negative.value if isinstance(row.negative, Shown) else None


def of_shared(rows: Sequence[SharedRow], names: Names) -> str:
    """The strongest point that groups share, and by whom."""
    first = next((row for row in rows if row.point.kind in ("shared", "contested")), None)
    if first is None:
        return ""
    called = {group.code: text(group.name) for group in names.groups.values()}
    groups = ", ".join(called[code] for code in first.point.raised_by)
    if first.point.kind == "contested":
        return str(
            gettext(
                "“%(theme)s” divides them: %(groups)s see it differently.", theme=text(first.theme.names), groups=groups
            )
        )
    return str(
        gettext(
            "What they share most is “%(theme)s”: raised by %(groups)s.", theme=text(first.theme.names), groups=groups
        )
    )


def of_journey(lived: JourneyMap) -> str:
    """Where we were most wrong; else the stage that is worst to live."""
    groups = [group for group in lived.groups if group.id in lived_by({one.id: one.kind for one in lived.groups})]
    gaps = sorted(of_gaps(lived), key=lambda gap: -abs(gap.difference))
    if gaps and abs(gaps[0].difference) >= 0.05:
        return str(
            gettext(
                "Where we are most wrong is “%(stage)s”: we assumed %(assumed)s, and %(group)s live %(lived)s.",
                stage=text(gaps[0].stage.stage.name),
                assumed=number(gaps[0].assumed, 1),
                group=text(gaps[0].group.name),
                lived=number(gaps[0].lived.value, 1),
            )
        )
    return _worst(lived, groups)


def _worst(lived: JourneyMap, groups: Sequence[StakeholderGroup]) -> str:
    scores = [
        (score.value, score.n, stage, group)
        for stage in lived.stages
        for group in groups
        if isinstance(score := stage.score(group.id), Shown)
    ]
    if len(scores) < 2:
        return ""
    value, n, stage, group = min(scores, key=lambda one: one[0])
    return str(
        gettext(
            "“%(stage)s” is the worst stage for %(group)s: %(score)s of 5 (n %(n)s).",
            stage=text(stage.stage.name),
            group=text(group.name),
            score=number(value, 1),
            n=number(n),
        )
    )


def of_truth(lived: JourneyMap) -> str:
    """How many moments of truth there are, and whether people and answers name the same ones; '' without any."""
    found = agreed({one.source for one in life.moments if one.kind == "truth" and one.row} for life in lived.stages)
    if not found.all:
        return ""
    return str(
        gettext(
            "Moments of truth: %(both)s declared and confirmed by the answers, %(computed)s that only the answers "
            "show, %(declared)s only declared.",
            both=number(found.both),
            computed=number(found.computed),
            declared=number(found.declared),
        )
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """What was assumed of a stage against what a group lives there."""

    stage: StageLife
    group: StakeholderGroup
    assumed: float
    lived: Shown[float]

    @property
    def difference(self) -> float:
        """Lived minus assumed, in points of 1 to 5; above 0 it is better than assumed."""
        return self.lived.value - self.assumed


def of_gaps(lived: JourneyMap) -> list[Gap]:
    """Stages where something was assumed and those whose life the journey is answered, the largest gap first."""
    kinds: dict[UUID, str] = {group.id: group.kind for group in lived.groups}
    groups = [group for group in lived.groups if group.id in lived_by(kinds)]
    found = [
        Gap(stage, group, stage.stage.assumed_feeling, score)
        for stage in lived.stages
        for group in groups
        if stage.stage.assumed_feeling is not None and isinstance(score := stage.score(group.id), Shown)
    ]
    return sorted(found, key=lambda gap: -abs(gap.difference))
