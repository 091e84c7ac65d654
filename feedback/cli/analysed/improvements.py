"""Improvements that a file speaks for, proposed and ranked by the rules of the backlog; every stage weighs the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast
from uuid import NAMESPACE_OID, UUID, uuid5

import numpy as np

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.priority import Direction, GroupEvidence, LineEvidence, Raised, Ranked, rank
from feedback.analysis.priority.evidence import NOBODY
from feedback.analysis.themes import Theme
from feedback.backlog.rules import proposing, titles
from feedback.cli.analysed.said import Cell, Said
from feedback.cli.analysed.sharing import SMALL
from feedback.insights.rules import is_stable

LANGUAGES = ("es", "en", "pt")
Names = Mapping[str, Mapping[str, str]]


def improvements(said: Said, themes: tuple[Theme, ...], lang: str) -> list[dict[str, Any]]:
    """The improvements in order, each with its parts and its clearest sentences; same file, same order.

    `lang` is that of their titles. A theme that is not stable proposes none.
    """
    stable = {theme.id for theme in themes if is_stable(theme.stability)}
    proposals = {proposal.key: proposal for proposal in proposing.proposals(_voices(said, stable))}
    codes = {_id(theme.id): theme.id for theme in themes}
    stages = {_id(stage): stage for stage in said.stages}
    placed = {key: (codes[one.theme], stages[one.stage] if one.stage else None) for key, one in proposals.items()}
    lines = [
        LineEvidence(key, _direction(one), groups=_evidence(said, *placed[key], _direction(one)))
        for key, one in proposals.items()
    ]
    names = {theme.id: theme.names for theme in themes}
    return [
        _line(ranked, _direction(proposals[ranked.line]), *placed[ranked.line], said, names, lang)
        for ranked in rank(lines).lines
    ]


def _evidence(said: Said, theme: str, stage: str | None, direction: Direction) -> dict[str, GroupEvidence]:
    found = {}
    for group in said.groups:
        if rows := said.wrote.get((stage, group)):
            here = np.array(rows, dtype=np.int64)
            raised = said.cells.get((theme, stage, group), Cell()).raised(direction)
            elsewhere = _elsewhere(said, theme, stage, group) if direction == "amplify" else NOBODY
            found[group] = GroupEvidence(here, here, raised, elsewhere)
    return found


def _elsewhere(said: Said, theme: str, stage: str | None, group: str) -> Raised:
    """A row has one stage: nobody stands in two of these cells."""
    parts = [cell.raised("amplify") for cell in said.elsewhere(theme, stage, group)]
    if not parts:
        return NOBODY
    return Raised(
        np.concatenate([part.people for part in parts]),
        np.concatenate([part.intensity for part in parts]),
        np.concatenate([part.mentions for part in parts]),
    )


def _id(name: str) -> UUID:
    """The rules know themes and stages by UUID; here a name is enough to make one."""
    return uuid5(NAMESPACE_OID, name)


def _direction(proposal: proposing.Proposal) -> Direction:
    return cast(Direction, proposal.direction)


def _voices(said: Said, stable: set[str]) -> Iterator[proposing.Voice]:
    book = built_in_codebook().by_id
    for (theme, stage, group), cell in said.cells.items():
        if theme in stable and (theme not in book or book[theme].actionable):
            yield proposing.Voice(
                theme=_id(theme),
                stage=_id(stage) if stage is not None else None,
                group=group,
                people=cell.people,
                mentions=cell.said,
                negative=cell.negative,
                positive=cell.positive,
            )


def _line(
    ranked: Ranked,
    direction: Direction,
    theme: str,
    stage: str | None,
    said: Said,
    names: Names,
    lang: str,
) -> dict[str, Any]:
    written = built_in_codebook().by_id.get(theme)
    own = getattr(written, direction) if written else None
    title = titles.title(
        direction, names[theme], own, {lang: stage for lang in LANGUAGES} if stage else None, LANGUAGES
    )
    parts = ranked.parts
    return {
        "rank": ranked.rank,
        "tier": ranked.tier,
        "title": title[lang],
        "titles": title,
        "direction": direction,
        "stage": stage,
        "themes": [theme],
        "groups": {
            group: {
                "reach": one.reach,
                "severity": one.severity,
                "breadth": one.breadth,
                "n": one.n,
                "raised": one.raised,
                **({"small": True} if one.n < SMALL else {}),
            }
            for group, one in ranked.groups.items()
        },
        "score": ranked.score,
        "parts": parts
        and {
            "reach": parts.reach,
            "severity": parts.severity,
            "breadth": parts.breadth,
            "moment": parts.moment,
            "effort": [parts.effort.low, parts.effort.likely, parts.effort.high],
        },
        "rank_low": ranked.rank_low,
        "rank_high": ranked.rank_high,
        "n": ranked.n,
        "evidence": list(_sentences(said, theme, stage, direction)),
    }


def _sentences(said: Said, theme: str, stage: str | None, direction: Direction) -> Iterator[dict[str, Any]]:
    """The clearest sentences with the feeling the improvement works on; a readable length first."""
    label = "neg" if direction == "reduce" else "pos"
    for one in said.sentences(theme, stage, label):
        yield {
            "text": one.text,
            "theme": theme,
            "group": one.group,
            "stage": stage,
            "row": one.row,
            "sentiment": label,
        }
