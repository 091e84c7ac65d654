"""Notes from elsewhere: pasted or in a file, looked at, then taken over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from feedback.errors import Invalid, message
from feedback.names import one_line
from feedback.permissions import Permission
from feedback.tables.limits import Unreadable
from feedback.web.guards import act, member
from feedback.web.templating import say
from feedback.workshops import queries, sheets
from feedback.workshops.actions import bringing as actions
from feedback.workshops.forms import BringForm
from feedback.workshops.models import Workshop
from feedback.workshops.queries import bringing as brought
from feedback.workshops.rules import bringing as rules
from feedback.workshops.rules.bringing import Columns, Line, Reading, Sheet
from feedback.workshops.rules.stages import name_of, stage_of

blueprint = Blueprint("workshop_notes", __name__)
STEP = 5
SHOWN = 12
"""Notes a preview shows."""
SUFFIXES = (".gz", ".csv", ".tsv", ".tab", ".txt", ".xlsx")


@dataclass(frozen=True)
class Offer:
    """A table, how it is read, and what would become of it."""

    workshop: Workshop
    sheet: Sheet
    columns: Columns
    source: str
    header_is_note: bool
    chosen: Mapping[str, str]
    """What the person said of values of the column that says where a note belongs; the others are guessed."""

    @cached_property
    def lines(self) -> list[Line]:
        sheet = self.sheet.with_header_as_row() if self.header_is_note else self.sheet
        return rules.lines_of(sheet, self.columns)

    @cached_property
    def places(self) -> dict[str, int]:
        return rules.places_of(self.lines)

    @cached_property
    def stage_at(self) -> dict[str, str]:
        """What rows say of where they belong -> code of a stage, as chosen, else as it is called."""
        stages = self.workshop.stages
        return {
            place: stage_of(self.chosen[place], stages) if place in self.chosen else rules.guessed(place, stages)
            for place in self.places
        }

    @cached_property
    def reading(self) -> Reading:
        return rules.read(self.lines, self.stage_at)

    @cached_property
    def there(self) -> int:
        """How many of them this source brought before."""
        before = brought.brought_before(self.workshop.id, one_line(self.source))
        return rules.new_among(self.reading.taken, before)[1]


@blueprint.route("/o/<organisation>/workshops/<uuid:workshop_id>/bring", methods=["GET", "POST"])
@member(Permission.FACILITATE)
def bring(workshop_id: UUID) -> ResponseReturnValue:
    """Paste notes or choose a file; then they are looked at."""
    workshop, form = queries.workshop(workshop_id), BringForm()
    if not form.is_submitted():
        return _choose_page(workshop, form)
    if not form.validate():
        return _choose_page(workshop, form), 422
    try:
        sheet = _sheet(form, workshop)
    except Invalid as refused:
        field = form.pasted if _is_pasted(form) else form.file
        field.errors = [say(refused.message)]
        return _choose_page(workshop, form), refused.status
    columns = rules.PASTED if _is_pasted(form) else rules.proposed(sheet.header)
    return _look_page(Offer(workshop, sheet, columns, _source(form), False, {}))


def _is_pasted(form: BringForm) -> bool:
    return bool((form.pasted.data or "").strip())


def _sheet(form: BringForm, workshop: Workshop) -> Sheet:
    """The table; Invalid with what to do where there is none, or it is too large to be carried."""
    if _is_pasted(form):
        sheet = rules.pasted(form.pasted.data, (gettext("Note"), gettext("Stage")), workshop.stages)
    elif form.file.data:
        sheet = sheets.sheet_of(form.file.data.stream, _file_name(form))
    else:
        raise Invalid(message("Paste notes or choose a file."))
    sheets.carried(sheet)
    return sheet


def _file_name(form: BringForm) -> str:
    return (form.file.data.filename or "").replace("\\", "/").rpartition("/")[2] if form.file.data else ""


def _source(form: BringForm) -> str:
    name = _file_name(form)
    for suffix in SUFFIXES:
        name = name.removesuffix(suffix)
    return (one_line(form.source.data or "") or one_line(name) or gettext("Pasted list"))[: rules.LONGEST_SOURCE]


def _choose_page(workshop: Workshop, form: BringForm) -> str:
    known = brought.sources(workshop.id)
    return render_template("workshops/bring.html", workshop=workshop, form=form, sources=known, current_step=STEP)


@blueprint.post("/o/<organisation>/workshops/<uuid:workshop_id>/bring/look")
@member(Permission.FACILITATE)
def look(workshop_id: UUID) -> ResponseReturnValue:
    """Look again with other columns, or (`do` = take) take the notes over."""
    workshop = queries.workshop(workshop_id)
    try:
        offer = _offer(workshop, sheets.carried_back(request.form.get("table", "")))
    except Unreadable:
        return redirect(url_for("workshop_notes.bring", workshop_id=workshop_id), 303)
    if request.form.get("do") != "take":
        return _look_page(offer)
    try:
        made = act(actions.bring, workshop, reading=offer.reading, source=offer.source, by=g.access)
    except Invalid as refused:
        return _look_page(offer, say(refused.message)), refused.status
    flash(ngettext("%(num)s note is taken over.", "%(num)s notes are taken over.", made), "ok")
    return redirect(url_for("workshops.workshop", workshop_id=workshop_id), 303)


def _offer(workshop: Workshop, sheet: Sheet) -> Offer:
    """What the page says; values typed for one column say nothing of another that was chosen since."""
    columns = Columns(_column("text", sheet) or 0, _column("place", sheet), _column("person", sheet))
    typed = request.form
    values = typed.getlist("value") if typed.get("values_of", "") == typed.get("place", "") else []
    chosen = {value: typed.get(f"stage-{number}", "") for number, value in enumerate(values)}
    source = typed.get("source", "")[: rules.LONGEST_SOURCE]
    return Offer(workshop, sheet, columns, source, typed.get("first") == "note", chosen)


def _column(name: str, sheet: Sheet) -> int | None:
    number = request.form.get(name, type=int)
    return number if number is not None and 0 <= number < len(sheet.header) else None


def _look_page(offer: Offer, refused: str = "") -> str:
    stages = offer.workshop.stages
    shown = [(note, name_of(note.stage_code, stages)) for note in offer.reading.taken[:SHOWN]]
    about: dict[str, Any] = {"offer": offer, "workshop": offer.workshop, "shown": shown, "refused": refused}
    return render_template("workshops/look.html", **about, table=sheets.carried(offer.sheet), current_step=STEP)


@blueprint.post("/o/<organisation>/workshops/<uuid:workshop_id>/bring/away")
@member(Permission.FACILITATE)
def take_away(workshop_id: UUID) -> ResponseReturnValue:
    """Remove what one `source` brought."""
    workshop = queries.workshop(workshop_id)
    gone = act(actions.take_away, workshop, source=request.form.get("source", ""), by=g.access)
    flash(ngettext("%(num)s note is removed.", "%(num)s notes are removed.", gone), "ok")
    return redirect(url_for("workshops.workshop", workshop_id=workshop_id), 303)
