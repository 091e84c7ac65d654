"""What one visit has typed so far, read: the carried pages and this one together, as answers and as a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import current_app, request
from flask_babel import gettext
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from feedback.db import now
from feedback.errors import Message
from feedback.surveys import carrying, submissions
from feedback.surveys.answering import lacking_answers, read_answers, soft_lacking
from feedback.surveys.carrying import Carried
from feedback.surveys.marks import TRAP
from feedback.surveys.piping import pipe
from feedback.surveys.presenting import Said, author_words
from feedback.surveys.question_types import TYPES, Answered
from feedback.surveys.route import Place
from feedback.surveys.saying import BUILT_IN, said_in
from feedback.surveys.sealing import Unreadable
from feedback.surveys.submissions import Submission
from feedback.surveys.views.answering.visiting import Visit, key_file, secret

Sent = Mapping[str, Sequence[str]]
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
MOST_VALUES = 1000
"""Values one form may send, as a form in several parts may."""


@dataclass(frozen=True, slots=True)
class Filling:
    """One visit's state at one moment.

    `form` is everything typed so far, by field; `answers` and `wrong` what it says, by question id; `stale` that what
    was carried along could not be opened.
    """

    submission_id: str
    submission: Submission | None
    carried: Carried
    form: Sent
    answers: Mapping[str, Answered]
    wrong: Mapping[str, Message]
    place: Place
    stale: bool = False
    trapped: bool = False
    """Something filled in the field that people are asked to leave empty."""
    errors: Mapping[str, Message] = field(default_factory=dict)

    def at(self, place: Place) -> Filling:
        """The same in front of another page."""
        return replace(self, place=place)

    def anew(self) -> Filling:
        """The same under a new submission id, which its page is given."""
        return replace(self, submission_id="", submission=None)


def posted() -> dict[str, list[str]]:
    """The posted form.

    Raises:
        RequestEntityTooLarge: it is larger, or has more values, than any page of ours sends.
        UnsupportedMediaType: it is no form.
    """
    if request.content_length and request.mimetype not in FORMS:
        raise UnsupportedMediaType()
    request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    sent = request.form.to_dict(flat=False)
    if sum(len(values) for values in sent.values()) > MOST_VALUES:
        raise RequestEntityTooLarge()
    return sent


def first(sent: Sent, name: str) -> str:
    """The first value of a field, else ""."""
    return next(iter(sent.get(name, ())), "")


def fresh(visit: Visit, submission_id: str) -> Filling:
    """A visit that begins. Where everybody begins alike the first page is worked out once a day."""
    if visit.route.random or visit.brought:
        return _filling(visit, submission_id, Carried(), {})
    key = ("start", visit.stage, visit.lang, visit.link.group_code, visit.link.mode, now().date())
    known = visit.edition.pages.get(key)
    if known is None:
        known = visit.edition.pages[key] = _filling(visit, "", Carried(), {})
    found: Filling = known
    return found


def from_post(visit: Visit, sent: Sent) -> Filling:
    """What was posted, with what the page carried along."""
    submission_id = first(sent, "submission_id")
    submission = submissions.read_id(secret(), submission_id)
    carried, stale = _carried(visit, submission, first(sent, "page"))
    form = _together(visit, carried, sent)
    trapped = bool(first(sent, TRAP).strip())
    return replace(_filling(visit, submission_id, carried, form), stale=stale, trapped=trapped)


def from_saved(visit: Visit, submission_id: str, carried: Carried) -> Filling:
    """What was saved to go on later."""
    return _filling(visit, submission_id, carried, carried.form)


def bound(visit: Visit, submission: Submission) -> bytes:
    """What a page's seal is bound to."""
    return carrying.bound_to(carrying.PURPOSE, visit.link.survey_id, visit.link.group_id, submission.id)


def errors_on(visit: Visit, filling: Filling, number: int) -> dict[str, Message]:
    """What keeps a person on this page: wrong answers, needed ones that are missing, those asked for once more."""
    asked = filling.place.on(number)
    words = author_words(visit.edition.document, visit.lang)
    wrong = {question.id: filling.wrong[question.id] for question in asked if question.id in filling.wrong}
    empty = [question for question in asked if question.id not in wrong]
    lacking = lacking_answers(empty, filling.answers, words)
    softly = [question for question in empty if question.soft and question.id not in filling.carried.asked]
    found = {**wrong, **lacking, **(soft_lacking(softly, filling.answers, words) if softly else {})}
    if found and (repeat := said(visit, filling)):
        # Words of the author's own have no placeholders of ours, and may repeat an answer.
        found = {name: text if text.params else Message(pipe(text.id, repeat)) for name, text in found.items()}
    return {question.id: found[question.id] for question in asked if question.id in found}


def said(visit: Visit, filling: Filling) -> Said | None:
    """The words of earlier answers, for texts that repeat them; None where no text does."""
    if not visit.route.repeats:
        return None
    texts = {"yes": gettext("Yes"), "no": gettext("No"), "none": gettext("None of these"), "other": gettext("Other")}
    built_in = {code: texts[code] for code in BUILT_IN}
    return said_in(visit.edition.document, filling.place.flow.answers, visit.lang, visit.named(), built_in)


def _filling(visit: Visit, submission_id: str, carried: Carried, form: Sent) -> Filling:
    submission = submissions.read_id(secret(), submission_id)
    words = author_words(visit.edition.document, visit.lang)
    answers, wrong = read_answers(visit.route.questions, form, words) if form else ({}, {})
    place = visit.route.place(carried.at, visit.seed(submission), answers, visit.given(), now().date())
    place = place if carried.at else place.first()
    return Filling(submission_id, submission, carried, form, answers, wrong, place)


def _carried(visit: Visit, submission: Submission | None, page: str) -> tuple[Carried, bool]:
    if not page:
        return Carried(), False
    if submission is None:
        return Carried(), True
    try:
        return carrying.unpack(page, key_file(), bound(visit, submission)), False
    except Unreadable:
        return Carried(), True


def _together(visit: Visit, carried: Carried, sent: Sent) -> dict[str, Sequence[str]]:
    """What was typed so far: of the questions this page showed what it sent, of the others what was carried.

    Whoever posts by themselves may send everything at once.
    """
    together: dict[str, Sequence[str]] = {}
    for question in visit.route.questions:
        carries = carried.shown and question.id not in carried.shown
        for name in TYPES[question.kind].fields(question):
            if name in sent:
                together[name] = sent[name]
            elif carries and name in carried.form:
                together[name] = carried.form[name]
    return together
