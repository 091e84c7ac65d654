"""The form as a page: laid out once where everybody sees the same, and filled with what is this person's alone."""

from __future__ import annotations

import re
import secrets
from collections.abc import Hashable
from dataclasses import replace

from flask import current_app
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from feedback.db import now
from feedback.errors import ProductError
from feedback.surveys import carrying, submissions
from feedback.surveys.carrying import Carried
from feedback.surveys.document import Question
from feedback.surveys.question_types import TYPES
from feedback.surveys.views.answering.filling import Filling, bound
from feedback.surveys.views.answering.layout import context
from feedback.surveys.views.answering.visiting import Visit, key_file, own_address, secret

KEPT_PAGES = 512
"""Pages of one version that are kept laid out; more of them are laid out again."""
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
    whom = (visit.invited is not None, visit.embedded and tuple(link.embed_origins))
    where = (link.survey_id, link.organisation_name, visit.stage, visit.lang, place.number, _carries(filling), *whom)
    return (*where, place.shown, place.progress(), place.back() is None) if visit.route.branches else where


def _laid_out(visit: Visit, filling: Filling, refused: ProductError | None) -> Parts:
    template = current_app.jinja_env.get_template("answer/form.html")
    slots = {"action": _slot("action"), "submission_id": _slot("submission_id")}
    page = _slot("page") if _carries(filling) else ""
    text = template.render(**context(visit, filling, refused), **slots, page=page)
    pieces = _SLOT.split(text)
    return tuple(piece if n % 2 else piece.encode() for n, piece in enumerate(pieces))


def _slot(name: str) -> Markup:
    return Markup(f"{_OWN}-{name};")
