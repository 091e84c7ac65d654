"""`/u/<token>`: a person ends mails to themselves. Opening it changes nothing; mail scanners open every link."""

from __future__ import annotations

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.db import inside
from feedback.errors import message
from feedback.outreach.actions import unsubscribing as actions
from feedback.outreach.queries import unsubscribing as queries
from feedback.outreach.queries.unsubscribing import Reader
from feedback.surveys.language import page_language
from feedback.surveys.presenting import tongue
from feedback.web import limits
from feedback.web.guards import act, respondent
from feedback.web.languages import INTERFACE, language

blueprint = Blueprint("unsubscribe", __name__)
MISSES, WINDOW = 30, 60


@blueprint.get("/u/<token>")
@respondent
def page(token: str) -> ResponseReturnValue:
    """Whether mails come or not, with one button that changes it."""
    found = queries.reader(token)
    return _unknown() if found is None else _page(found, token)


@blueprint.post("/u/<token>")
@respondent
def change(token: str) -> ResponseReturnValue:
    """No more mails, at once; with `again`, mails again. A mail program posts by itself (RFC 8058): no redirect."""
    found = queries.reader(token)
    if found is None:
        return _unknown()
    with inside(found.organisation_id):
        act(actions.come_back if "again" in request.form else actions.leave, found.contact_id)
    if "button" in request.form:
        return redirect(url_for("unsubscribe.page", token=token, lang=request.args.get("lang")), 303)
    after = queries.reader(token)
    return _unknown() if after is None else _page(after, token)


def _page(found: Reader, token: str) -> str:
    accepted = [found.lang] if found.lang else list(request.accept_languages.values())
    lang = g.language = page_language(INTERFACE, language(), request.args.get("lang"), accepted)
    return render_template(
        "outreach/unsubscribe.html",
        organisation_name=found.organisation_name,
        lang=lang,
        languages=[tongue(code) for code in INTERFACE],
        out=found.out,
        address=url_for("unsubscribe.page", token=token, lang=lang),
    )


def _unknown() -> ResponseReturnValue:
    """The same for a link that was never ours and a person who is erased; guessing ends after some misses."""
    refusal = message("Too many links that lead nowhere. Try again in a minute.")
    limits.hit("unsubscribe", MISSES, WINDOW, limits.visitor(), refuse=refusal)
    asked, accepted = request.args.get("lang"), request.accept_languages.values()
    lang = g.language = page_language(INTERFACE, language(), asked, accepted)
    shown = {"organisation_name": "", "lang": lang, "languages": [], "state": "unknown"}
    return make_response(render_template("answer/message.html", **shown), 404)
