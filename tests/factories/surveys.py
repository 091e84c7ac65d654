"""Questionnaires, surveys and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from feedback import jobs
from feedback.db import db, find, now
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.actions import questionnaires, surveys, tallies
from feedback.surveys.models import Answer, AnswerText, Omission, Question, Response, Wave
from feedback.surveys.queries import questionnaires as drafts
from feedback.surveys.queries import surveys as launched
from feedback.surveys.reading import read
from tests.factories.people import Member
from tests.installation import fresh_id, repeated

OPTIONS = [{"code": code, "text": {"es": code.upper(), "en": code}} for code in ("a", "b", "c")]


def asked(code: str, kind: str, stage: str | None = None, **parts: Any) -> dict[str, Any]:
    """One question as JSON values, complete in Spanish and English; choice kinds get the options a, b and c."""
    question = {"id": str(fresh_id()), "code": code, "kind": kind, "text": {"es": f"¿{code}?", "en": f"{code}?"}}
    choices = OPTIONS if kind in ("single", "multi") else []
    return {**question, "stage": stage, "choices": choices, **parts}


def standard(stage: str | None = "visit") -> list[dict[str, Any]]:
    """Recommendation about the whole; satisfaction, one choice and a text about one stage."""
    return [
        asked("nps", "nps"),
        asked("csat", "csat", stage),
        asked("single", "single", stage),
        asked("text", "longtext", stage),
    ]


def document(*questions: dict[str, Any], title: str = "Your visit") -> Any:
    """A questionnaire in Spanish and English with one section."""
    section = {"id": str(fresh_id()), "title": {}, "questions": list(questions)}
    texts = {"es": f"{title} (es)", "en": title}
    return read({"title": texts, "languages": ["es", "en"], "base_language": "es", "sections": [section]})


@repeated
def questionnaire(of: Member, *questions: dict[str, Any], title: str = "Your visit") -> str:
    """A draft, by its code; the standard questions at stage `visit` unless others are given."""
    draft = document(*(questions or standard()), title=title)
    code: str = of.do(lambda: questionnaires.create_from(document=draft).code)
    return code


@repeated
def published(of: Member, *questions: dict[str, Any], title: str = "Your visit") -> str:
    """A published questionnaire, by its code."""
    code = questionnaire(of, *questions, title=title)
    of.do(lambda: questionnaires.publish(questionnaire=drafts.questionnaire(code)).id)
    return code


@dataclass(frozen=True)
class Opened:
    """A survey by what tests need of it; `questions` are rows by the code of the question."""

    of: Member
    id: UUID
    code: str
    wave_id: UUID
    stage_id: UUID | None
    mode: str
    groups: Mapping[str, UUID]
    questions: Mapping[str, tuple[UUID, UUID | None]]


@repeated
def opened(of: Member, questionnaire: str, groups: Sequence[str], stage: str | None = None, **values: Any) -> Opened:
    """The questionnaire opened to these groups; other `values` are those of `open_survey`."""

    def act() -> str:
        return surveys.open_survey(
            questionnaire=drafts.questionnaire(questionnaire),
            groups=[stakeholders.group_named(code) for code in groups],
            stage=journeys.stage_named(stage) if stage else None,
            **values,
        ).code

    return reread(of, of.do(act))


def reread(of: Member, code: str) -> Opened:
    """The survey as the database has it now."""
    with of.at_work():
        row = launched.survey(code)
        codes = {group.id: group.code for group in stakeholders.groups(include_archived=True)}
        groups = {codes[one.group_id]: one.group_id for one in row.groups}
        rows = db.session.execute(
            db.select(Question.code, Question.id, Question.stage_id).where(Question.version_id == row.version_id)
        )
        questions = {name: (question_id, stage_id) for name, question_id, stage_id in rows}
        return Opened(of, row.id, row.code, row.wave_id, row.stage_id, row.mode, groups, questions)


def answered(survey: Opened, group: str, n: int, at: datetime | None = None, /, **given: Any) -> list[UUID]:
    """Stores `n` responses that all say the same, by question code: a number, a choice, a list of choices, or text.

    Text is given as {"text": "…"}, rows as {"parts": {row: number or choice}}, a question that was left as
    {"omitted": "skipped"} or {"omitted": "not_applicable"}. Of an anonymous survey they are stored as the buffer
    stores them.
    """
    responses = [uuid4() for _ in range(n)]
    survey.of.do(_insert, survey, group, responses, at or now(), given)
    return responses


def _insert(survey: Opened, group: str, responses: list[UUID], at: datetime, given: Mapping[str, Any]) -> None:
    same = {"organisation_id": survey.of.organisation_id, "group_id": survey.groups[group], "wave_id": survey.wave_id}
    anonymous = survey.mode == "anonymous"
    rows = [
        {**same, "id": one, "survey_id": survey.id, "answered_at": None if anonymous else at, "lang": "es"}
        for one in responses
    ]
    db.session.execute(insert(Response.__table__), rows)
    answers = [{**same, "response_id": one, **cell} for one in responses for cell in _answers(survey, given)]
    texts = [{**same, "response_id": one, **cell} for one in responses for cell in _texts(survey, given)]
    left = [{**same, "response_id": one, **cell} for one in responses for cell in _omissions(survey, given)]
    for model, cells in ((Answer, answers), (AnswerText, texts), (Omission, left)):
        if cells:
            db.session.execute(insert(model.__table__), cells)


def _answers(survey: Opened, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {**_where(survey, code), "position": position, "part": part, "number": number, "choice": choice}
        for code, value in given.items()
        for position, (part, number, choice) in enumerate(_values(value))
    ]


def _values(value: Any) -> list[tuple[str, float | None, str | None]]:
    if isinstance(value, dict) and "parts" in value:
        return [(part, *cell[1:]) for part, one in value["parts"].items() for cell in _values(one)]
    if isinstance(value, dict):
        return [] if "omitted" in value else [("", None, None)]
    if isinstance(value, list):
        return [("", None, choice) for choice in value]
    return [("", None, value)] if isinstance(value, str) else [("", float(value), None)]


def _texts(survey: Opened, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    written = {code: value for code, value in given.items() if isinstance(value, dict) and "text" in value}
    return [{**_where(survey, code), "position": 0, "text": value["text"]} for code, value in written.items()]


def _omissions(survey: Opened, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    left = {code: value for code, value in given.items() if isinstance(value, dict) and "omitted" in value}
    return [{"question_id": survey.questions[code][0], "state": value["omitted"]} for code, value in left.items()]


def _where(survey: Opened, code: str) -> dict[str, Any]:
    question_id, stage_id = survey.questions[code]
    return {"question_id": question_id, "stage_id": stage_id or survey.stage_id}


def wave(of: Member, code: str) -> Wave:
    """A round of its own, of the month its code names."""
    first = date.fromisoformat(f"{code}-01")
    wave_id = of.do(lambda: surveys.make_wave(code=code, name={"es": code, "en": code}, starts_on=first).id)
    with of.at_work():
        return find(Wave, wave_id)


def counted(survey: Opened) -> None:
    """Bring the tallies of an identified survey up to its answers, as the job does."""
    survey.of.do(lambda: tallies.retally(launched.survey(survey.code)))


def closed(survey: Opened) -> None:
    """Close the survey and do the work that follows: counting and releasing."""
    survey.of.do(lambda: surveys.close(launched.survey(survey.code)))
    jobs.work_off(survey.of.app)
