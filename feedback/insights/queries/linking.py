"""What a claim can be linked to: candidates at its stage, and what its links say in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.evidence.rules import RATING
from feedback.insights.models import ClaimSupport, Theme
from feedback.insights.queries import figures
from feedback.insights.queries import themes as theme_queries
from feedback.insights.queries.supports import KINDS, Linked
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.voices import Voices
from feedback.journeys import queries as journeys
from feedback.journeys.queries.claims import Element
from feedback.surveys.checks_of_claims import CLAIM_CHECK
from feedback.surveys.document import Question as Asked
from feedback.surveys.models import Question, QuestionnaireVersion, Survey
from feedback.surveys.queries.verdicts import two_sided
from feedback.surveys.reading import loads
from feedback.workshops.models import NoteCluster, WorkshopNote

MOST = 20
"""Candidates of one kind that are offered at once; words narrow them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a claim can be linked to, in words: one text, or one by language."""

    kind: str
    id: UUID
    text: str | Mapping[str, str]
    source: str | Mapping[str, str] = ""
    code: str = ""
    """Of a theme its code, of a question the code of a survey that asks it: where its page is."""


def support(claim_id: UUID, kind: str, target: UUID) -> ClaimSupport | None:
    """The link of a claim to this very thing."""
    if kind not in KINDS:
        return None
    column = getattr(ClaimSupport, f"{kind}_id")
    return db.session.scalar(select(ClaimSupport).where(ClaimSupport.claim_id == claim_id, column == target))


def has_two_sides(question: Question) -> bool:
    """Whether its answers say that something is so or is not so, of what people lived themselves."""
    return (question.kind == "yesno" or question.construct == CLAIM_CHECK) and not question.predicts


def question_name(claim_id: UUID) -> str:
    """What the question that checks a claim is called in the draft it is made in; its identity follows from it."""
    return f"claim-{claim_id}"


def questions_by_identity(version_id: UUID) -> dict[UUID, UUID]:
    rows = db.session.execute(select(Question.identity, Question.id).where(Question.version_id == version_id))
    return {identity: row_id for identity, row_id in rows}


# --- candidates -----------------------------------------------------------------------------------


def candidates(element: Element, words: str, known: Voices | None = None) -> list[Candidate]:
    """Themes raised where the claim is about, questions with two sides asked there, evidence and notes from there."""
    wanted = words.split()[:6]
    codes = _stage_code(element.stage_id)
    return [
        *_themes(element, wanted, known),
        *_questions(element.stage_id, wanted),
        *_evidence(element, wanted),
        *_clusters(codes, wanted),
        *_notes(codes, wanted),
    ]


def _themes(element: Element, words: Sequence[str], known: Voices | None) -> list[Candidate]:
    said = known or figures.voices()
    place: Place = element.stage_id or EVERYWHERE
    heard = {
        theme for theme, where, group in said.cells if theme and where == place and _may_say(said, theme, place, group)
    }
    rows = [row for theme_id, row in theme_queries.counting().items() if theme_id in heard]
    fitting = [row for row in rows if _fits(" ".join(row.names.values()), words)]
    return [Candidate("theme", row.id, row.names, code=row.code) for row in sorted(fitting, key=_code)][:MOST]


def _code(theme: Theme) -> str:
    return theme.code


def _may_say(said: Voices, theme: UUID, place: Place, group: UUID) -> bool:
    """Only themes somebody may be seen to have raised there are offered: a name alone tells that it was raised."""
    found = said.said(theme, place, group)
    return not found.mostly_held and found.raised.people > 0


def _questions(stage_id: UUID | None, words: Sequence[str]) -> list[Candidate]:
    rows = list(db.session.scalars(two_sided(stage_id).order_by(Question.version_id, Question.position)))
    texts, surveys = _asked({row.version_id for row in rows}), _surveys({row.version_id for row in rows})
    latest = {row.identity: row for row in rows}
    made = []
    for row in latest.values():
        question, title = texts[row.version_id][str(row.identity)]
        if _fits(" ".join(question.text.by_language.values()), words):
            made.append(
                Candidate("question", row.id, question.text.by_language, title, surveys.get(row.version_id, ""))
            )
    return made[:MOST]


def _asked(version_ids: Collection[UUID]) -> dict[UUID, dict[str, tuple[Asked, Mapping[str, str]]]]:
    rows = db.session.execute(
        select(QuestionnaireVersion.id, QuestionnaireVersion.document).where(QuestionnaireVersion.id.in_(version_ids))
    )
    found = {}
    for version_id, raw in rows:
        document = loads(raw)
        found[version_id] = {one.id: (one, document.title.by_language) for one in document.questions()}
    return found


def _surveys(version_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = db.session.execute(select(Survey.version_id, Survey.code).where(Survey.version_id.in_(version_ids)))
    return {version_id: code for version_id, code in rows}


def _evidence(element: Element, words: Sequence[str]) -> list[Candidate]:
    wanted = select(Evidence).where(Evidence.kind != RATING)
    if element.stage_id is not None:
        wanted = wanted.where(Evidence.stage_id == element.stage_id)
    if element.group_id is not None:
        wanted = wanted.where(Evidence.group_id == element.group_id)
    newest = wanted.where(*_with(Evidence.text, words)).order_by(Evidence.created_at.desc(), Evidence.id).limit(MOST)
    return [Candidate("evidence", row.id, row.text, row.source) for row in db.session.scalars(newest)]


def _stage_code(stage_id: UUID | None) -> str | None:
    return journeys.stage(stage_id).code if stage_id else None


def _clusters(stage: str | None, words: Sequence[str]) -> list[Candidate]:
    if stage is None:
        return []
    wanted = select(NoteCluster).where(NoteCluster.stage_code == stage, *_with(NoteCluster.title, words))
    return [Candidate("cluster", row.id, row.title) for row in db.session.scalars(wanted.limit(MOST))]


def _notes(stage: str | None, words: Sequence[str]) -> list[Candidate]:
    if stage is None:
        return []
    wanted = select(WorkshopNote).where(WorkshopNote.stage_code == stage, WorkshopNote.cluster_id.is_(None))
    newest = wanted.where(*_with(WorkshopNote.text, words)).order_by(WorkshopNote.written_at.desc(), WorkshopNote.id)
    return [Candidate("note", row.id, row.text, row.source) for row in db.session.scalars(newest.limit(MOST))]


def _with(column: Any, words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [func.lower(column).contains(word.lower(), autoescape=True) for word in words]


def _fits(text: str, words: Sequence[str]) -> bool:
    return all(word.lower() in text.lower() for word in words)


# --- what links say -------------------------------------------------------------------------------


def in_words(links: Sequence[Linked]) -> dict[UUID, Candidate]:
    """Link -> what it points at, in words; five reads at most."""
    ids = {kind: [one for link in links if (one := getattr(link.row, f"{kind}_id"))] for kind in KINDS}
    found: dict[UUID, Candidate] = {}
    for row in _rows(Evidence, ids["evidence"]):
        found[row.id] = Candidate("evidence", row.id, row.text, row.source)
    for row in _rows(Theme, ids["theme"]):
        found[row.id] = Candidate("theme", row.id, row.names, code=row.code)
    for row in _rows(WorkshopNote, ids["note"]):
        found[row.id] = Candidate("note", row.id, row.text, row.source, str(row.workshop_id))
    for row in _rows(NoteCluster, ids["cluster"]):
        found[row.id] = Candidate("cluster", row.id, row.title, code=str(row.workshop_id))
    found |= {one.id: one for one in _linked_questions(ids["question"])}
    return {link.row.id: found[target] for link in links if (target := getattr(link.row, f"{link.kind}_id")) in found}


def _linked_questions(ids: Sequence[UUID]) -> list[Candidate]:
    rows = _rows(Question, ids)
    texts, surveys = _asked({row.version_id for row in rows}), _surveys({row.version_id for row in rows})
    made = []
    for row in rows:
        question, title = texts[row.version_id][str(row.identity)]
        made.append(Candidate("question", row.id, question.text.by_language, title, surveys.get(row.version_id, "")))
    return made


def _rows(model: Any, ids: Sequence[UUID]) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.id.in_(ids)))) if ids else []
