"""What a visit leaves behind: an answer when it is sent, answers saved to go on later, a count per page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from feedback.db import now
from feedback.errors import ProductError, StorageAway, message
from feedback.surveys import carrying, sealing, sending, submissions
from feedback.surveys.actions import underway
from feedback.surveys.actions.answering import Filled
from feedback.surveys.carrying import Carried
from feedback.surveys.marks import marks
from feedback.surveys.queries import links
from feedback.surveys.question_types import Answered
from feedback.surveys.route import Place
from feedback.surveys.sealing import Unreadable
from feedback.surveys.submissions import Submission
from feedback.surveys.views.answering import messages
from feedback.surveys.views.answering.filling import Filling, errors_on
from feedback.surveys.views.answering.showing import carried_on, form_page
from feedback.surveys.views.answering.visiting import Visit, config, key_file, secret
from feedback.web import limits
from feedback.web.guards import store

PAGES_PER_ANSWER = 10
"""How many pages may be turned for one answer that may be sent."""
WRONG_TOKENS, WINDOW = 30, 60


def limited(visit: Visit, *, page: bool = False) -> None:
    """Count one post; TooMany where very many arrive from one address. A personal link counts by itself: once."""
    if visit.invited is not None:
        return
    refusal = message("Very many answers are arriving at once. Wait a minute and press the button again.")
    name, most = ("page", PAGES_PER_ANSWER) if page else ("answer", 1)
    limits.hit(name, config().answer_limit * most, 60, limits.visitor(), visit.link.survey_code, refuse=refusal)


# --- sending --------------------------------------------------------------------------------------


def finish(visit: Visit, filling: Filling) -> ResponseReturnValue:
    """Store the answer, once, and say so only after it is safe; else the first page that keeps a person."""
    if _is_too_old(visit, filling):
        return form_page(visit, filling.anew(), too_old())
    for number in range(len(filling.place.pages)):
        if errors := errors_on(visit, filling, number):
            return form_page(visit, replace(filling.at(filling.place.at(number)), errors=errors))
    try:
        sending.must_say_something(filling.place.flow.states)
    except ProductError as refused:
        return form_page(visit, filling, refused)
    assert filling.submission is not None, "without one it is refused"
    return _stored(visit, filling, filling.submission)


def too_old() -> ProductError:
    """The page was open for too long, or its hidden fields were tampered with."""
    return ProductError(message("This page was open for too long. Look over your answers and send them again."))


def _is_too_old(visit: Visit, filling: Filling) -> bool:
    submission = filling.submission
    return submission is None or (visit.link.anonymous and submissions.too_old(submission, now().date()))


def _stored(visit: Visit, filling: Filling, submission: Submission) -> ResponseReturnValue:
    moment = now()
    answers, taken_out = sending.cleaned(visit.link, filling.place.flow.answers, visit.lang)
    filled = _filled(visit, filling, answers, submission, moment)
    saved = _token_mac(visit, submission) if filling.carried.resumed and not visit.link.anonymous else None
    kept = sending.keep(visit.link, filled, submission, moment, saved=saved, invited=visit.invited)
    return redirect(_thanks_address(visit, kept.code, taken_out), 303)


def _filled(
    visit: Visit, filling: Filling, answers: Mapping[str, Answered], submission: Submission, moment: datetime
) -> Filled:
    # Whoever came back another day did not take that long to answer.
    timed = not (visit.link.anonymous or filling.carried.resumed)
    seconds = submissions.seconds(submission, moment) if timed else None
    return Filled(
        answers,
        visit.edition.asked,
        visit.stage_id,
        visit.lang,
        filling.place.flow.states,
        visit.seed(submission),
        seconds,
        marks(filling.place.flow.shown, answers, seconds, trapped=filling.trapped),
    )


def _thanks_address(visit: Visit, code: str, taken_out: tuple[str, ...]) -> str:
    extra = {"out": ",".join(taken_out)} if taken_out else {}
    framed = {"embed": "1"} if visit.embedded else {}
    query = urlencode({"lang": visit.lang, **extra, **framed})
    if visit.link.receipts:
        return f"{url_for('receipts.receipt', code=code)}?thanks&{query}"
    own = url_for("answering.thanks", survey=visit.link.survey_code, group=visit.link.group_code)
    return f"{own}?{query}"


# --- going on later -------------------------------------------------------------------------------


def save(visit: Visit, filling: Filling) -> ResponseReturnValue:
    """Keep what was typed so far under a link of its own; never of an anonymous survey."""
    if visit.link.anonymous:
        words = "In an anonymous questionnaire nothing is kept here before you send it, so it cannot be saved."
        return form_page(visit, filling, ProductError(message(words)))
    if _is_too_old(visit, filling):
        return form_page(visit, filling.anew(), too_old())
    assert filling.submission is not None, "without one it is refused"
    moment = now()
    _save(visit, replace(filling, carried=replace(filling.carried, resumed=True)), moment)
    standing = links.standing(visit.link.survey_id)
    until = underway.kept_until(moment, standing.closes_on if standing else None)
    return messages.saved(visit, _resume_address(visit, filling.submission), until)


def _save(visit: Visit, filling: Filling, moment: datetime) -> None:
    assert filling.submission is not None, "saved under its token"
    value = {"submission": filling.submission_id, **carrying.as_value(carried_on(filling))}
    mac = _token_mac(visit, filling.submission)
    store(underway.save, visit.link, mac, value, key_file(), filling.place.number, moment, filling.submission)


def resume(visit: Visit, token: str) -> tuple[str, Carried] | None:
    """The submission and the state that were saved under a token; None where there is nothing."""
    refusal = message("Too many links that do not exist. Try again in a minute.")
    limits.check("resume", WRONG_TOKENS, WINDOW, limits.visitor(), refuse=refusal)
    found = links.saved(visit.link, submissions.token_mac(secret(), token))
    if found is None or visit.link.anonymous or now() - found.saved_at > underway.KEPT:
        limits.hit("resume", WRONG_TOKENS, WINDOW, limits.visitor(), refuse=refusal)
        return None
    where = carrying.bound_to(underway.PURPOSE, visit.link.survey_id, visit.link.group_id)
    try:
        value = sealing.unseal_bound(key_file(), where, found.sealed)
    except Unreadable:
        return None
    return value["submission"], carrying.from_value(value)


def _token_mac(visit: Visit, submission: Submission) -> str:
    token = submissions.resume_token(secret(), visit.link.survey_id, submission)
    return submissions.token_mac(secret(), token)


def _resume_address(visit: Visit, submission: Submission) -> str:
    token = submissions.resume_token(secret(), visit.link.survey_id, submission)
    values = [(name, value) for name, value in request.args.items(multi=True) if name not in ("lang", "resume")]
    return f"{config().base_url}{request.path}?{urlencode([*values, ('lang', visit.lang), ('resume', token)])}"


# --- turning a page -------------------------------------------------------------------------------


def went_on(visit: Visit, filling: Filling, to: Place) -> Filling:
    """In front of the next page; counted there once, and saved again where it was saved before."""
    filling = filling.at(to)
    known = [page.questions[0].id for page in to.pages if page.questions]
    been = known.index(filling.carried.furthest) if filling.carried.furthest in known else 0
    farther = to.number > been
    if farther:
        filling = replace(filling, carried=replace(filling.carried, furthest=to.start))
    if not visit.link.anonymous:
        _keep_underway(visit, filling, farther)
    return filling


def _keep_underway(visit: Visit, filling: Filling, farther: bool) -> None:
    try:
        if farther:
            store(underway.count_page, visit.link, visit.edition.asked[filling.place.start].id)
        if filling.carried.resumed and filling.submission is not None:
            _save(visit, filling, now())
    except StorageAway:
        # The page carries everything itself; whoever answers need not wait for a count.
        return
