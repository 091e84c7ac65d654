"""Following up single answers that were not given in confidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import mail
from feedback.accounts import queries as accounts
from feedback.db import now
from feedback.errors import NotFound
from feedback.followup.actions import cases as actions
from feedback.followup.forms.cases import CaseForm, NoteForm, OpenForm, ReplyForm, case_form, open_form
from feedback.followup.models import Case
from feedback.followup.queries import answers
from feedback.followup.queries import cases as queries
from feedback.followup.queries.answers import Given, Line
from feedback.followup.queries.cases import PAGE, Wanted
from feedback.followup.rules import cases as rules
from feedback.permissions import Permission
from feedback.stakeholders.models import Contact
from feedback.stakeholders.rules.contacts import why_not
from feedback.surveys.saying import words_of
from feedback.surveys.wording import KANO
from feedback.web.addresses import page_asked
from feedback.web.guards import act, member
from feedback.web.templating import language_code, say
from feedback.web.texts_forms import done

blueprint = Blueprint("followup", __name__)


@blueprint.get("/o/<organisation>/followup")
@member(Permission.FOLLOW_UP)
def cases() -> ResponseReturnValue:
    """Cases, those to look after first; `?show=` narrows them, `?page=` goes on."""
    show, page = request.args.get("show", rules.OPEN), page_asked()
    if show not in rules.SHOWS:
        raise NotFound()
    wanted = Wanted(show, g.access.user_id, now().date())
    found, total = queries.cases(wanted, offset=(page - 1) * PAGE, limit=PAGE), queries.count(wanted)
    return render_template(
        "followup/cases.html",
        cases=found,
        show=show,
        pages=_pages(show, page, len(found), total),
        people=accounts.people(),
        rules=rules,
        today=wanted.today,
    )


def _pages(show: str, page: int, shown: int, total: int) -> dict[str, Any]:
    """What `components/pagination.html` wants."""
    first = (page - 1) * PAGE + 1
    last = first + shown - 1
    return {
        "first": first,
        "last": last,
        "total": total,
        "previous_url": url_for("followup.cases", show=show, page=page - 1) if page > 1 else "",
        "next_url": url_for("followup.cases", show=show, page=page + 1) if last < total else "",
    }


@blueprint.route("/o/<organisation>/followup/answer/<uuid:response_id>", methods=["GET", "POST"])
@member(Permission.FOLLOW_UP)
def open_(response_id: UUID) -> ResponseReturnValue:
    """Open a case from an answer; one that has a case leads to it."""
    given = answers.given(response_id)
    if (known := queries.case_of(response_id)) is not None:
        return _to(known.id)
    form = open_form()
    if not form.is_submitted():
        return _open_page(form, given)
    if form.validate() and (made := done(form, _open, response_id, form)):
        flash(gettext("Somebody looks after it from now on."), "ok")
        return _to(made)
    return _open_page(form, given), 422


def _open(response_id: UUID, form: OpenForm) -> UUID:
    return actions.open_case(response_id, **form.values(), by=g.access).id


def _open_page(form: OpenForm, given: Given) -> str:
    return render_template("followup/open.html", form=form, given=given, said=said_by(given))


def said_by(given: Given) -> list[tuple[str, str, bool]]:
    """The answer line by line: the question, the answer in words, and whether these are the person's own."""
    return [(_question(given, line), _words(given, line), line.written) for line in given.lines]


def _question(given: Given, line: Line) -> str:
    return line.question.text.text_in(language_code(), given.base_language)


def _words(given: Given, line: Line) -> str:
    built_in = {
        "yes": gettext("Yes"),
        "no": gettext("No"),
        "none": gettext("None of these"),
        "other": gettext("Other"),
        **({code: say(words) for code, words in KANO.items()} if line.question.kind == "kano" else {}),
    }
    return words_of(line.question, line.answered, (language_code(), given.base_language), built_in)


def _to(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("followup.case", case_id=case_id), 303)


@blueprint.route("/o/<organisation>/followup/<uuid:case_id>", methods=["GET", "POST"])
@member(Permission.FOLLOW_UP)
def case(case_id: UUID) -> ResponseReturnValue:
    """One case: what was answered, who looks after it, how it goes."""
    row = queries.case(case_id)
    form = case_form(row, sent=True)
    if not form.is_submitted():
        return _case_page(row, form)
    if form.validate() and done(form, actions.change_case, case_id, **form.values(), by=g.access):
        flash(gettext("The case is kept."), "ok")
        return redirect(url_for("followup.cases"), 303)
    return _case_page(row, form), 422


@blueprint.post("/o/<organisation>/followup/<uuid:case_id>/note")
@member(Permission.FOLLOW_UP)
def note(case_id: UUID) -> ResponseReturnValue:
    """Add a note."""
    row, form = queries.case(case_id), NoteForm()
    if form.validate() and done(form, actions.add_note, case_id, text=form.text.data or "", by=g.access):
        return _to(case_id)
    return _case_page(row, case_form(row, sent=False), note=form), 422


@blueprint.post("/o/<organisation>/followup/<uuid:case_id>/reply")
@member(Permission.FOLLOW_UP)
def reply(case_id: UUID) -> ResponseReturnValue:
    """Write to the person."""
    row, form = queries.case(case_id), ReplyForm()
    if form.validate() and done(form, actions.reply, case_id, text=form.text.data or "", by=g.access):
        flash(gettext("The mail is on its way. Below stands when it has left."), "ok")
        return _to(case_id)
    return _case_page(row, case_form(row, sent=False), reply=form), 422


@blueprint.post("/o/<organisation>/followup/<uuid:case_id>/reply/<uuid:note_id>/again")
@member(Permission.FOLLOW_UP)
def send_again(case_id: UUID, note_id: UUID) -> ResponseReturnValue:
    """Try once more to mail a reply that could not be sent."""
    if queries.note(note_id).case_id != queries.case(case_id).id:
        raise NotFound()
    act(actions.send_again, note_id, by=g.access)
    flash(gettext("The mail is on its way. Below stands when it has left."), "ok")
    return _to(case_id)


def _case_page(row: Case, form: CaseForm, note: NoteForm | None = None, reply: ReplyForm | None = None) -> str:
    person, today = queries.contact_of(row), now().date()
    given = answers.given(row.response_id)
    return render_template(
        "followup/case.html",
        row=row,
        form=form,
        note_form=note or NoteForm(formdata=None),
        reply_form=reply or ReplyForm(formdata=None),
        given=given,
        said=said_by(given),
        contact=person,
        reachable=_reachable(person),
        rule=queries.rule_of(row),
        notes=queries.notes([row.id]),
        people=accounts.people(),
        rules=rules,
        left=rules.days_left(row.state, row.due_on, today),
    )


def _reachable(person: Contact | None) -> str | None:
    """Why nobody can write to the person from here: a word of `why_not`, "unknown", "no_mail"; None where one can."""
    if person is None:
        return "unknown"
    return why_not(person, "email") or (None if mail.is_set_up() else "no_mail")
