"""What was done to themes and undone, and what the newest run changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.errors import NotFound
from feedback.insights.actions import undoing
from feedback.insights.models import Theme, ThemeAct
from feedback.insights.queries import acts, changes, runs
from feedback.insights.queries import themes as queries
from feedback.insights.queries.acts import Entry, Move
from feedback.insights.rules.acts import KINDS
from feedback.insights.views.themes import STEP
from feedback.permissions import Permission
from feedback.web.addresses import LAST_PAGE
from feedback.web.guards import act, member
from feedback.web.templating import say, text

blueprint = Blueprint("history", __name__)
PAGE = 50


@blueprint.get("/o/<organisation>/themes/history")
@member(Permission.VIEW)
def history() -> ResponseReturnValue:
    """Everything people did to themes, the newest first."""
    return _page(None)


@blueprint.get("/o/<organisation>/themes/<code>/history")
@member(Permission.VIEW)
def of_theme(code: str) -> ResponseReturnValue:
    """Everything people did to one theme."""
    return _page(queries.theme(code))


def _page(subject: Theme | None) -> str:
    number = request.args.get("page", 1, type=int)
    if not 0 < number <= LAST_PAGE:
        raise NotFound()
    entries, total = acts.history(subject.id if subject else None, offset=(number - 1) * PAGE, limit=PAGE)
    themes, people = queries.by_id(), accounts.people()
    return render_template(
        "insights/history.html",
        subject=subject,
        lines=[_line(entry, themes, people) for entry in entries],
        first=(number - 1) * PAGE + 1,
        total=total,
        number=number,
        more=number * PAGE < total,
        current_step=STEP,
    )


def _line(entry: Entry, themes: dict[UUID, Theme], people: dict[UUID, str]) -> dict[str, Any]:
    what = entry.what
    return {
        "kind": say(KINDS[entry.done.kind]),
        "words": _words(what, themes),
        "themes": [themes[one] for one in sorted(entry.done.themes, key=str) if one in themes],
        "at": what.made_at,
        "by": people.get(what.made_by, "") if what.made_by else "",
        "undone": entry.done.undone,
        "undone_at": what.undone_at,
        "depends": [say(KINDS[one.kind]) for one in entry.depends],
        "url": _undo_url(what),
    }


def _undo_url(what: ThemeAct | Move) -> str:
    if isinstance(what, Move):
        return url_for("history.undo_correction", correction_id=what.id)
    return url_for("history.undo", act_id=what.id)


def _words(what: ThemeAct | Move, themes: dict[UUID, Theme]) -> str:
    """What was done, in a sentence of names; words of people are never in it."""
    if isinstance(what, Move):
        return _moved(what, themes)
    subject = _name(what.theme_id, themes)
    if what.kind == "rename":
        before, after = text(what.before["names"]), text(what.after["names"])
        return str(gettext("“%(before)s” is called “%(after)s”.", before=before, after=after))
    if what.kind == "merge":
        taken = ", ".join(_quoted(_name(UUID(one), themes)) for one in what.after["themes"])
        return str(gettext("%(taken)s went into “%(theme)s”.", taken=taken, theme=subject))
    if what.kind == "split":
        made = _name(UUID(what.after["made"]), themes)
        return str(gettext("“%(made)s” was taken out of “%(theme)s”.", made=made, theme=subject))
    return _quoted(subject)


def _moved(move: Move, themes: dict[UUID, Theme]) -> str:
    left = ", ".join(_quoted(_name(one, themes)) for one in move.taken_from) or gettext("no theme")
    into = ", ".join(_quoted(_name(one, themes)) for one in move.into) or gettext("no theme")
    return str(gettext("A sentence went from %(left)s to %(into)s.", left=left, into=into))


def _name(theme_id: UUID, themes: dict[UUID, Theme]) -> str:
    return text(themes[theme_id].names) if theme_id in themes else ""


def _quoted(name: str) -> str:
    """In the quotation marks of the reader's language."""
    return str(gettext("“%(name)s”", name=name))


@blueprint.post("/o/<organisation>/themes/acts/<uuid:act_id>/undo")
@member(Permission.EDIT_THEMES)
def undo(act_id: UUID) -> ResponseReturnValue:
    """Take back one act; what depends on it has to be taken back before."""
    row = act(undoing.undo, act_id, by=g.access)
    flash(gettext("Undone: everything stands as it did before."), "ok")
    return redirect(url_for("history.of_theme", code=queries.by_id([row.theme_id])[row.theme_id].code), 303)


@blueprint.post("/o/<organisation>/themes/corrections/<uuid:correction_id>/undo")
@member(Permission.EDIT_THEMES)
def undo_correction(correction_id: UUID) -> ResponseReturnValue:
    """Take back what was said of a sentence."""
    act(undoing.undo_correction, correction_id, by=g.access)
    flash(gettext("Undone: the sentence stands where it stood before."), "ok")
    return redirect(url_for("history.history"), 303)


@blueprint.get("/o/<organisation>/themes/changes")
@member(Permission.VIEW)
def what_changed() -> ResponseReturnValue:
    """What the newest run changed: themes that stayed, were split, were merged, are new or sleep."""
    found = changes.newest()
    return render_template(
        "insights/changes.html",
        changes=found,
        order=changes.ORDER,
        under_way=bool((progress := runs.progress(runs.newest())) and progress.under_way),
        current_step=STEP,
    )
