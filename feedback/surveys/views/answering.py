"""The respondent's page: no account, no cookie, no script, and nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import (
    Blueprint,
    current_app,
    g,
    get_template_attribute,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from feedback.analysis.redaction import redact
from feedback.db import enter, everywhere, now
from feedback.errors import Gone, Message, ProductError, StorageAway, TooMany, message
from feedback.surveys import submissions
from feedback.surveys.actions import answering
from feedback.surveys.answering import parse_answers, typed_answers
from feedback.surveys.presenting import ShownQuestion, speak, tongue
from feedback.surveys.queries import links
from feedback.surveys.queries.links import Edition, OpenLink, Sheet
from feedback.surveys.question_types import Answered, Typed
from feedback.surveys.rules import is_open, promise, promise_title
from feedback.surveys.submissions import Submission
from feedback.web import limits
from feedback.web.guards import act, respondent
from feedback.web.templating import day, say

blueprint = Blueprint("answering", __name__)
BROWSER_LANGUAGES = 3


@dataclass(frozen=True, slots=True)
class Visit:
    """One link as it is being looked at: what is asked, at which stage, in which language."""

    link: OpenLink
    edition: Edition
    stage_id: UUID | None
    lang: str
    sheet: Sheet


@blueprint.get("/s/<survey>/<group>")
@respondent
def form(survey: str, group: str) -> ResponseReturnValue:
    """The questions of the link's stage and those without one."""
    visit = _open(survey, group, request.args.get("lang"))
    if visit is None:
        return _nowhere()
    if not _takes_answers(visit.link):
        return _closed(visit, {})
    return _form(visit)


@blueprint.post("/s/<survey>/<group>")
@respondent
def answer(survey: str, group: str) -> ResponseReturnValue:
    """Store what was sent, once, and say so only after it is safe; a change of language stores nothing."""
    sent = request.form.to_dict(flat=False)
    visit = _open(survey, group, sent["lang"][0] if "lang" in sent else request.args.get("lang"))
    if visit is None:
        return _nowhere()
    typed = typed_answers(visit.sheet.questions, sent)
    if "lang" in sent:
        return _form(visit, typed=typed, submission_id=_posted_id(sent))
    try:
        return _store(visit, sent, typed)
    except Gone:
        return _closed(visit, typed)
    except (TooMany, StorageAway) as refused:
        return _form(visit, typed=typed, submission_id=_posted_id(sent), refused=refused)


@blueprint.get("/s/<survey>/<group>/thanks")
@respondent
def thanks(survey: str, group: str) -> ResponseReturnValue:
    """Thanks without a code, where the launch switched receipts off."""
    visit = _open(survey, group, request.args.get("lang"))
    if visit is None:
        return _nowhere()
    return render_template("answer/thanks.html", **_shell(visit.link, visit.lang, visit.edition), **after_sending())


# --- opening --------------------------------------------------------------------------------------


def _open(survey: str, group: str, asked_language: str | None) -> Visit | None:
    with everywhere():
        link = links.open_link(survey, group)
        if link is None:
            return None
        edition = links.edition(link.version_id)
        stage, stage_id = _stage(link, edition)
    enter(link.organisation_id)
    if stage and stage_id is None:
        return None
    lang = g.language = _language(edition, asked_language)
    return Visit(link, edition, stage_id, lang, edition.sheet(lang, stage, link.anonymous, _render))


def _render(shown: ShownQuestion) -> Markup:
    field = get_template_attribute("answer/field.html", "field")
    return Markup(field(shown, None, None))


def _stage(link: OpenLink, edition: Edition) -> tuple[str | None, UUID | None]:
    """The stage the link asks about: of its address, else the one the survey was opened at."""
    code = request.args.get("stage")
    if code is None:
        own = links.stage_code(link.stage_id) if link.stage_id else None
        return own, link.stage_id
    found = edition.stage_ids.get(code) or links.stage_of_organisation(link.organisation_id, code)
    if link.stage_id is not None and found != link.stage_id:
        found = None
    return code, found


def _language(edition: Edition, asked: str | None) -> str:
    """The link's language, else the browser's (es-MX finds es), else the questionnaire's own."""
    offered = edition.document.languages
    if asked in offered:
        return str(asked)
    for wanted in list(request.accept_languages.values())[:BROWSER_LANGUAGES]:
        if (short := wanted.replace("_", "-").partition("-")[0].lower()) in offered:
            return short
    return edition.document.base_language


def _takes_answers(link: OpenLink) -> bool:
    return is_open(closes_on=link.closes_on, closed_at=link.closed_at, today=now().date())


# --- storing --------------------------------------------------------------------------------------


def _store(visit: Visit, sent: Mapping[str, Sequence[str]], typed: dict[str, Typed]) -> ResponseReturnValue:
    limit = current_app.config["FEEDBACK"].answer_limit
    refusal = message("Very many answers are arriving at once. Wait a minute and press the button again.")
    limits.hit("answer", limit, 60, limits.visitor(), visit.link.survey_code, refuse=refusal)
    if not _takes_answers(visit.link):
        return _closed(visit, typed)
    submission = submissions.read_id(_key(), _posted_id(sent) or "")
    if submission is None or (visit.link.anonymous and submissions.too_old(submission, now().date())):
        return _form(visit, typed=typed, refused=_stale())
    answers, errors = parse_answers(visit.sheet.questions, sent)
    if errors or not answers:
        return _form(visit, typed=typed, submission_id=_posted_id(sent), errors=errors, refused=_empty(errors))
    return _keep(visit, answers, submission)


