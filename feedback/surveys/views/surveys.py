"""Step 3, asking: questionnaires and surveys, opening and closing them, the links to give out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.analysis.disclosure import Thresholds, threshold
from feedback.db import now
from feedback.disclosure import queries as disclosure
from feedback.errors import Conflict, Invalid, Message
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import addresses, launching, listing, wording
from feedback.surveys.actions import surveys as actions
from feedback.surveys.document import questions_for
from feedback.surveys.forms.launch import LaunchForm, launch_form
from feedback.surveys.knowing import WHO_COULD_KNOW
from feedback.surveys.listing import SurveyLine
from feedback.surveys.models import Survey
from feedback.surveys.queries import questionnaires, results
from feedback.surveys.queries import surveys as queries
from feedback.surveys.readings import kind_of
from feedback.surveys.rules import may_release_now, promise, promise_title
from feedback.web.guards import act, member
from feedback.web.templating import say, text

blueprint = Blueprint("surveys", __name__)
STEP = 3


@blueprint.get("/o/<organisation>/surveys")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """Surveys open and closed, questionnaires and what state they are in."""
    rows = _lines(queries.surveys())
    everything = questionnaires.questionnaires(include_archived=True)
    return render_template(
        "surveys/index.html",
        open=[row for row in rows if row.open],
        closed=[row for row in rows if not row.open],
        drafts=[listing.draft_line(one) for one in everything if one.archived_at is None],
        archived=[listing.draft_line(one) for one in everything if one.archived_at is not None],
        current_step=STEP,
    )


def _lines(surveys: list[Survey]) -> list[SurveyLine]:
    groups = {group.id: group for group in stakeholders.groups(include_archived=True)}
    stages = {stage.id: stage for stage in journeys.all_stages()}
    counts, today = results.response_counts([one.id for one in surveys]), now().date()
    return [listing.survey_line(one, groups, stages, counts, today) for one in surveys]


@blueprint.route("/o/<organisation>/surveys/new", methods=["GET", "POST"])
@member(Permission.LAUNCH_SURVEYS)
def launch() -> ResponseReturnValue:
    """Open a questionnaire to groups; `?questionnaire=`, `?stage=` and `?group=` fill the form in."""
    titles = listing.titles(questionnaires.questionnaires())
    form = launch_form({code: text(title) for code, title in titles.items()}, stakeholders.groups(), journeys.stages())
    if not form.is_submitted():
        return _launch_page(form)
    if form.validate() and (code := _open(form)):
        flash(gettext("The survey is open. Give each group its link."), "ok")
        return redirect(url_for("surveys.survey", code=code), 303)
    return _launch_page(form), 422


def _launch_page(form: LaunchForm) -> str:
    groups = stakeholders.groups()
    usual = threshold("anonymous", audience="member")
    small = launching.never_shown(groups, queries.people_in(groups), usual, comments=True)
    return render_template(
        "surveys/launch.html", form=form, never_shown=small, knowing=WHO_COULD_KNOW, current_step=STEP
    )


def _open(form: LaunchForm) -> str | None:
    try:
        code: str = act(_open_survey, form)
        return code
    except Invalid as error:
        form.refuse(error)
        return None


def _open_survey(form: LaunchForm) -> str:
    return actions.open_survey(
        questionnaire=questionnaires.questionnaire(form.questionnaire.data),
        groups=[stakeholders.group_named(code) for code in form.groups.data or ()],
        stage=journeys.stage_named(form.stage.data) if form.stage.data else None,
        **form.values(),
    ).code


@blueprint.get("/o/<organisation>/surveys/<code>")
@member(Permission.VIEW)
def survey(code: str) -> ResponseReturnValue:
    """What was launched, the links to give out, and closing it."""
    row = queries.survey(code)
    line = _lines([row])[0]
    stages = queries.stages_asked(row)
    return render_template(
        "surveys/survey.html",
        line=line,
        links=addresses.links(row, [one.group for one in line.heard], stages),
        stages=stages,
        mode=wording.MODES[row.mode],
        promise_title=promise_title(row.mode),
        promise=promise(row.launch),
        never_shown=_never_shown(row, [one.group for one in line.heard]),
        may_release=may_release_now(mode=row.mode, closed_at=row.closed_at),
        released_at=disclosure.made_at(row.release_id),
        reading=kind_of(questionnaires.document_of(row.version)) is not None,
        current_step=STEP,
    )


def _never_shown(row: Survey, groups: list[StakeholderGroup]) -> list[Message]:
    """Its groups that are too small to be shown alone."""
    document = questionnaires.document_of(row.version)
    writes = launching.takes_comments(questions_for(document, None))
    thresholds = Thresholds(row.k_scores, row.k_comments)
    return launching.never_shown(groups, queries.people_in(groups), thresholds, writes)


@blueprint.post("/o/<organisation>/surveys/<code>/release")
@member(Permission.LAUNCH_SURVEYS)
def release(code: str) -> ResponseReturnValue:
    """Let the results so far of a protected survey be seen while it runs on; they follow in a moment."""
    try:
        act(actions.ask_for_release, queries.survey(code))
    except Conflict as reason:
        flash(say(reason.message), "warn")
        return redirect(url_for("surveys.survey", code=code), 303)
    flash(gettext("The results so far are being counted. Reload this page in a moment."), "ok")
    return redirect(url_for("survey_results.results", code=code), 303)


@blueprint.post("/o/<organisation>/surveys/<code>/close")
@member(Permission.LAUNCH_SURVEYS)
def close(code: str) -> ResponseReturnValue:
    """Take no more answers; the results follow in a moment."""
    if act(actions.close, queries.survey(code)):
        flash(gettext("The survey is closed. Its results are being counted."), "ok")
    return redirect(url_for("survey_results.results", code=code), 303)
