"""What the page of the form is laid out from: the questions it shows, in the words and the order of this visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import current_app, url_for
from markupsafe import Markup

from feedback.errors import ProductError
from feedback.surveys import piping
from feedback.surveys.answering import typed_answers
from feedback.surveys.document import Question, Texts
from feedback.surveys.paging import ordered_choices
from feedback.surveys.presenting import Said, ShownQuestion, Words, present, speak, tongue
from feedback.surveys.question_types import TYPES, Typed
from feedback.surveys.route import Place
from feedback.surveys.rules import promise, promise_title
from feedback.surveys.views.answering.filling import Filling, said
from feedback.surveys.views.answering.visiting import Visit
from feedback.web.templating import say

MANY_QUESTIONS = 12
"""From this many questions on, even one page offers to go on later."""


def context(visit: Visit, filling: Filling, refused: ProductError | None) -> dict[str, Any]:
    """For the template of the form, but for what is this person's alone."""
    link, document, place = visit.link, visit.edition.document, filling.place
    repeat = said(visit, filling)
    progress = place.progress()
    shown = _shown(visit, filling, repeat)
    return {
        **shell(visit),
        "title": _words(document.title, visit, repeat),
        "intro": _words(document.intro, visit, repeat),
        "promise_title": say(promise_title(link.mode)),
        "promise": [say(sentence) for sentence in promise(link.launch, personal=visit.invited is not None)],
        "promise_url": url_for("promises.how", survey=link.survey_code, group=link.group_code, lang=visit.lang),
        "questions": shown,
        "errors": {question_id: say(text) for question_id, text in filling.errors.items()},
        "typed": _typed(filling),
        "rendered": {} if visit.route.repeats or visit.route.random else _rendered(visit, shown),
        "notice": say(refused.message) if refused else "",
        "progress": progress,
        "several": len(place.pages) > 1,
        "back": place.back() is not None,
        "last": place.next() is None,
        "certain": progress.most == progress.number,
        "saves": saves(visit, place),
    }


def saves(visit: Visit, place: Place) -> bool:
    """Whether the page offers to go on later: where it takes a while, and never in an anonymous survey."""
    return not visit.link.anonymous and (len(place.pages) > 1 or len(visit.route.questions) > MANY_QUESTIONS)


def _typed(filling: Filling) -> dict[str, Typed]:
    if not filling.form:
        return {}
    found = typed_answers(filling.place.questions, filling.form)
    return {question_id: one for question_id, one in found.items() if one}


def _words(texts: Texts, visit: Visit, repeat: Said | None) -> Words:
    words = speak(visit.edition.document, texts, visit.lang)
    return words if repeat is None else replace(words, text=piping.pipe(words.text, repeat))


def _shown(visit: Visit, filling: Filling, repeat: Said | None) -> tuple[ShownQuestion, ...]:
    """Numbered through all pages; how many there are is said where it is certain."""
    place, seed = filling.place, visit.seed(filling.submission)
    numbers: dict[str, Any] = {}
    if len(place.pages) > 1 or not visit.route.branches:
        before = [one for number in range(place.number) for one in place.on(number)]
        total = 0 if visit.route.branches else _answerable(place.flow.shown)
        numbers = {"first": 1 + _answerable(before), "total": total}
    return present(
        visit.edition.document,
        place.questions,
        visit.lang,
        anonymous=visit.link.anonymous,
        said=repeat,
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
        "frames": " ".join(link.embed_origins) if visit.embedded else "",
    }
