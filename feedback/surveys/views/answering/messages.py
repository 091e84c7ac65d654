"""Pages without a form: closed, saved, nothing here, and what stands on a thanks page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import slots
from feedback.db import inside
from feedback.errors import message
from feedback.surveys import piping
from feedback.surveys.answering import typed_answers
from feedback.surveys.document import Questionnaire
from feedback.surveys.presenting import Option, ShownQuestion, Words, present, speak
from feedback.surveys.question_types import TYPES
from feedback.surveys.saying import said_in
from feedback.surveys.views.answering.filling import Sent
from feedback.surveys.views.answering.layout import shell
from feedback.surveys.views.answering.visiting import Refusal, Visit, own_address
from feedback.web.languages import INTERFACE
from feedback.web.templating import day, say


def refused(visit: Visit, refusal: Refusal, form: Sent) -> ResponseReturnValue:
    """No answer is taken, and why: what was typed, on whichever page, stays here to be copied."""
    page = render_template(
        "answer/message.html",
        **shell(visit),
        state="used" if refusal.why == "used" else "closed",
        why=refusal.why,
        when=day(refusal.when),
        contact=visit.link.contact,
        kept=_typed_in_words(visit, form),
    )
    return make_response(page, 409 if refusal.why == "used" else 410)


def saved(visit: Visit, link: str, until: date) -> ResponseReturnValue:
    """Saved to go on later: the link, and until when it works."""
    return make_response(
        render_template("answer/message.html", **shell(visit), state="saved", link=link, when=day(until))
    )


def nothing_saved(visit: Visit) -> ResponseReturnValue:
    """A link to saved answers that leads to none: sent already, too old, or never there."""
    page = render_template("answer/message.html", **shell(visit), state="unknown", anew=own_address(visit))
    return make_response(page, 404)


def nowhere() -> ResponseReturnValue:
    """A link of nobody's."""
    lang = g.language = _interface_language()
    page = render_template("answer/message.html", organisation_name="", lang=lang, languages=[], state="unknown")
    return make_response(page, 404)


def _interface_language() -> str:
    asked = request.args.get("lang")
    return asked if asked in INTERFACE else request.accept_languages.best_match(INTERFACE) or INTERFACE[0]


def after_sending(document: Questionnaire, lang: str, organisation_id: UUID) -> dict[str, Any]:
    """What a thanks page says besides the code: the author's words, what was taken out, and what happens next.

    It leads to the public page where that tells something: nobody is sent to read that nothing was done.
    """
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
        "own_words": _own_words(document, lang),
        "taken_out": bool(kinds),
        "told": _is_anything_told(organisation_id),
        "next_steps": [{"when": say(when), "what": say(what)} for when, what in steps],
    }


def _is_anything_told(organisation_id: UUID) -> bool:
    with inside(organisation_id):
        return any(filler() for filler in slots.fillers("answer.told"))


def _own_words(document: Questionnaire, lang: str) -> Words:
    """The author's last words; the answers they could repeat are not known any more, and must not be."""
    words = speak(document, document.thanks, lang)
    return replace(words, text=piping.pipe(words.text, said_in(document, {}, lang)))


# --- what was typed, in words ---------------------------------------------------------------------


def _typed_in_words(visit: Visit, form: Sent) -> list[dict[str, str]]:
    if not form:
        return []
    asked = [one for one in visit.route.questions if one.id in typed_answers(visit.route.questions, form)]
    shown = present(visit.edition.document, asked, visit.lang, anonymous=visit.link.anonymous)
    fields = {one.id: TYPES[one.kind].fields(one) for one in asked}
    lines = [(one.text.text, "\n".join(_lines(one, fields[one.id], form))) for one in shown]
    return [{"question": question, "text": text} for question, text in lines if text]


def _lines(shown: ShownQuestion, fields: Sequence[str], form: Sent) -> list[str]:
    """Everything that was sent to one question, options and rows in their words."""
    options, rows = _built_in() | dict(_texts(shown.options)), _texts(shown.rows)
    found = []
    for name in fields:
        part = name.removeprefix(shown.field).removeprefix(".")
        values = [options.get(value, value) for value in form.get(name, ()) if value.strip()]
        if part == "na" and values:
            values = [_built_in()["na"]]
        found += [f"{rows[part]}: {value}" if part in rows else value for value in values]
    return found


def _built_in() -> dict[str, str]:
    """The page's own words for options that no author wrote."""
    return {
        "yes": gettext("Yes"),
        "no": gettext("No"),
        "none": gettext("None of these"),
        "other": gettext("Other"),
        "na": gettext("Does not apply to me"),
    }


def _texts(options: Sequence[Option]) -> Mapping[str, str]:
    return {option.value: option.words.text for option in options if option.words}
