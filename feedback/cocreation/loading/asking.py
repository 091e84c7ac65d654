"""The rounds of asking: questionnaires, surveys opened and closed, and everybody's answers, stored as from the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import current_app

from feedback.cocreation import actions as cocreation
from feedback.cocreation.loading import dating
from feedback.cocreation.loading.content import Content, Record
from feedback.cocreation.queries import cycles
from feedback.db import Write, db, everywhere
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.actions import answering, questionnaires, surveys, tallies
from feedback.surveys.actions.answering import Filled
from feedback.surveys.answering import parse_answers
from feedback.surveys.models import Survey, Wave
from feedback.surveys.queries import links
from feedback.surveys.queries import questionnaires as drafts
from feedback.surveys.queries import surveys as queries
from feedback.surveys.queries.links import Edition, OpenLink
from feedback.surveys.reading import read
from feedback.surveys.rules import IDENTIFIED
from feedback.surveys.submissions import Submission

STANDING = {"es": "Siempre abierta", "en": "Always open"}
"""The round of surveys that stay open for groups whose last round was closed to show its results."""
Codes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Round:
    """One round of asking: its wave, and the survey of each questionnaire, by code."""

    number: int
    surveys: Codes


def design(content: Content) -> Codes:
    """Every questionnaire, published; the file's code -> its code here."""
    made = {}
    for code, document in content.questionnaires.items():
        row = questionnaires.create_from(document=read(document))
        questionnaires.publish(questionnaire=row)
        made[code] = row.code
    return made


def open_round(content: Content, designed: Codes, number: int) -> Round:
    """Open every questionnaire to its group in this wave, in the mode that is usual for the group."""
    wave = _wave(content, number)
    opened = {code: _open(content, code, designed[code], wave) for code in content.questionnaires}
    return Round(number, opened)


def _wave(content: Content, number: int) -> Wave:
    [planned] = [one for one in content.organisation["waves"] if one["number"] == number]
    starts_on = content.day(planned["starts_on"])
    assert starts_on is not None, "a wave begins"
    wave = surveys.make_wave(code=f"{starts_on:%Y-%m}", name=planned["name"], starts_on=starts_on)
    cycle = cycles.current()
    if cycle is not None and starts_on >= cycle.starts_on:
        cocreation.add_wave(cycle, wave.id)
    return wave


def _open(content: Content, code: str, designed: str, wave: Wave) -> str:
    group = stakeholders.group_named(content.questionnaires[code]["group"])
    row = drafts.questionnaire(designed)
    return surveys.open_survey(questionnaire=row, groups=[group], wave=wave).code


def answer(content: Content, opened: Round) -> None:
    """Store the answers of a round: identified ones as rows, anonymous ones in the sealed buffer."""
    for code, survey_code in opened.surveys.items():
        given = [one for one in content.responses if one["questionnaire"] == code and one["wave"] == opened.number]
        _answer(content, survey_code, given)


def _answer(content: Content, survey_code: str, given: Iterable[Record]) -> None:
    group = stakeholders.group(queries.survey(survey_code).groups[0].group_id)
    with everywhere():
        link = links.open_link(survey_code, group.code)
    assert link is not None, "it was opened just now"
    edition = links.edition(link.version_id)
    for one in given:
        _keep(content, link, _filled(edition, one), one)
    if link.mode == IDENTIFIED:
        tallies.retally(queries.survey(survey_code))


def _filled(edition: Edition, one: Record) -> Filled:
    form = {field: _sent(value) for field, value in one["answers"].items()}
    answers, errors = parse_answers(list(edition.document.questions()), form)
    assert not errors, "every answer of the example is one its question takes"
    return Filled(answers, edition.asked, None, one["lang"])


def _sent(value: object) -> list[str]:
    """A value as a form sends it."""
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def _keep(content: Content, link: OpenLink, filled: Filled, one: Record) -> None:
    config = current_app.config["FEEDBACK"]
    key, submission = str(config.secret_key).encode(), Submission(uuid4(), None)
    if not filled.answers:
        return
    write = Write(db.session.connection())
    if link.anonymous:
        answering.keep_anonymous(write, link, filled, submission, key, config.buffer_key_file, content.ago(0))
    else:
        answering.keep_identified(write, link, filled, submission, key, content.ago(one["days_ago"]))


def close_all(_: Content, opened: Round) -> None:
    """End every survey of a round; jobs count and release it."""
    for code in opened.surveys.values():
        surveys.close(queries.survey(code))


def close_protected(_: Content, opened: Round) -> None:
    """End the surveys whose results appear only then; those of customers go on."""
    for code in opened.surveys.values():
        if (row := queries.survey(code)).mode != IDENTIFIED:
            surveys.close(row)


def open_standing(content: Content, designed: Codes) -> None:
    """Open again what was closed, so that everybody has a link that works."""
    starts_on = content.today
    wave = surveys.make_wave(code="open", name=STANDING, starts_on=starts_on)
    for code in content.questionnaires:
        if not _is_open(drafts.questionnaire(designed[code]).id):
            _open(content, code, designed[code], wave)


def _is_open(questionnaire_id: UUID) -> bool:
    return any(row.closed_at is None for row in queries.surveys_of(questionnaire_id))


def date(content: Content, opened: Round) -> None:
    """Let the surveys of a round have begun and ended when their wave did."""
    [planned] = [one for one in content.organisation["waves"] if one["number"] == opened.number]
    begun, ended = content.moment(planned["starts_on"]), content.moment(planned["ends_on"])
    for code in opened.surveys.values():
        row: Survey = queries.survey(code)
        dating.survey(row, opened_at=begun, closed_at=ended if row.closed_at else None)
