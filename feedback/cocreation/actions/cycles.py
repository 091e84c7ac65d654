"""Beginning, changing and closing cycles; what a closed one keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from feedback import jobs
from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.cocreation.models import Cycle, CyclePaper, CycleReport, CycleWave
from feedback.cocreation.queries import cycles as queries
from feedback.db import Texts, db, here, now
from feedback.errors import message
from feedback.names import lines, one_line, refusal, texts_of
from feedback.permissions import PERMISSIONS, Access, Permission, Role
from feedback.reports.document import Document
from feedback.reports.keeping import kept

LONGEST_GOAL = 500
LONGEST_SPONSOR = 120
LONGEST_LEARNED = 2000
PAPERS = "cocreation.papers"


def save_cycle(
    *,
    name: Texts,
    goal: Texts,
    sponsor: str,
    starts_on: date | None,
    sponsor_id: UUID | None = None,
    closes_on: date | None = None,
    by: Access | None = None,
) -> Cycle:
    """Change the current cycle, or begin one where there is none. Invalid at the field that is missing or too long."""
    cycle = queries.current() or Cycle()
    cycle.name = texts_of("name", name)
    cycle.goal = texts_of("goal", goal, most=LONGEST_GOAL, required=False)
    cycle.sponsor, cycle.sponsor_id = _sponsor(sponsor, sponsor_id)
    cycle.starts_on, cycle.closes_on = _days(starts_on, closes_on)
    fresh = cycle.created_at is None
    db.session.add(cycle)
    db.session.flush()
    record(by, "cycle.begun" if fresh else "cycle.changed", str(cycle.id))
    return cycle


def _sponsor(text: str, user_id: UUID | None) -> tuple[str, UUID | None]:
    """The name as everybody reads it, and the account: of somebody who may decide, or of nobody."""
    name = one_line(text)
    if len(name) > LONGEST_SPONSOR:
        raise refusal("sponsor", message("At most %(most)s characters.", most=LONGEST_SPONSOR))
    if user_id is None:
        return name, None
    deciding = {one.user_id: one.user.name for one in accounts.members() if _decides(one.role)}
    if user_id not in deciding:
        raise refusal("sponsor_id", message("Choose somebody who may decide in this organisation."))
    return name or deciding[user_id], user_id


def _decides(role: str) -> bool:
    return Permission.DECIDE in PERMISSIONS[Role(role)]


def _days(starts_on: date | None, closes_on: date | None) -> tuple[date, date | None]:
    if starts_on is None:
        raise refusal("starts_on", message("Write the day it begins."))
    if closes_on is not None and closes_on < starts_on:
        raise refusal("closes_on", message("It would end before it begins: choose a later day."))
    return starts_on, closes_on


def close_cycle(
    cycle: Cycle,
    *,
    report: Document | None = None,
    areas: Sequence[Mapping[str, Any]] = (),
    learned: str = "",
    files_in: float = 0.0,
    by: Access | None = None,
) -> Cycle:
    """End a cycle and keep its report as it is now; its files follow. Doing it twice changes nothing. Invalid.

    `areas`: what took part, as `queries.taking_part` says it; `files_in`: seconds until the files are made. Without a
    report only the dates are kept.
    """
    words = lines(learned)
    if len(words) > LONGEST_LEARNED:
        raise refusal("learned", message("At most %(most)s characters.", most=LONGEST_LEARNED))
    if cycle.closed_at is None:
        cycle.closed_at = now()
        if report is not None:
            _keep(cycle, report, areas, words, files_in)
        record(by, "cycle.closed", str(cycle.id))
    return cycle


def _keep(cycle: Cycle, report: Document, areas: Sequence[Mapping[str, Any]], learned: str, files_in: float) -> None:
    run_id = UUID(report.source.run) if report.source.run else None
    given = {"document": kept(report), "areas": [dict(one) for one in areas], "learned": learned}
    db.session.add(CycleReport(cycle_id=cycle.id, run_id=run_id, **given))
    jobs.add(PAPERS, organisation_id=here(), key=f"{PAPERS}:{cycle.id}", delay=files_in, cycle=str(cycle.id))


def keep_papers(cycle_id: UUID, language: str, files: Mapping[str, bytes]) -> None:
    """The report of a closed cycle as files in one language; those that are there already stay."""
    there = {kind for lang, kind in queries.papers(cycle_id) if lang == language}
    for kind, body in files.items():
        if kind not in there:
            db.session.add(CyclePaper(cycle_id=cycle_id, lang=language, kind=kind, body=body))
    db.session.flush()


def add_wave(cycle: Cycle, wave_id: UUID) -> None:
    """Let a round of asking belong to the cycle; doing it twice changes nothing."""
    if wave_id not in queries.waves_of(cycle.id):
        db.session.add(CycleWave(cycle_id=cycle.id, wave_id=wave_id))
        db.session.flush()
