"""The work as a file: taken out, changed elsewhere, and taken over again."""

from __future__ import annotations

from typing import BinaryIO, cast

from flask import Blueprint, Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from werkzeug.datastructures import FileStorage

from feedback.db import now
from feedback.permissions import Permission
from feedback.programme.actions import sheets as actions
from feedback.programme.forms.sheets import SheetForm
from feedback.programme.queries import sheets as queries
from feedback.programme.rules.sheets import Bad, BadSheet
from feedback.programme.rules.sheets.reading import Rows
from feedback.programme.views.work import STEP
from feedback.spreadsheet import content_disposition, csv_lines
from feedback.tables.limits import Limits, Unreadable
from feedback.tables.table import opened_table
from feedback.web.guards import act, member
from feedback.web.templating import say

blueprint = Blueprint("work_sheets", __name__)
CSV, BYTE_ORDER_MARK = "text/csv; charset=utf-8", "\ufeff"
LIMITS = Limits(unpacked=10_000_000, rows=5_000, columns=60, cell=10_000, field=100_000)
MOST_TOLD = 50
"""Cells a page names that keep a file out; who mends those finds the rest."""


@blueprint.get("/o/<organisation>/programme/work.csv")
@member(Permission.EXPORT)
def export() -> ResponseReturnValue:
    """Every piece of work as a row."""
    headers = {
        "Content-Disposition": content_disposition(gettext("Programme"), "csv"),
        "Cache-Control": "no-store",
    }
    lines = csv_lines(queries.rows(g.access, now().date()))
    return Response(BYTE_ORDER_MARK + "".join(lines), mimetype=CSV, headers=headers)


@blueprint.route("/o/<organisation>/programme/file", methods=["GET", "POST"])
@member(Permission.WORK)
def bring() -> ResponseReturnValue:
    """Choose the file; with it, everything it says is taken over, or nothing, and why not."""
    form = SheetForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        header, rows = _table(form.file.data)
        taken = act(actions.take_over, header, rows, by=g.access)
    except BadSheet as refused:
        return _page(form, refused.bad), 422
    except Unreadable as refused:
        form.file.errors = [say(refused.message)]
        return _page(form), refused.status
    flash(_said(taken), "ok")
    return redirect(url_for("programme.programme"), 303)


def _table(file: FileStorage) -> tuple[tuple[str, ...], Rows]:
    """Names of the columns and (line, cells); Unreadable with what to do."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    with opened_table(cast(BinaryIO, file.stream), name, LIMITS, as_percent=True) as table:
        return table.header, list(table.rows)


def _said(taken: actions.Taken) -> str:
    if not taken.changed:
        return str(gettext("Nothing changed: everything was as the file says."))
    return str(ngettext("%(num)s improvement changed.", "%(num)s improvements changed.", taken.changed))


def _page(form: SheetForm, bad: list[Bad] | None = None) -> str:
    found = bad or []
    return render_template(
        "programme/file.html", form=form, bad=found[:MOST_TOLD], more=len(found) - MOST_TOLD, current_step=STEP
    )
