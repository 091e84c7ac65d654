"""Kits: taking one's journey, questionnaires, codebook and tone rules along, and taking over somebody else's."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.cocreation.forms.kits import KitForm
from feedback.cocreation.kits import pending
from feedback.cocreation.kits.format import LARGEST_FILE, read, written
from feedback.cocreation.kits.packing import packed
from feedback.cocreation.kits.taking import take
from feedback.errors import Gone, Invalid
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition
from feedback.web.guards import act, member
from feedback.web.templating import say, text

blueprint = Blueprint("kits", __name__)


@blueprint.get("/o/<organisation>/kits")
@member(Permission.EDIT_JOURNEY)
def kits() -> ResponseReturnValue:
    """What one's own kit would hold, and the form that takes over another."""
    return _page(KitForm(formdata=None))


def _page(form: KitForm) -> str:
    return render_template("cocreation/kits.html", kit=packed(), form=form)


@blueprint.get("/o/<organisation>/kits/kit.json")
@member(Permission.EXPORT)
def download() -> ResponseReturnValue:
    """The kit as a file: nothing in it was said by anybody who answered."""
    kit = packed()
    title = gettext("Kit of %(name)s", name=text(kit.name))
    headers = {"Content-Disposition": content_disposition(title, "json"), "Cache-Control": "no-store"}
    return Response(written(kit), mimetype="application/json", headers=headers)


@blueprint.post("/o/<organisation>/kits")
@member(Permission.EDIT_JOURNEY)
def look() -> ResponseReturnValue:
    """What a file holds and what it would do here; nothing is saved by looking."""
    form = KitForm()
    if not form.validate():
        return _page(form), 422
    try:
        data = form.file.data.stream.read(LARGEST_FILE + 1)
        kit = read(data)
        token = pending.hand_out(data, _secret(), g.access.organisation_id)
    except Invalid as refused:
        form.file.errors = [say(refused.message), *(f"{path}: {say(what)}" for path, what in refused.fields.items())]
        return _page(form), refused.status
    return render_template("cocreation/kit.html", kit=kit, token=token, journey=journeys.journey())


@blueprint.post("/o/<organisation>/kits/take")
@member(Permission.EDIT_JOURNEY)
def take_over() -> ResponseReturnValue:
    """Take over what the preview showed, all of it or nothing."""
    form = KitForm(formdata=None)
    try:
        kit = read(pending.take_back(request.form.get("pending", ""), _secret(), g.access.organisation_id))
        act(take, kit, by=g.access)
    except (Gone, Invalid) as refused:
        form.file.errors = [say(refused.message)]
        return _page(form), refused.status
    flash(gettext("The kit is taken over. Its questionnaires are drafts: look at them before you ask anybody."), "ok")
    return redirect(url_for("journeys.editor" if kit.drawing else "kits.kits"), 303)


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
