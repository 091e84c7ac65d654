"""The respondent's pages: no account, no cookie, no script needed, and nothing typed is ever lost."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from feedback.errors import Gone, StorageAway, TooMany
from feedback.surveys.invited import Spent
from feedback.surveys.views.answering import keeping, messages
from feedback.surveys.views.answering.filling import (
    Filling,
    Sent,
    errors_on,
    first,
    fresh,
    from_post,
    from_saved,
    posted,
)
from feedback.surveys.views.answering.layout import shell
from feedback.surveys.views.answering.showing import form_page, new_id
from feedback.surveys.views.answering.visiting import Refusal, Visit, closing, open_personal, open_visit, refusal
from feedback.web.guards import respondent

blueprint = Blueprint("answering", __name__)
NEXT, BACK, FINISH, SAVE = "next", "back", "finish", "save"


@blueprint.get("/s/<survey>/<group>")
@respondent
def form(survey: str, group: str) -> ResponseReturnValue:
    """The first page of the link's questions; with a token, the page somebody saved."""
    return _opened(open_visit(survey, group))


@blueprint.post("/s/<survey>/<group>")
@respondent
def answer(survey: str, group: str) -> ResponseReturnValue:
    """Turn a page, change the language, save for later, or send: only sending stores an answer."""
    return _answered(open_visit(survey, group))


@blueprint.get("/s/<survey>/<group>/thanks")
@respondent
def thanks(survey: str, group: str) -> ResponseReturnValue:
    """Thanks without a code, where the launch switched receipts off."""
    visit = open_visit(survey, group)
    if visit is None:
        return messages.nowhere()
    words = messages.after_sending(visit.edition.document, visit.lang, visit.link.organisation_id)
    return render_template("answer/thanks.html", **shell(visit), **words)


@blueprint.get("/i/<token>")
@respondent
def personal(token: str) -> ResponseReturnValue:
    """The same by a link of one's own. Opening it spends nothing, whoever opens it and however often."""
    return _opened(open_personal(token))


@blueprint.post("/i/<token>")
@respondent
def personal_answer(token: str) -> ResponseReturnValue:
    """The same by a link of one's own: sending spends it, once."""
    return _answered(open_personal(token))


def _opened(visit: Visit | None) -> ResponseReturnValue:
    if visit is None:
        return messages.nowhere()
    refused = refusal(visit)
    if "resume" in request.args:
        return _resumed(visit, request.args["resume"], refused)
    if refused:
        return messages.refused(visit, refused, {})
    return form_page(visit, fresh(visit, new_id(visit) if visit.route.random else ""))


def _answered(visit: Visit | None) -> ResponseReturnValue:
    if visit is None:
        return messages.nowhere()
    sent = posted()
    if "lang" in sent:
        visit = visit.in_language(first(sent, "lang"))
    filling = from_post(visit, sent)
    try:
        return _moved(visit, filling, sent)
    except Gone:
        return messages.refused(visit, closing(visit), filling.form)
    except Spent:
        return messages.refused(visit, refusal(visit) or Refusal("used"), filling.form)
    except (TooMany, StorageAway) as refused:
        return form_page(visit, filling, refused)


def _moved(visit: Visit, filling: Filling, sent: Sent) -> ResponseReturnValue:
    move = "" if "lang" in sent else first(sent, "move") or NEXT
    if filling.stale:
        return form_page(visit, filling.anew(), keeping.too_old())
    further = filling.place.next() if move == NEXT else None
    if move == FINISH or (move not in ("", BACK, SAVE) and further is None):
        keeping.limited(visit)
        return keeping.finish(visit, filling)
    if refused := refusal(visit, None if move == SAVE else filling.submission):
        return messages.refused(visit, refused, filling.form)
    if move == SAVE:
        keeping.limited(visit)
        return keeping.save(visit, filling)
    if move == BACK:
        return form_page(visit, filling.at(filling.place.back() or filling.place))
    return _next(visit, filling) if further else form_page(visit, filling)


def _next(visit: Visit, filling: Filling) -> ResponseReturnValue:
    """To the next page that has anything to show, unless this one keeps the person."""
    keeping.limited(visit, page=True)
    if errors := errors_on(visit, filling, filling.place.number):
        return form_page(visit, replace(filling, errors=errors))
    further = filling.place.next()
    assert further is not None, "there is one"
    return form_page(visit, keeping.went_on(visit, filling, further))


def _resumed(visit: Visit, token: str, refused: Refusal | None) -> ResponseReturnValue:
    found = keeping.resume(visit, token)
    if found is None:
        return messages.nothing_saved(visit)
    submission_id, carried = found
    filling = from_saved(visit, submission_id, carried)
    return messages.refused(visit, refused, filling.form) if refused else form_page(visit, filling)
