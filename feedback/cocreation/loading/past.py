"""The cycle before this one: closed with the figures of its round, as they were."""

from __future__ import annotations

from dataclasses import replace

from feedback.cocreation import actions
from feedback.cocreation.loading import dating
from feedback.cocreation.loading.content import Content, Record
from feedback.cocreation.loading.people import members, owner
from feedback.cocreation.models import Cycle
from feedback.cocreation.queries.taking_part import taking_part
from feedback.db import db
from feedback.reports.document import Document
from feedback.reports.queries import documents
from feedback.surveys.queries import surveys

FILES_LATER = 60.0
"""Seconds until its files are made: whoever loads the example does not wait for them."""


def close(content: Content) -> None:
    """Close the cycles that are over, once the answers of their round are counted."""
    report = documents.document()
    for one in content.cycles:
        _close(content, one, report)


def _close(content: Content, one: Record, report: Document) -> None:
    closed_at = content.moment(one["closed_on"])
    row = _begun(content, one)
    then = replace(report, source=replace(report.source, made_at=closed_at))
    areas = [part.kept() for part in taking_part(row.starts_on)]
    learned = content.own(one["learned"])
    actions.close_cycle(row, report=then, areas=areas, learned=learned, files_in=FILES_LATER, by=owner())
    dating.cycle(row, closed_at)


def _begun(content: Content, one: Record) -> Cycle:
    starts_on = content.day(one["starts_on"])
    assert starts_on is not None, "a cycle begins"
    sponsor = next(person for person in content.organisation["members"] if person["email"] == one["sponsor"])
    named = {"sponsor": sponsor["name"], "sponsor_id": members()[one["sponsor"]]}
    row = Cycle(name=one["name"], goal=one["goal"], starts_on=starts_on, **named)
    db.session.add(row)
    db.session.flush()
    closed_on = content.day(one["closed_on"])
    for wave in surveys.waves():
        if closed_on and starts_on <= wave.starts_on < closed_on:
            actions.add_wave(row, wave.id)
    return row
