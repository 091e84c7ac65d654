"""Effect checks: registering one, where it stands, its verdict, and all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements
from feedback.db import now
from feedback.errors import NotFound
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.programme import effect_page
from feedback.programme import queries as programme
from feedback.programme.actions import effects as actions
from feedback.programme.forms.effects import EffectForm, effect_form
from feedback.programme.models import EffectCheck
from feedback.programme.queries import effects as queries
from feedback.programme.rules import effect_words, work
from feedback.programme.rules import effects as rules
from feedback.programme.rules.effect_record import read
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.pictures import look, sent
from feedback.web.texts_forms import done

blueprint = Blueprint("effects", __name__)
STEP = 6


@blueprint.get("/o/<organisation>/programme/effects")
@member(Permission.VIEW)
def effects() -> ResponseReturnValue:
    """Every check, those that wait for their verdict first; then every yes without one."""
    checks, rows, today = queries.by_improvement(), programme.all_work(), now().date()
    works = queries.works()
    registered = [
        (row, checks[row.id], rules.phase(checks[row.id], row.status, today, started=_started(works, row)))
        for row in _known(checks)
    ]
    return render_template(
        "programme/effects.html",
        checks=sorted(registered, key=lambda one: (rules.PHASES.index(one[2]), one[1].due_on, one[0].number)),
        asking={row.id for row, check, where in registered if rules.is_asking(check, where, works.get(row.id), today)},
        without=[row for row in rows if row.id not in checks and row.status != work.DONE],
        missed=[row for row in rows if row.id not in checks and row.status == work.DONE],
        stages={stage.id: stage for stage in journeys.all_stages()},
        groups={group.id: group for group in stakeholders.groups(include_archived=True)},
        phase_label=rules.phase_label,
        current_step=STEP,
    )


def _started(works: Mapping[UUID, rules.Done], row: Improvement) -> bool:
    return row.id in works and works[row.id].started_on is not None


def _known(checks: Mapping[UUID, EffectCheck]) -> list[Improvement]:
    return [row for row in improvements.improvements() if row.id in checks]


@blueprint.get("/o/<organisation>/programme/<int:number>/effect")
@member(Permission.VIEW)
def effect(number: int) -> ResponseReturnValue:
    """The check of one improvement, or the form that registers it."""
    row = improvements.improvement(number)
    check = queries.check_of(row.id)
    return _check_page(row, check) if check is not None else _form_page(row)


@blueprint.post("/o/<organisation>/programme/<int:number>/effect")
@member(Permission.DECIDE)
def register(number: int) -> ResponseReturnValue:
    """Register what should move, before the work starts."""
    row = improvements.improvement(number)
    offers = queries.offers(row.stage_id)
    form = _form(row, offers)
    if form.validate() and (made := done(form, actions.register, row.id, **form.values(offers), by=g.access)):
        flash(_registered(made), "ok")
        return _back(number)
    return _form_page(row, form), 422


def _registered(made: EffectCheck) -> str:
    if made.late:
        return str(gettext("It is registered, late: the work had started, so it has no fresh baseline."))
    return str(gettext("It is registered. Answers from now on are its baseline, until the work starts."))


def _form(row: Improvement, offers: Sequence[queries.Offer]) -> EffectForm:
    going, coming = queries.worked_on(row.id, now().date()), queries.planned_at(row.id)
    touched = {stage: [*going.get(stage, ()), *coming.get(stage, ())] for stage in {*going, *coming}}
    return effect_form(row, offers, journeys.stages(), touched)


def _form_page(row: Improvement, form: EffectForm | None = None) -> str:
    offers = queries.offers(row.stage_id)
    return render_template(
        "programme/effect_register.html",
        row=row,
        offers=offers,
        form=form or _form(row, offers),
        started=row.status == work.IN_PROGRESS or queries.work_on(row.id).started_on is not None,
        too_late=row.status in (work.DONE, work.DECLINED),
        examples=effect_page.examples(),
        current_step=STEP,
    )


def _check_page(row: Improvement, check: EffectCheck) -> str:
    standing, group = queries.reading(row, check), stakeholders.group(check.group_id)
    shown = read(check.figures) if check.verdict else standing.figures
    return render_template(
        "programme/effect_check.html",
        row=row,
        check=check,
        standing=standing,
        group=group,
        asking=effect_page.asking(standing, group, now().date()),
        named=effect_page.names_of(check, queries.control_ids(check)),
        levels=effect_page.levels(shown, check.measure, bool(check.verdict)),
        figure=effect_page.picture(check, shown, row.number) if check.verdict else None,
        summary=effect_words.summary(check.verdict, shown) if check.verdict else None,
        caveats=[effect_words.caveat(code, named) for code, named in shown.caveats] if check.verdict else [],
        detectable=effect_page.amount(check.measure, shown.detectable) if shown.detectable else "",
        phase_label=rules.phase_label,
        may_withdraw=rules.may_withdraw(standing.phase, check.late),
        people=accounts.people(),
        current_step=STEP,
    )


def _back(number: int) -> ResponseReturnValue:
    return redirect(url_for("effects.effect", number=number), 303)


@blueprint.post("/o/<organisation>/programme/<int:number>/effect/withdraw")
@member(Permission.DECIDE)
def withdraw(number: int) -> ResponseReturnValue:
    """Take it back before the work starts, to register another."""
    act(actions.withdraw, improvements.improvement(number).id, by=g.access)
    flash(gettext("It is taken back. Register another one before the work starts."), "ok")
    return _back(number)


@blueprint.post("/o/<organisation>/programme/<int:number>/effect/judge")
@member(Permission.DECIDE)
def judge(number: int) -> ResponseReturnValue:
    """Ask for the verdict. The figures are read before anything is written."""
    row = improvements.improvement(number)
    check = queries.check_of(row.id)
    if check is None:
        raise NotFound()
    act(actions.judge, row.id, queries.reading(row, check), by=g.access)
    return _back(number)


@blueprint.get("/o/<organisation>/programme/<int:number>/effect/chart.svg")
@member(Permission.VIEW)
def chart(number: int) -> ResponseReturnValue:
    """How far everything moved, of a check with a verdict."""
    check = queries.check_of(improvements.improvement(number).id)
    if check is None or not check.verdict:
        raise NotFound()
    return sent(effect_page.svg(check, read(check.figures), *look()))
