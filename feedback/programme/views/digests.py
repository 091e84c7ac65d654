"""`/u/work/<token>`: a member ends the mails about their work, signed in or not. Opening it changes nothing."""

from __future__ import annotations

from flask import Blueprint, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.db import inside
from feedback.errors import message
from feedback.programme.actions import digests as actions
from feedback.programme.queries import digests as queries
from feedback.programme.queries.digests import Reader
from feedback.surveys.language import page_language
from feedback.surveys.presenting import tongue
from feedback.web import limits
from feedback.web.guards import act, respondent
from feedback.web.languages import INTERFACE, language

blueprint = Blueprint("work_digests", __name__)
MISSES, WINDOW = 30, 60


@blueprint.get("/u/work/<token>")
@respondent
def leave_page(token: str) -> ResponseReturnValue:
    """Whether the mails come or not, with one button that changes it."""
    found = queries.reader(token)
    return _unknown() if found is None else _page(found, token)


@blueprint.post("/u/work/<token>")
@respondent
def leave(token: str) -> ResponseReturnValue:
    """No more, at once; with `again`, once a week again. A mail program posts by itself (RFC 8058): no redirect."""
    found = queries.reader(token)
    if found is None:
        return _unknown()
    with inside(found.organisation_id):
        act(actions.come_back if "again" in request.form else actions.leave, found.digest_id)
    if "button" in request.form:
        return redirect(url_for("work_digests.leave_page", token=token, lang=request.args.get("lang")), 303)
    after = queries.reader(token)
    return _unknown() if after is None else _page(after, token)


def _page(found: Reader, token: str) -> str:
    accepted = [found.lang] if found.lang else list(request.accept_languages.values())
    lang = g.language = page_language(INTERFACE, language(), request.args.get("lang"), accepted)
    return render_template(
        "programme/leave.html",
        organisation_name=found.organisation_name,
        lang=lang,
        languages=[tongue(code) for code in INTERFACE],
        out=found.out,
        address=url_for("work_digests.leave_page", token=token, lang=lang),
    )


def _unknown() -> ResponseReturnValue:
    """A link that was never ours, or of somebody who is a member no more; guessing ends after some misses."""
    refusal = message("Too many links that lead nowhere. Try again in a minute.")
    limits.hit("unsubscribe", MISSES, WINDOW, limits.visitor(), refuse=refusal)
    asked, accepted = request.args.get("lang"), request.accept_languages.values()
    lang = g.language = page_language(INTERFACE, language(), asked, accepted)
    shown = {"organisation_name": "", "lang": lang, "languages": [], "state": "unknown"}
    return make_response(render_template("answer/message.html", **shown), 404)
