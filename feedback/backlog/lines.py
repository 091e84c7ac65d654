"""The backlog as programs read it: each line with its place, its parts, and the sentences behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements, links, sentences
from feedback.backlog.queries.board import Board, Line, board
from feedback.backlog.queries.improvements import theme_ids
from feedback.insights.queries.mentions import Sentence
from feedback.journeys.queries import functions
from feedback.web.addresses import absolute
from feedback.web.templating import text


def lines(code: str, evidence: int) -> list[dict[str, Any]]:
    """The backlog of the organisation this runs inside, with so many sentences behind each line."""
    held, around = board(), surroundings()
    return [line_of(held, line, code, evidence, around) for line in held.lines]


@dataclass(frozen=True)
class Around:
    """What lines name by id: area -> code, improvement -> numbers of those that have to be done before it."""

    areas: Mapping[UUID, str]
    needs: Mapping[UUID, Sequence[int]]


def surroundings() -> Around:
    """What any line may name: three reads."""
    numbers = {row.id: row.number for row in improvements.improvements()}
    needs = {
        key: sorted(numbers[one] for one in found if one in numbers) for key, found in links.every("needs").items()
    }
    return Around({one.id: one.code for one in functions.all_functions()}, needs)


def line_of(held: Board, line: Line, code: str, evidence: int, around: Around | None = None) -> dict[str, Any]:
    """One line; `code` is the organisation's, for its address."""
    row, score = line.improvement, line.score
    return {
        "id": row.number,
        "url": absolute("improvements.improvement", organisation=code, number=row.number),
        "rank": line.rank,
        "tier": line.tier,
        "title": text(row.title),
        "direction": row.direction,
        "stage": stage.code if (stage := held.stage(row)) else None,
        "themes": sorted(held.themes[one].code for one in theme_ids(row)),
        "groups": _groups(line),
        "score": score.value if score else None,
        "parts": _parts(line.parts),
        "rank_low": score.rank_low if score else None,
        "rank_high": score.rank_high if score else None,
        "n": score.people if score else 0,
        "status": row.status,
        **_carried(row, around or surroundings()),
        "evidence": _evidence(held, row, evidence),
    }


def _carried(row: Improvement, around: Around) -> dict[str, Any]:
    return {
        "scope": row.scope,
        "how": row.how,
        "objective": str(row.objective_id) if row.objective_id else None,
        "area": around.areas.get(row.function_id) if row.function_id else None,
        "cost": row.cost,
        "tags": list(row.tags),
        "needs": list(around.needs.get(row.id, ())),
    }


def _stage(held: Board, stage_id: Any) -> str | None:
    return held.stages[stage_id].code if stage_id in held.stages else None


def _groups(line: Line) -> dict[str, dict[str, Any]]:
    names = ("reach", "severity", "breadth", "n", "raised")
    shown = {code: {name: parts[name] for name in names} for code, parts in line.shown_groups.items()}
    return shown | {code: {"hidden": "too_few"} for code in line.held_groups}


def _parts(parts: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if parts is None:
        return None
    return {name: parts[name] for name in ("reach", "severity", "breadth", "moment", "effort")}


def _evidence(held: Board, row: Improvement, count: int) -> list[dict[str, Any]]:
    if count == 0:
        return []
    found = sentences.behind(row, count)
    codes = {group.id: group.code for group in held.groups.values()}
    shown = [_sentence(held, row, one, codes) for one in found.found]
    kept = sorted(codes[group] for group in found.hidden if group in codes)
    own = held.stage(row)
    stage = own.code if own else None
    return shown + [{"group": group, "stage": stage, "hidden": "too_few"} for group in kept]


def _sentence(held: Board, row: Improvement, one: Sentence, codes: Mapping[Any, str]) -> dict[str, Any]:
    wanted = theme_ids(row)
    theme = next(theme for theme in one.themes if theme in wanted)
    return {
        "text": one.words,
        "theme": held.themes[theme].code,
        "group": codes.get(one.group_id),
        "stage": _stage(held, one.stage_id),
        "source": _named(one.source),
        "question": text(dict(one.question)) if one.question else None,
        "version": one.version,
        "date": _date(one),
        "sentiment": one.sentiment,
    }


def _date(one: Sentence) -> str | None:
    """The wave of protected answers, else the month: never a day."""
    if one.wave:
        return text(dict(one.wave))
    return one.month.strftime("%Y-%m") if one.month else None


def _named(source: str | Mapping[str, str]) -> str:
    return source if isinstance(source, str) else text(dict(source))
