"""Every decision with what it was made on: nothing in it changes any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.presenting import STEP
from feedback.backlog.queries import decisions as queries
from feedback.backlog.queries.decisions import PAGE, Recorded, ids_of
from feedback.backlog.rules import status
from feedback.db import iso
from feedback.insights.queries import themes
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition, csv_line
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.addresses import page_asked
from feedback.web.guards import member
from feedback.web.templating import text

blueprint = Blueprint("decisions", __name__)
CSV = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
SCORE = ("rank", "rank_low", "rank_high", "tier", "value", "people")
PARTS = ("reach", "severity", "breadth", "moment")
EFFORT = ("effort_low", "effort_likely", "effort_high")
BY_GROUP = ("raised", "n")
COLUMNS = ("decided_at", "verdict", "reason", "decided_by", "number", "title_then", "direction", "stage")
ORDER = ("order_made_at", "run", "weights", "seed", "draws")


@blueprint.get("/o/<organisation>/backlog/decisions")
@member(Permission.VIEW)
def decisions() -> ResponseReturnValue:
    """The record, the newest first; `?verdict=` keeps one, `?page=` goes on."""
    verdict, page = request.args.get("verdict", ""), page_asked()
    rows, total = queries.decisions(verdict, offset=(page - 1) * PAGE)
    return render_template(
        "backlog/decisions.html",
        rows=rows,
        verdict=verdict,
        verdicts=[(one, status.verdict_label(one)) for one in status.VERDICTS],
        verdict_label=status.verdict_label,
        people=accounts.people(),
        stages={stage.id.hex: stage for stage in journeys.all_stages()},
        themes={one.hex: theme for one, theme in themes.by_id(_themes(rows)).items()},
        groups={group.code: group for group in stakeholders.groups(include_archived=True)},
        pages=_pages(verdict, page, len(rows), total),
        current_step=STEP,
    )


def _themes(rows: list[Recorded]) -> set[Any]:
    return {one for row in rows for one in ids_of(row.inputs.get("themes") or [])}


def _pages(verdict: str, page: int, shown: int, total: int) -> dict[str, Any]:
    """What `components/pagination.html` wants."""
    first = (page - 1) * PAGE + 1

    def url(to: int) -> str:
        return url_for("decisions.decisions", page=to, verdict=verdict or None)

    return {
        "first": first,
        "last": first + shown - 1,
        "total": total,
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if first + shown - 1 < total else "",
    }


@blueprint.get("/o/<organisation>/backlog/decisions.csv")
@member(Permission.EXPORT)
def export() -> ResponseReturnValue:
    """The record as a file: a line a decision, with score, inputs and weights as they were kept."""
    headers = {"Content-Disposition": content_disposition(gettext("Decisions"), "csv"), "Cache-Control": "no-store"}
    return Response("".join(_lines()), mimetype=CSV, headers=headers)


def _lines() -> Iterator[str]:
    codes = [group.code for group in stakeholders.groups(include_archived=True)]
    people, stages = accounts.people(), {stage.id.hex: stage.code for stage in journeys.all_stages()}
    own = [f"{code}_{name}" for code in codes for name in BY_GROUP]
    weights = [f"weight_{code}" for code in codes]
    yield BYTE_ORDER_MARK + csv_line([*COLUMNS, *SCORE, *PARTS, *EFFORT, *ORDER, *weights, *own])
    for one in queries.every_decision():
        yield csv_line([*_plain(one, people, stages), *_figures(one), *_order(one, codes), *_by_group(one, codes)])


def _plain(one: Recorded, people: Any, stages: Any) -> Iterator[object]:
    made, inputs = one.decision, one.inputs
    yield from (iso(made.decided_at), made.verdict, made.reason, people.get(made.decided_by, ""))
    yield from (one.about.number, text(inputs.get("title") or one.about.title), inputs.get("direction", ""))
    yield stages.get(inputs.get("stage"), "")


def _figures(one: Recorded) -> Iterator[object]:
    parts = one.score.get("parts") or {}
    yield from (one.score.get(name) for name in SCORE)
    yield from (parts.get(name) for name in PARTS)
    yield from parts.get("effort") or (None, None, None)


def _order(one: Recorded, codes: list[str]) -> Iterator[object]:
    order = one.order
    yield from (order.get(name) for name in ("made_at", "run", "weights_name", "seed", "draws"))
    weights = order.get("weights") or {}
    yield from (weights.get(code, 1) if order else None for code in codes)


def _by_group(one: Recorded, codes: list[str]) -> Iterator[object]:
    """Of a group that was kept back the word "hidden" stands where its figures would."""
    groups = one.score.get("groups") or {}
    for code in codes:
        parts = groups.get(code) or {}
        yield from ("hidden" if "hidden" in parts else parts.get(name) for name in BY_GROUP)
