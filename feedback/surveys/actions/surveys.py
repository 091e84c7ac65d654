"""Opening and closing surveys. What a launch promises freezes with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import uuid4

from babel.dates import format_skeleton
from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from feedback import events, jobs
from feedback.accounts import queries as accounts
from feedback.analysis.disclosure import Thresholds, threshold
from feedback.db import Texts, db, here, now
from feedback.disclosure import queries as disclosure
from feedback.disclosure.actions import make_release
from feedback.errors import Conflict, message
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys import embedding, launching
from feedback.surveys.actions import questionnaires, settling, tallies
from feedback.surveys.codes import new_code
from feedback.surveys.models import Questionnaire, QuestionnaireVersion, Survey, SurveyGroup, Wave
from feedback.surveys.queries import counting, links, releasing, waiting
from feedback.surveys.queries import questionnaires as drafts
from feedback.surveys.queries import surveys as queries
from feedback.surveys.rules import IDENTIFIED, default_mode, may_release_now

WAVE_LANGUAGES = ("es", "en", "pt")


def open_survey(
    *,
    questionnaire: Questionnaire,
    groups: Sequence[StakeholderGroup],
    stage: Stage | None = None,
    mode: str | None = None,
    closes_on: date | None = None,
    receipts: bool | None = None,
    wave: Wave | None = None,
    k_scores: int | None = None,
    k_comments: int | None = None,
) -> Survey:
    """Open the questionnaire to groups, at one stage or at every stage its questions name; publishes it if needed.

    The same version, groups, stage and mode while open is the same survey, unless another `wave` is asked for.
    `mode` defaults by the kinds of the groups
    (`rules.default_mode`), `receipts` to yes, `wave` to the round of this month, thresholds to those of the mode.

    Raises:
        Invalid: something cannot be launched so; the message says why, such as a group too small to stay anonymous.
    """
    chosen = mode or default_mode(group.kind for group in groups)
    thresholds = threshold(launching.mode_of(chosen), audience="member", scores=k_scores, comments=k_comments)
    version = questionnaires.publish(questionnaire=questionnaire)
    asked = drafts.document_of(version)
    people = queries.people_in(groups)
    launching.may_open(asked, groups, stage, chosen, thresholds, closes_on, now().date(), people)
    known = queries.open_like(
        version_id=version.id,
        group_ids=[group.id for group in groups],
        stage_id=stage.id if stage else None,
        mode=chosen,
        today=now().date(),
    )
    if known is not None and (wave is None or known.wave_id == wave.id):
        return known
    round_of_asking = wave or wave_of(now().date())
    row = _survey(version, stage, chosen, thresholds, round_of_asking)
    row.code = new_code(asked.title.text_in(asked.base_language), queries.is_taken, "survey")
    row.closes_on, row.receipts = closes_on, True if receipts is None else receipts
    row.launch = _launch(row, version, groups, stage, round_of_asking)
    return _opened(row, groups)


def _survey(
    version: QuestionnaireVersion, stage: Stage | None, mode: str, thresholds: Thresholds, wave: Wave
) -> Survey:
    return Survey(
        id=uuid4(),
        version_id=version.id,
        wave_id=wave.id,
        stage_id=stage.id if stage else None,
        mode=mode,
        k_scores=thresholds.scores,
        k_comments=thresholds.comments,
        opened_at=now(),
    )


def _launch(
    row: Survey, version: QuestionnaireVersion, groups: Sequence[StakeholderGroup], stage: Stage | None, wave: Wave
) -> dict[str, object]:
    """The record of the launch; respondents are shown their promise from it, whatever is renamed later."""
    return {
        "mode": row.mode,
        "k_scores": row.k_scores,
        "k_comments": row.k_comments,
        "receipts": row.receipts,
        "organisation": accounts.organisation().name,
        "wave": dict(wave.name),
        "groups": [group.code for group in groups],
        "stage": stage.code if stage else None,
        "title": dict(drafts.document_of(version).title.by_language),
        "questionnaire": version.questionnaire.code,
        "version": version.number,
        "sha256": version.sha256,
    }


def _opened(row: Survey, groups: Sequence[StakeholderGroup]) -> Survey:
    db.session.add(row)
    db.session.flush()
    db.session.add_all(SurveyGroup(survey_id=row.id, group_id=group.id) for group in groups)
    db.session.flush()
    db.session.expire(row)
    events.announce(events.SurveyOpened(row.organisation_id, row.id))
    return row


def wave_of(day: date) -> Wave:
    """The round of asking of that day's month, made when it is missing: code 2026-11, named in every language."""
    first = day.replace(day=1)
    names = {code: str(format_skeleton("yMMMM", first, locale=code)) for code in WAVE_LANGUAGES}
    return make_wave(code=f"{day:%Y-%m}", name=names, starts_on=first)


