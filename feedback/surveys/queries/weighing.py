"""All together, with each group counting by its size: from figures that are public by themselves, so that it tells
nothing that they do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedback.analysis.disclosure import Shown
from feedback.analysis.weighting import Part, Weighed, weighed
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.queries.questions import QuestionResult


def by_size(one: QuestionResult, groups: Sequence[StakeholderGroup]) -> Weighed | None:
    """The mean of a question over groups of one kind by their sizes.

    None where a group's mean is not shown or its size is not known, and where the groups are of several kinds: what
    customers weigh against employees is a decision, no statistic.
    """
    parts = [_part(one, group) for group in groups]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or len({group.kind for group in groups}) != 1:
        return None
    return weighed(known)


def _part(one: QuestionResult, group: StakeholderGroup) -> Part | None:
    result = one.groups.get(group.id)
    number = result.value.figure if isinstance(result, Shown) else None
    if number is None or number.name != "mean" or not isinstance(number.result, Shown) or not group.size:
        return None
    mean = number.result
    if mean.low is None or mean.high is None:
        return None
    return Part(mean.value, mean.low, mean.high, mean.n, group.size)