def _keep(visit: Visit, answers: dict[str, Answered], submission: Submission) -> ResponseReturnValue:
    taken_out: tuple[str, ...] = ()
    if visit.link.anonymous:
        answers, taken_out = _redacted(answers, visit.lang)
    filled = answering.Filled(answers, visit.edition.asked, visit.stage_id, visit.lang)
    if visit.link.anonymous:
        key_file = current_app.config["FEEDBACK"].buffer_key_file
        code = act(answering.keep_anonymous, visit.link, filled, submission, _key(), key_file, now().date())
    else:
        code = act(answering.keep_identified, visit.link, filled, submission, _key(), now())
    return redirect(_thanks_address(visit, code, taken_out), 303)


def _redacted(answers: dict[str, Answered], lang: str) -> tuple[dict[str, Answered], tuple[str, ...]]:
    """The answers without what could name somebody, and the kinds of what was taken out."""
    clean = dict(answers)
    kinds: set[str] = set()
    for question_id, answered in answers.items():
        if answered.text:
            result = redact(answered.text, lang)
            clean[question_id] = replace(answered, text=result.text)
            kinds.update(str(kind) for kind in result.kinds)
    return clean, tuple(sorted(kinds))


def _thanks_address(visit: Visit, code: str, taken_out: tuple[str, ...]) -> str:
    extra = {"out": ",".join(taken_out)} if taken_out else {}
    query = urlencode({"lang": visit.lang, **extra})
    if visit.link.receipts:
        return f"{url_for('receipts.receipt', code=code)}?thanks&{query}"
    own = url_for("answering.thanks", survey=visit.link.survey_code, group=visit.link.group_code)
    return f"{own}?{query}"


def _key() -> bytes:
    return str(current_app.config["FEEDBACK"].secret_key).encode()


def _posted_id(sent: Mapping[str, Sequence[str]]) -> str | None:
    return next(iter(sent.get("submission_id", ())), None)


def _stale() -> ProductError:
    return ProductError(message("This page was open for too long. Look over your answers and send them again."))


def _empty(errors: Mapping[str, Message]) -> ProductError | None:
    return None if errors else ProductError(message("Answer at least one question before sending."))


# --- showing --------------------------------------------------------------------------------------


def _form(
    visit: Visit,
    *,
    typed: Mapping[str, Typed] | None = None,
    submission_id: str | None = None,
    errors: Mapping[str, Message] | None = None,
    refused: ProductError | None = None,
) -> ResponseReturnValue:
    link, document = visit.link, visit.edition.document
    valid_id = submission_id if submission_id and submissions.read_id(_key(), submission_id) else None
    page = render_template(
        "answer/form.html",
        **_shell(link, visit.lang, visit.edition),
        title=speak(document, document.title, visit.lang),
        intro=speak(document, document.intro, visit.lang),
        promise_title=say(promise_title(link.mode)),
        promise=[say(sentence) for sentence in promise(link.launch)],
        questions=visit.sheet.shown,
        errors={question_id: say(text) for question_id, text in (errors or {}).items()},
        typed={question_id: one for question_id, one in (typed or {}).items() if one.chosen or one.text},
        rendered=visit.sheet.rendered,
        notice=say(refused.message) if refused else "",
        submission_id=valid_id or submissions.new_id(_key(), now().date()),
        action=_own_address(visit),
    )
    return _answered_with(page, errors, refused)


def _answered_with(
    page: str, errors: Mapping[str, Message] | None, refused: ProductError | None
) -> ResponseReturnValue:
    status = 422 if errors else 200
    if refused:
        status = refused.status if refused.status in {429, 503} else 422
    response = make_response(page, status)
    if (seconds := getattr(refused, "retry_after", None)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def _shell(link: OpenLink, lang: str, edition: Edition) -> dict[str, Any]:
    return {
        "organisation_name": link.organisation_name,
        "lang": lang,
        "languages": [tongue(code) for code in edition.document.languages],
        "said_url": url_for("programme.said", organisation_code=link.organisation_code, lang=lang),
    }


def _own_address(visit: Visit) -> str:
    """The form posts to its own address, with the other values of the link, in the language it is shown in."""
    values = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"{request.path}?{urlencode([*values, ('lang', visit.lang)])}"


def _closed(visit: Visit, typed: Mapping[str, Typed]) -> ResponseReturnValue:
    """Closed: what was typed stays on the page, to be copied."""
    link = visit.link
    kept = [
        {"question": shown.text.text, "text": typed[shown.id].text}
        for shown in visit.sheet.shown
        if shown.id in typed and typed[shown.id].text
    ]
    page = render_template(
        "answer/message.html",
        **_shell(link, visit.lang, visit.edition),
        state="closed",
        when=day(link.closes_on or link.closed_at),
        kept=kept,
    )
    return make_response(page, 410)


def _nowhere() -> ResponseReturnValue:
    lang = request.args.get("lang")
    if lang in {"es", "en", "pt"}:
        g.language = lang
    page = render_template(
        "answer/message.html", organisation_name="", lang=g.get("language", "es"), languages=[], state="unknown"
    )
    return make_response(page, 404)


def after_sending() -> dict[str, Any]:
    """What a thanks page says besides the code: what was taken out of the text, and what happens next."""
    kinds = [kind for kind in request.args.get("out", "").split(",") if kind]
    steps = [
        (message("Now"), message("Your answer joins those of other people at the same stage.")),
        (
            message("When the round ends"),
            message("The team decides what to improve first, with what customers, employees and suppliers say."),
        ),
        (message("After that"), message("We publish what we will do and what we will not, and why.")),
    ]
    return {
        "taken_out": bool(kinds),
        "next_steps": [{"when": say(when), "what": say(what)} for when, what in steps],
    }
