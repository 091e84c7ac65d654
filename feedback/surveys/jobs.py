"""Work of surveys outside requests: results after answers, batches of anonymous answers, closing."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from feedback import events, jobs, slots
from feedback.db import db, find, inside, now, sweep
from feedback.jobs import Task, job
from feedback.surveys.actions import answering, buffer, marking, settling, surveys, tallies, underway
from feedback.surveys.invited import FLUSHED
from feedback.surveys.models import Answer, AnswerText, Omission, PendingResponse, Response, SeenSubmission, Survey
from feedback.surveys.rules import ANONYMOUS, GRACE, IDENTIFIED, is_open


def _key_file() -> Path:
    path: Path = current_app.config["FEEDBACK"].buffer_key_file
    return path


def _survey(task: Task) -> Survey:
    return find(Survey, UUID(task.payload["survey"]))


@job("surveys.tally")
def tally(task: Task) -> None:
    """Bring the results of an identified survey up to its answers."""
    began = time.thread_time()
    survey = _survey(task)
    counted = tallies.count(survey)
    with task.writing():
        tallies.retally(survey, counted)
        marking.mark_repeated(UUID(task.payload["survey"]))
        if survey.mode == IDENTIFIED:
            events.announce(events.AnswersCounted(survey.organisation_id, survey.id))
    answering.tally_took(UUID(task.payload["survey"]), time.thread_time() - began)


@job("surveys.flush")
def flush(task: Task) -> None:
    """Move a batch of anonymous answers out of the buffer."""
    with task.writing():
        buffer.flush(_survey(task), _key_file())
    _mix(task)
    sweep(PendingResponse)


def _mix(task: Task) -> None:
    """What stands in the order of answering is mixed up, in a transaction that touches no answer."""
    with task.writing():
        mixed = [filler(UUID(task.payload["survey"])) for filler in slots.fillers(FLUSHED)]
    if models := [model for model in mixed if model is not None]:
        sweep(*models)


@job("surveys.close")
def close(task: Task) -> None:
    """After closing: empty the buffer, then count and release, in transactions of their own."""
    with task.writing():
        buffer.flush(_survey(task), _key_file(), closing=True)
    _mix(task)
    _settle(task, final=True)
    survey = _survey(task)
    counted = tallies.count(survey)
    with task.writing():
        surveys.release(survey, counted)
    _sweep(task)


@job("surveys.release")
def release(task: Task) -> None:
    """Release what there is of a survey that runs on; its buffer is emptied as far as it may be."""
    with task.writing():
        buffer.flush(_survey(task), _key_file())
    _mix(task)
    _settle(task, final=False)
    survey = _survey(task)
    counted = tallies.count(survey)
    with task.writing():
        surveys.release_running(survey, counted)
    _sweep(task)


def _sweep(task: Task) -> None:
    """Rows were written anew so that nothing tells when they came: then nothing may be left of the old ones either."""
    if _survey(task).mode == ANONYMOUS:
        sweep(PendingResponse, SeenSubmission, Response, Answer, AnswerText, Omission)


def _settle(task: Task, *, final: bool) -> None:
    """Let the release that follows count what it may, so many answers at a time."""
    if _survey(task).mode == IDENTIFIED:
        return
    left = 1
    while left:
        with task.writing():
            left = settling.settle(_survey(task), final=final)


@jobs.each_round
def look_around() -> None:
    """Once a minute: full batches, surveys whose last day has passed, marks and saved answers that are too old."""
    for organisation_id, survey_id, _ in buffer.waiting_surveys():
        jobs.add("surveys.flush", organisation_id=organisation_id, key=f"flush:{survey_id}", survey=survey_id.hex)
    today = now().date()
    buffer.forget_seen(today)
    underway.forget_old(now())
    # Pages that were opened on the last day are taken for a while: what is counted at the end includes them.
    over = (now() - GRACE).date()
    for survey in db.session.scalars(select(Survey).where(Survey.closed_at.is_(None), Survey.closes_on < over)):
        if not is_open(closes_on=survey.closes_on, closed_at=survey.closed_at, today=over):
            with inside(survey.organisation_id):
                surveys.close(survey)
