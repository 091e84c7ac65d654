"""The list of what is known already, and one thing of it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.evidence import rules, showing
from feedback.evidence.forms import filter_form
from feedback.evidence.models import Evidence, EvidenceImport
from feedback.evidence.queries import imports, items
from feedback.evidence.reader import Scale
from feedback.evidence.recipe import mapping_from
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.addresses import page_asked
from feedback.web.guards import member

blueprint = Blueprint("evidence", __name__)
STEP = 2
MOST_SOURCES = 200
"""How many sources are offered to filter by."""


def names() -> showing.Names:
    return showing.Names.of(stakeholders.groups(include_archived=True), journeys.all_stages())


@blueprint.get("/o/<organisation>/evidence")
@member(Permission.VIEW)
def evidence() -> ResponseReturnValue:
    """What is known already, newest first, by kind, group, stage, source and words."""
    counts, known = items.counts(), names()
    used = [known.groups[row] for row in counts.by("group_id")]
    form = filter_form(request.args, used, list(known.stages.values()), _sources(counts))
    wanted = form.wanted()
    page = items.page(wanted, counts, page_asked())
    may_edit = g.access.may(Permission.EDIT_EVIDENCE)
    return render_template(
        "evidence/list.html",
        form=form,
        filtered=bool(wanted),
        counts=counts,
        counted=showing.counted(counts, known),
        page=page,
        quotes=showing.quotes(page.rows, known),
        before=_address(form.query(), page.number - 1) if page.number > 1 else "",
        after=_address(form.query(), page.number + 1) if page.more else "",
        imports=[(row, showing.state_of(row)) for row in imports.imports(previews=may_edit)],
        current_step=STEP,
    )


def _sources(counts: items.Counts) -> list[str]:
    """The largest sources, by name."""
    return sorted([source for source in counts.by("source") if source][:MOST_SOURCES])


def _address(query: dict[str, str], page: int) -> str:
    return url_for("evidence.evidence", **query, page=page)  # type: ignore[arg-type]


@blueprint.get("/o/<organisation>/evidence/<uuid:evidence_id>")
@member(Permission.VIEW)
def item(evidence_id: UUID) -> ResponseReturnValue:
    """One thing already known: its words, and where they come from."""
    row = items.item(evidence_id)
    came_with = items.import_of(row)
    known = names()
    return render_template(
        "evidence/item.html",
        row=row,
        said=showing.said(row, known),
        group=known.group(row.group_id),
        stage=known.stage(row.stage_id),
        kind=rules.kind_label(row.kind),
        came_with=came_with,
        scale=_scale(row, came_with),
        segments=showing.segments(row, known),
        siblings=showing.quotes(showing.siblings(row, known), known),
        current_step=STEP,
    )


def _scale(row: Evidence, came_with: EvidenceImport | None) -> Scale | None:
    """The scale its rating had in the file."""
    if came_with is None or row.rating is None:
        return None
    mapping = mapping_from(came_with.mapping)
    own = (one.scale for one in mapping.ratings if row.rated and one.column.startswith(row.rated))
    return next(own, mapping.scale)
