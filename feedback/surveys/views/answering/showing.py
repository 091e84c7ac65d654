"""The form as a page: laid out once where everybody sees the same, and filled with what is this person's alone."""

from __future__ import annotations

import re
import secrets
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any

from flask import current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup, escape

from feedback.db import now
from feedback.errors import ProductError
from feedback.surveys import carrying, piping, submissions
from feedback.surveys.answering import typed_answers
from feedback.surveys.carrying import Carried
from feedback.surveys.document import Question, Texts
from feedback.surveys.paging import ordered_choices
from feedback.surveys.presenting import Said, ShownQuestion, Words, present, speak, tongue
from feedback.surveys.question_types import TYPES, Typed
from feedback.surveys.route import Place
from feedback.surveys.rules import promise, promise_title
from feedback.surveys.saying import BUILT_IN, said_in
from feedback.surveys.views.answering.filling import Filling, bound
from feedback.surveys.views.answering.visiting import Visit, key_file, own_address, secret
from feedback.web.templating import say

KEPT_PAGES = 512
"""Pages of one version that are kept laid out; more of them are laid out again."""
MANY_QUESTIONS = 12
"""From this many questions on, even one page offers to go on later."""
_OWN = secrets.token_hex(8)
_SLOT = re.compile(f"{_OWN}-(\\w+);")
# What stands on a page for what is this person's alone. Nobody can write it into a text: it changes with the process.


def form_page(visit: Visit, filling: Filling, refused: ProductError | None = None) -> ResponseReturnValue:
    """The page a person stands at, with everything typed; `errors` of the filling say what is to be mended."""
    own = _own_values(visit, filling)
    plain = _is_plain(visit, filling, refused)
    parts = _kept(visit, filling) if plain else _laid_out(visit, filling, refused)
    body = b"".join(own[piece] if isinstance(piece, str) else piece for piece in parts)
    return _response(body, filling, refused)