def make_wave(*, code: str, name: Texts, starts_on: date) -> Wave:
    """The round with this code, made when it is missing; two launches at once make one."""
    postgres = db.session.get_bind().dialect.name == "postgresql"
    adding = (postgresql if postgres else sqlite).insert(Wave.__table__).on_conflict_do_nothing()
    values = {"id": uuid4(), "organisation_id": here(), "code": code, "name": name, "starts_on": starts_on}
    db.session.execute(adding.values(**values))
    found = queries.wave_with_code(code)
    assert found is not None
    return found


def allow_embedding(survey: Survey, origins: Iterable[str]) -> list[str]:
    """Let pages of these origins, such as `https://shop.example`, show the form in a frame; none: no page may.

    Returns what was kept. Invalid at `origins` where one is no origin.
    """
    survey.embed_origins = embedding.origins_of(origins)
    db.session.flush()
    links.forget_link(survey.code)
    return list(survey.embed_origins)


def close(survey: Survey) -> bool:
    """End a survey, once: it takes no more answers, and a job empties its buffer, counts and releases.

    Works without a wall too: the minute's round closes surveys of every organisation. True where this call closed it.
    """
    counting.locked(survey.id, against_answers=True)
    ending = update(Survey).where(Survey.id == survey.id, Survey.closed_at.is_(None)).values(closed_at=now())
    if db.session.execute(ending).rowcount != 1:  # type: ignore[attr-defined]
        return False
    organisation_id = survey.organisation_id
    jobs.add("surveys.close", organisation_id=organisation_id, key=f"close:{survey.id}", survey=survey.id.hex)
    return True


def release(survey: Survey, counted: tallies.Counted | None = None) -> bool:
    """Count a closed survey and let its results be seen; of a protected one what may be shown freezes here, for good.

    `counted` is what `tallies.count` found before the transaction, after the last answer was settled. Announces
    SurveyClosed and ResultsReleased. False where it was released so before. Conflict while it still takes answers.
    """
    if survey.closed_at is None:
        raise Conflict(message("Results are released when the survey closes."))
    if survey.mode == IDENTIFIED:
        tallies.retally(survey, counted)
    elif not freeze_release(survey, counted, final=True):
        return False
    events.announce(events.SurveyClosed(survey.organisation_id, survey.id))
    _tell(survey)
    return True


def release_running(survey: Survey, counted: tallies.Counted | None = None) -> bool:
    """Let the results of a protected survey be seen as far as they are, while it takes more answers.

    False where it closed meanwhile: its last release follows by itself. Announces ResultsReleased.
    """
    if not freeze_release(survey, counted, final=False):
        return False
    _tell(survey)
    return True


def ask_for_release(survey: Survey) -> None:
    """Have a job release what there is now.

    Raises:
        Conflict: it is not a protected survey that is open, or no group has enough new answers.
    """
    if not may_release_now(mode=survey.mode, closed_at=survey.closed_at):
        raise Conflict(message("Only an open survey that protects its people is released in between."))
    if not waiting.groups_that_move_on(survey, final=False):
        raise Conflict(
            message(
                "No group has %(k)s new answers yet. With fewer, the difference would tell what they answered.",
                k=survey.k_scores,
            )
        )
    jobs.add("surveys.release", organisation_id=here(), key=f"release:{survey.id}", survey=survey.id.hex)


def freeze_release(survey: Survey, counted: tallies.Counted | None, *, final: bool) -> bool:
    """Write the tallies of a protected survey and freeze what may be shown of them, beside what was shown before.

    False where nothing may follow: its last release was made, or it closed while one in between was prepared.
    """
    row = counting.locked(survey.id)
    if disclosure.is_final(row.release_id) or (row.closed_at is not None) is not final:
        return False
    if counted is None:
        settling.settle_all(row, final=final)
    moving = tallies.release(row, counted or tallies.count(row), disclosure.up_to(row.release_id))
    made = make_release(
        cells=releasing.cells(row, moving, final=final),
        organisation_id=row.organisation_id,
        number=moving.number,
        before_id=row.release_id,
        final=final,
    )
    row.release_id = made.id
    db.session.flush()
    return True


def _tell(survey: Survey) -> None:
    wave = queries.wave_code(survey.wave_id)
    events.announce(events.ResultsReleased(survey.organisation_id, survey.id, wave))
