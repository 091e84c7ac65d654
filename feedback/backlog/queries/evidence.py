"""What the backlog knows from the analysis: voices for proposals, evidence for the order, moments of truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast
from uuid import UUID

from feedback.analysis.codebook import Codebook
from feedback.analysis.priority import Effort, LineEvidence
from feedback.backlog.models import Improvement
from feedback.backlog.queries.improvements import theme_ids
from feedback.backlog.rules import ordering, proposing, status
from feedback.insights.models import Theme
from feedback.insights.queries import evidence, figures, moments
from feedback.insights.queries import themes as theme_queries
from feedback.insights.rules import is_stable
from feedback.insights.voices import Said, Voices
from feedback.journeys.queries.lineage import lineage
from feedback.journeys.rules.lineage import Lineage
from feedback.stakeholders.queries import groups as stakeholders


def proposable() -> list[proposing.Voice]:
    """What groups said of themes from which improvements may follow, as far as it may be shown."""
    book = theme_queries.codebook()
    rows = [row for row in figures.theme_table() if _may_propose(row.theme, book)]
    return [
        _voice(row.theme.id, cast("UUID | None", place), group, said)
        for row in rows
        for (place, group), said in row.cells.items()
        if said.raised.people
    ]


def _may_propose(theme: Theme, book: Codebook) -> bool:
    written = book.by_id.get(theme.code)
    return is_stable(theme.stability) and (written is None or written.actionable)


def _voice(theme: UUID, stage: UUID | None, group: UUID, said: Said) -> proposing.Voice:
    raised = said.raised
    return proposing.Voice(
        theme=theme,
        stage=stage,
        group=group.hex,
        people=raised.people,
        mentions=raised.mentions,
        negative=raised.negative,
        positive=raised.positive,
    )


def titles_of(theme: Theme, book: Codebook) -> dict[str, Mapping[str, str]]:
    """Direction -> the theme's own titles; empty for a theme nobody wrote."""
    written = book.by_id.get(theme.code)
    return {"reduce": written.reduce, "amplify": written.amplify} if written else {}


def truths() -> frozenset[UUID]:
    """Stages that hold a moment of truth, computed or declared."""
    return moments.of_truth()


def lines(rows: Sequence[Improvement]) -> list[ordering.Line]:
    """Every improvement with its evidence, ready to be ordered; a fixed number of reads."""
    known = lineage()
    said = figures.voices()
    found = evidence.evidence_for([(stands(row, known), theme_ids(row)) for row in rows], said)
    truth, codes = truths(), {group.id: group.code for group in _groups()}
    return [
        ordering.Line(
            LineEvidence(
                line=line_key(row.number),
                direction=_direction(row),
                moment=row.stage_id in truth,
                effort=effort_of(row),
                groups=voices.groups(_direction(row)),
            ),
            ranked=status.ranked(row.status, row.scope),
            held=held_back(row, said, codes, known),
        )
        for row, voices in zip(rows, found, strict=True)
    ]


def line_key(number: int) -> str:
    """Keys of equal scores decide the order: the older improvement comes first."""
    return f"{number:08d}"


def _groups() -> list[Any]:
    return stakeholders.groups(include_archived=True)


def _direction(row: Improvement) -> Literal["reduce", "amplify"]:
    return "amplify" if row.direction == "amplify" else "reduce"


def effort_of(row: Improvement) -> Effort | None:
    """The estimate; None where nobody made one."""
    if row.effort_low is None or row.effort_likely is None or row.effort_high is None:
        return None
    return Effort(row.effort_low, row.effort_likely, row.effort_high)


def stands(row: Improvement, known: Lineage) -> UUID | None:
    """The stage whose evidence speaks for an improvement: the one that what was said at its stage counts at today."""
    return known.standing(row.stage_id) if row.stage_id else None


def held_back(row: Improvement, said: Voices, codes: Mapping[UUID, str], known: Lineage) -> dict[str, int]:
    """Group code -> k, for groups of which something is kept back at the improvement's stage."""
    found: dict[str, int] = {}
    stage_id = stands(row, known)
    for theme in theme_ids(row):
        for group, code in codes.items():
            if (theme, stage_id, group) in said.cells and (k := said.said(theme, stage_id, group).held):
                found[code] = max(found.get(code, 0), k)
    return found
