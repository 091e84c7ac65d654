"""The cycle under way with what it begins from, and those that were closed, with what each kept."""

from __future__ import annotations

import json
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.cocreation import closing
from feedback.cocreation.models import Cycle, CycleReport
from feedback.cocreation.queries import cycles
from feedback.cocreation.queries.taking_part import restored, taking_part
from feedback.cocreation.rules.opening import opening
from feedback.cocreation.rules.taking_part import said
from feedback.errors import NotFound
from feedback.insights.queries import revision
from feedback.permissions import Permission
from feedback.reports import paper
from feedback.reports.downloads import attached
from feedback.reports.findings import findings
from feedback.reports.queries import documents
from feedback.reports.slides import outline
from feedback.spreadsheet import content_disposition
from feedback.web.guards import member
from feedback.web.languages import INTERFACE
from feedback.web.templating import language_code

blueprint = Blueprint("cycles", __name__, url_prefix="/o/<organisation>/cycles")
JSON, SLIDES = "json", "pptx"
KINDS = frozenset({"pdf", "html", "xlsx", SLIDES, JSON})


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """What is known, what changed since the last one closed, what to look at again; and the earlier ones."""
    current, last = cycles.current(), cycles.newest_report()
    before = cycles.document(last[1]) if last else None
    old_after = int(current_app.config["FEEDBACK"].old_after_days)
    return render_template(
        "cocreation/cycles.html",
        current=current,
        last=last[0] if last else None,
        opening=opening(before, documents.document(), old_after=old_after),
        due=len(revision.due()),
        areas=taking_part(current.starts_on) if current else [],
        said=said,
        earlier=cycles.closed(),
    )


@blueprint.get("/<uuid:cycle_id>")
@member(Permission.VIEW)
def past(cycle_id: UUID) -> ResponseReturnValue:
    """A closed cycle: who stood behind it, who took part, what came of it, and its report as it was."""
    cycle = cycles.past(cycle_id)
    held = cycles.report(cycle.id)
    return render_template(
        "cocreation/past_cycle.html",
        cycle=cycle,
        held=held,
        findings=findings(cycles.document(held)) if held else [],
        stamp=paper.stamp(cycles.document(held)) if held else "",
        areas=restored(held.areas) if held else [],
        said=said,
        papers=cycles.papers(cycle.id),
    )


@blueprint.get("/<uuid:cycle_id>/report")
@member(Permission.VIEW)
def report(cycle_id: UUID) -> ResponseReturnValue:
    """The report as it was kept, in the reader's language; no figure of it is read anew."""
    cycle, held = _kept(cycle_id)
    has_pdf = (language_code(), "pdf") in cycles.papers(cycle.id)
    pdf = url_for("cycles.file", cycle_id=cycle.id, kind="pdf", lang=language_code()) if has_pdf else ""
    links = {"back": url_for("cycles.past", cycle_id=cycle.id), "pdf": pdf}
    return paper.page(cycles.document(held), cycle=closing.facts(cycle, held, language_code()), links=links)


@blueprint.get("/<uuid:cycle_id>/report.<kind>")
@member(Permission.EXPORT)
def file(cycle_id: UUID, kind: str) -> ResponseReturnValue:
    """What was kept, as it was: the figures as JSON, or the file in the language of `?lang=`.

    Slides are drawn anew from the kept figures, so that cycles closed before there were any have them too.
    """
    cycle, held = _kept(cycle_id)
    title = paper.title_of(cycles.document(held))
    if kind not in KINDS:
        raise NotFound()
    if kind == JSON:
        headers = {"Content-Disposition": content_disposition(title, JSON)}
        body = json.dumps(held.document, ensure_ascii=False, indent=1)
        return Response(body, content_type="application/json; charset=utf-8", headers=headers)
    asked = request.args.get("lang", "")
    language = asked if asked in INTERFACE else language_code()
    if kind == SLIDES:
        facts = closing.facts(cycle, held, language)
        return attached(outline.file(cycles.document(held), cycle=facts, language=language), title, kind)
    return attached(cycles.paper(cycle.id, language, kind), title, kind)


def _kept(cycle_id: UUID) -> tuple[Cycle, CycleReport]:
    """NotFound where the cycle kept no report."""
    cycle = cycles.past(cycle_id)
    held = cycles.report(cycle.id)
    if held is None:
        raise NotFound()
    return cycle, held