def _response(body: bytes, filling: Filling, refused: ProductError | None) -> ResponseReturnValue:
    status = 422 if filling.errors else 200
    if refused:
        status = refused.status if refused.status in {429, 503} else 422
    response = current_app.response_class(body, status, mimetype="text/html")
    if (seconds := getattr(refused, "retry_after", None)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


# --- what is this person's alone ------------------------------------------------------------------


def _own_values(visit: Visit, filling: Filling) -> dict[str, bytes]:
    submission_id = filling.submission_id
    if filling.submission is None:
        submission_id = new_id(visit)
    page = _sealed(visit, filling, submission_id)
    values = {"action": str(escape(own_address(visit))), "submission_id": submission_id, "page": page}
    return {name: value.encode() for name, value in values.items()}


def new_id(visit: Visit) -> str:
    """A new submission id: of an anonymous form it says the day, else the second."""
    moment = now()
    return submissions.new_id(secret(), moment.date() if visit.link.anonymous else moment)


def _sealed(visit: Visit, filling: Filling, submission_id: str) -> str:
    """What travels with the page; "" where there is nothing that has to."""
    if not _carries(filling):
        return ""
    submission = submissions.read_id(secret(), submission_id)
    assert submission is not None, "our own id"
    return carrying.pack(carried_on(filling), key_file(), bound(visit, submission))


def _carries(filling: Filling) -> bool:
    carried = filling.carried
    return len(filling.place.pages) > 1 or bool(carried.asked or carried.resumed or _asked_softly(filling))


def carried_on(filling: Filling) -> Carried:
    """What a page has to carry so that the next post knows everything."""
    asked = tuple(dict.fromkeys((*filling.carried.asked, *_asked_softly(filling))))
    shown = tuple(question.id for question in filling.place.questions)
    return replace(filling.carried, at=filling.place.start, shown=shown, form=filling.form, asked=asked)


def _asked_softly(filling: Filling) -> list[str]:
    return [one.id for one in filling.place.questions if one.soft and one.id in filling.errors]


# --- laying out -----------------------------------------------------------------------------------


def _is_plain(visit: Visit, filling: Filling, refused: ProductError | None) -> bool:
    """Whether everybody who comes to this page sees the same."""
    if refused or filling.errors or visit.route.repeats or visit.route.random or visit.brought:
        return False
    return not any(value for question in filling.place.questions for value in _typed_values(filling, question))


def _typed_values(filling: Filling, question: Question) -> list[str]:
    form = filling.form
    return [value for name in TYPES[question.kind].fields(question) for value in form.get(name, ())] if form else []


Parts = tuple[bytes | str, ...]
"""A page in pieces: bytes as they are, and names of what is filled in."""


def _kept(visit: Visit, filling: Filling) -> Parts:
    key = _key(visit, filling)
    pages = visit.edition.pages
    if key not in pages:
        if len(pages) >= KEPT_PAGES:
            pages.clear()
        pages[key] = _laid_out(visit, filling, None)
    found: Parts = pages[key]
    return found


def _key(visit: Visit, filling: Filling) -> Hashable:
    link, place = visit.link, filling.place
    where = (link.survey_id, link.organisation_name, visit.stage, visit.lang, place.number, _carries(filling))
    return (*where, place.shown, place.progress(), place.back() is None) if visit.route.branches else where


def _laid_out(visit: Visit, filling: Filling, refused: ProductError | None) -> Parts:
    template = current_app.jinja_env.get_template("answer/form.html")
    text = template.render(_context(visit, filling, refused))
    pieces = _SLOT.split(text)
    return tuple(piece if n % 2 else piece.encode() for n, piece in enumerate(pieces))


def _context(visit: Visit, filling: Filling, refused: ProductError | None) -> dict[str, Any]:
    link, document, place = visit.link, visit.edition.document, filling.place
    said = _said(visit, filling)
    progress = place.progress()
    shown = _shown(visit, filling, said)
    return {
        **shell(visit),
        "title": _words(document.title, visit, said),
        "intro": _words(document.intro, visit, said),
        "promise_title": say(promise_title(link.mode)),
        "promise": [say(sentence) for sentence in promise(link.launch)],
        "questions": shown,
        "errors": {question_id: say(text) for question_id, text in filling.errors.items()},
        "typed": _typed(filling),
        "rendered": {} if visit.route.repeats or visit.route.random else _rendered(visit, shown),
        "notice": say(refused.message) if refused else "",
        "action": _slot("action"),
        "submission_id": _slot("submission_id"),
        "page": _slot("page") if _carries(filling) else "",
        "progress": progress,
        "several": len(place.pages) > 1,
        "back": place.back() is not None,
        "last": place.next() is None,
        "certain": progress.most == progress.number,
        "saves": saves(visit, place),
        "keeps": True,
    }


def _slot(name: str) -> Markup:
    return Markup(f"{_OWN}-{name};")


def saves(visit: Visit, place: Place) -> bool:
    """Whether the page offers to go on later: where it takes a while, and never in an anonymous survey."""
    return not visit.link.anonymous and (len(place.pages) > 1 or len(visit.route.questions) > MANY_QUESTIONS)


def _typed(filling: Filling) -> dict[str, Typed]:
    if not filling.form:
        return {}
    found = typed_answers(filling.place.questions, filling.form)
    return {question_id: one for question_id, one in found.items() if one}


def _said(visit: Visit, filling: Filling) -> Said | None:
    if not visit.route.repeats:
        return None
    texts = {"yes": gettext("Yes"), "no": gettext("No"), "none": gettext("None of these"), "other": gettext("Other")}
    built_in = {code: texts[code] for code in BUILT_IN}
    return said_in(visit.edition.document, filling.place.flow.answers, visit.lang, visit.named(), built_in)


def _words(texts: Texts, visit: Visit, said: Said | None) -> Words:
    words = speak(visit.edition.document, texts, visit.lang)
    return words if said is None else replace(words, text=piping.pipe(words.text, said))


def _shown(visit: Visit, filling: Filling, said: Said | None) -> tuple[ShownQuestion, ...]:
    """Numbered through all pages where their number is certain; else within the page, as its total is known."""
    place, seed = filling.place, visit.seed(filling.submission)
    numbers: dict[str, Any] = {}
    if not visit.route.branches:
        before = [one for number in range(place.number) for one in place.on(number)]
        numbers = {"first": 1 + _answerable(before), "total": _answerable(place.flow.shown)}
    return present(
        visit.edition.document,
        place.questions,
        visit.lang,
        anonymous=visit.link.anonymous,
        said=said,
        order=None if seed is None else lambda question: ordered_choices(question, seed),
        **numbers,
    )


def _answerable(questions: Iterable[Question]) -> int:
    return sum(TYPES[question.kind].answerable for question in questions)


def _rendered(visit: Visit, shown: tuple[ShownQuestion, ...]) -> dict[str, Markup]:
    """Fields without anything typed; each looks the same for everybody."""
    kept = visit.edition.pages
    found = {}
    for one in shown:
        key = ("field", visit.lang, visit.link.anonymous, one.id, one.number, one.total, one.place, bool(one.section))
        if key not in kept:
            kept[key] = Markup(_macro()(one, None, None))
        found[one.id] = kept[key]
    return found


def _macro() -> Any:
    return current_app.jinja_env.get_template("answer/field.html").module.field  # type: ignore[attr-defined]


def shell(visit: Visit) -> dict[str, Any]:
    """What every page of a respondent has around it."""
    link = visit.link
    return {
        "organisation_name": link.organisation_name,
        "lang": visit.lang,
        "languages": [tongue(code) for code in visit.edition.document.languages],
        "said_url": url_for("programme.said", organisation_code=link.organisation_code, lang=visit.lang),
    }
