"""Lines, pins and sentences as the components show them: records in the reader's language, no decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from feedback.backlog.models import Improvement
from feedback.backlog.queries.board import Board, Line
from feedback.backlog.rules import sentences, status
from feedback.db import now
from feedback.insights import presenting as sentences_shown
from feedback.insights.presenting import Names
from feedback.insights.queries.mentions import Sentence, Sentences
from feedback.web.templating import day, say, text

STEP = 6
Record = dict[str, Any]
SHORTEST, LONGEST = 20, 240
"""Characters of a sentence that reads well beside two others."""


def address(row: Improvement) -> str:
    return url_for("improvements.improvement", number=row.number)


def line_record(board: Board, line: Line) -> Record:
    """One line as `components/line.html` wants it."""
    row, score, parts = line.improvement, line.score, line.parts
    return {
        "number": row.number,
        "rank": line.rank,
        "rank_low": score.rank_low if score else None,
        "rank_high": score.rank_high if score else None,
        "title": text(row.title),
        "url": address(row),
        "why": why(board, line),
        "doubt": doubt(board, line),
        "said_url": url_for("improvements.said", number=row.number) if parts else None,
        "direction": row.direction,
        "groups": groups_of(board, line),
        "stage": stage_name(board, row),
        "effort": say(sentences.effort(row.effort_low, row.effort_likely, row.effort_high)),
        "owner": board.people.get(row.owner_id) if row.owner_id else None,
        "status": row.status,
        "status_note": due_note(row),
        "late": is_late(row),
        "parts": parts,
        "effort_known": bool(parts and parts["effort_set"]),
    }


def why(board: Board, line: Line) -> str:
    """The line's numbers in words; where its order is chance, what would make it clear."""
    parts = [board.why(line), board.apart(line) if line.tier == "unclear" else None]
    return " ".join(say(part) for part in parts if part)


def doubt(board: Board, line: Line) -> str:
    """What would say most about its place, where its place is not sure."""
    most = board.moves(line) if line.tier in ("probably", "unclear") else None
    return say(most) if most else ""


def groups_of(board: Board, line: Line) -> list[Record]:
    """Kind and name of the groups that raised it, as far as they may be shown."""
    found = [board.groups[code] for code in line.shown_groups if code in board.groups]
    return [{"kind": group.kind, "name": text(group.name)} for group in found]


def stage_name(board: Board, row: Improvement) -> str | None:
    stage = board.stage(row)
    return text(stage.name) if stage else None


def is_late(row: Improvement, today: date | None = None) -> bool:
    """Whether its date has passed and it is not over."""
    over = {status.DONE, status.DECLINED, status.LATER}
    return bool(row.due_on and row.due_on < (today or now().date()) and row.status not in over)


def due_note(row: Improvement) -> str:
    """The date it should be done by, while there is something to do."""
    if not row.due_on or row.status in {status.DONE, status.DECLINED}:
        return ""
    return str(gettext("by %(day)s", day=day(row.due_on)))


def pin_record(line: Line) -> Record:
    """An improvement as `components/pin.html` wants it."""
    row = line.improvement
    ranked = line.score is not None and line.score.rank_low is not None
    return {
        "rank": line.rank if ranked else None,
        "title": text(row.title),
        "url": address(row),
        "status": row.status,
        "note": "",
    }


def quote_record(board: Board, sentence: Sentence) -> Record:
    """A sentence as `components/quote.html` wants it."""
    return sentences_shown.quote_record(sentence, names_of(board))


def hidden_records(board: Board, found: Sentences) -> list[Record]:
    """Groups whose words are kept back, as quotes that say so."""
    return sentences_shown.hidden_records(found, names_of(board))


def names_of(board: Board) -> Names:
    return Names(list(board.groups.values()), list(board.stages.values()))


def varied(found: Sequence[Sentence], count: int) -> list[Sentence]:
    """Some of the sentences: one of each group first, then such as say something else, then any.

    Those that read well come before short and long ones.
    """
    readable = sorted(found, key=lambda one: not SHORTEST <= len(one.words) <= LONGEST)
    chosen: list[Sentence] = []
    for name in ("group_id", "words", "id"):
        for one in readable:
            known = {getattr(other, name) for other in chosen}
            if one not in chosen and len(chosen) < count and getattr(one, name) not in known:
                chosen.append(one)
    return chosen


def paged(lines: Sequence[Any], asked: int, per_page: int, to: Callable[[int], str]) -> dict[str, Any]:
    """One page of lines for a template, each with its place; `to` gives the address of a page."""
    pages = max(1, -(-len(lines) // per_page))
    page = min(asked, pages)
    start = per_page * (page - 1)
    return {
        "lines": list(enumerate(lines[start : start + per_page], start + 1)),
        "total": len(lines),
        "first": start + 1,
        "previous": to(page - 1) if page > 1 else "",
        "next": to(page + 1) if page < pages else "",
    }
