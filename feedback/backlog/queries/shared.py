"""Shared points as the backlog needs them: each theme once, where it is shared."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.db import find
from feedback.insights.models import Theme
from feedback.insights.queries import figures
from feedback.insights.queries.figures import SharedRow
from feedback.insights.rules import EVERYWHERE
from feedback.stakeholders.queries import groups as stakeholders

SHARED = ("shared", "contested")


@dataclass(frozen=True)
class SharedTheme:
    """A theme that two or more groups raise: by which groups (codes), and at which stages (None: stage unknown).

    `told` has its figures: over all stages where it is shared so, else where it is strongest.
    """

    theme: Theme
    groups: Sequence[str]
    stages: Sequence[UUID | None]
    told: SharedRow


def shared_themes() -> list[SharedTheme]:
    """Every shared point once, the strongest first: what a strategy acts on, or what is set aside."""
    codes = {group.id: group.code for group in stakeholders.groups()}
    found: dict[UUID, list[SharedRow]] = {}
    for row in figures.shared_points(codes):
        if row.point.kind in SHARED:
            found.setdefault(row.theme.id, []).append(row)
    return [_joined(rows) for rows in found.values()]


def only_stage(theme_ids: Collection[UUID]) -> UUID | None:
    """The stage where these themes are shared; None where that is nowhere, or at several."""
    stages = {stage for one in shared_themes() if one.theme.id in theme_ids for stage in one.stages if stage}
    return stages.pop() if len(stages) == 1 else None


def _joined(rows: Sequence[SharedRow]) -> SharedTheme:
    groups = dict.fromkeys(code for row in rows for code in row.point.raised_by)
    stages = [row.place for row in rows if row.place != EVERYWHERE]
    told = next((row for row in rows if row.place == EVERYWHERE), rows[0])
    return SharedTheme(rows[0].theme, list(groups), stages, told)


def theme(theme_id: UUID) -> Theme:
    """One theme of this organisation; NotFound."""
    return find(Theme, theme_id)
