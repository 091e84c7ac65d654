"""What is known of a visit besides answers: groups, stages, segments, languages. What conditions can ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.db import Texts
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders

Named = tuple[str, Texts]


@dataclass(frozen=True, slots=True)
class Known:
    """Codes with their names, in their usual order; segments as attribute -> values."""

    groups: Sequence[Named]
    stages: Sequence[Named]
    segments: Mapping[str, Sequence[str]]

    def names(self) -> dict[str, Texts]:
        """Names by "group:<code>" and "stage:<code>"."""
        return {
            **{f"group:{code}": name for code, name in self.groups},
            **{f"stage:{code}": name for code, name in self.stages},
        }


def known() -> Known:
    """The groups in use with their segments, and the stages of every journey that are not retired: three reads."""
    groups = stakeholders.groups()
    segments: dict[str, list[str]] = {}
    for one in (segment for group in groups for segment in group.segments):
        if one.value not in segments.setdefault(one.attribute, []):
            segments[one.attribute].append(one.value)
    stages = [(stage.code, stage.name) for stage in journeys.all_stages() if stage.retired_at is None]
    return Known([(group.code, group.name) for group in groups], stages, segments)
