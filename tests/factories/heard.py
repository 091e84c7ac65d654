"""What people said, as a run of the analysis leaves it: comments, mentions and themes, without reading any text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import update

from feedback.db import db, now
from feedback.evidence.models import Evidence
from feedback.insights.actions import runs
from feedback.insights.models import Comment, Mention, MentionTheme, Run, Theme
from feedback.insights.queries import tallying, themes
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import AnswerText, Response
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered

SCORES = {"neg": -0.6, "neu": 0.0, "pos": 0.6}


def theme(of: Member, code: str = "waiting", source: str = "codebook", **values: Any) -> UUID:
    """A theme the organisation knows, by its id; the same code again is the same theme."""

    def add() -> UUID:
        if (known := themes.with_code(code)) is not None:
            return known.id
        names = {"es": code.title(), "en": code.title()}
        row = Theme(**{"code": code, "names": names, "source": source, **values})
        db.session.add(row)
        db.session.flush()
        return row.id

    made: UUID = of.do(add)
    return made


def heard(
    of: Member,
    group: str = "customers",
    theme_code: str = "waiting",
    feeling: str = "neg",
    stage: str | None = "visit",
    n: int = 3,
    text: str = "We waited far too long here.",
) -> list[UUID]:
    """`n` people of the group who said the text about the theme, in evidence; the ids of their mentions."""
    theme_id = theme(of, theme_code)

    def add() -> list[UUID]:
        group_id = stakeholders.group_named(group).id
        stage_id = journeys.stage_named(stage).id if stage else None
        rows = [
            Evidence(kind="review", source="Reviews", group_id=group_id, stage_id=stage_id, text=text, lang="en")
            for _ in range(n)
        ]
        db.session.add_all(rows)
        db.session.flush()
        place = {"group_id": group_id, "stage_id": stage_id}
        return [_mention(theme_id, feeling, text, evidence_id=row.id, **place) for row in rows]

    made: list[UUID] = of.do(add)
    return made


def _mention(theme_id: UUID, feeling: str, text: str, **source: Any) -> UUID:
    comment = Comment(
        lang="en", sentiment=feeling, score=SCORES[feeling], non_answer=False, theme_id=theme_id, **source
    )
    mention = Mention(start=0, end=len(text), sentiment=feeling, score=SCORES[feeling])
    comment.mentions = [mention]
    db.session.add(comment)
    db.session.flush()
    db.session.add(MentionTheme(mention_id=mention.id, theme_id=theme_id, strength=1.0))
    db.session.flush()
    return mention.id


def answered_about(
    survey: Opened,
    group: str,
    n: int,
    theme_code: str = "waiting",
    feeling: str = "neg",
    text: str = "We waited far too long here.",
) -> list[UUID]:
    """`n` answers to the survey's question `text` that speak of the theme; the ids of the responses.

    Of a protected survey they are those that its first release counts: only such are ever analysed.
    """
    theme_id = theme(survey.of, theme_code)
    responses = answered(survey, group, n, text={"text": text})
    if survey.mode != "identified":
        survey.of.do(_first_release_counts, responses)
    question_id, stage_id = survey.questions["text"]

    def add() -> None:
        for response_id in responses:
            _mention(
                theme_id,
                feeling,
                text,
                response_id=response_id,
                question_id=question_id,
                position=0,
                group_id=survey.groups[group],
                stage_id=stage_id,
                survey_id=survey.id,
                wave_id=survey.wave_id,
            )

    survey.of.do(add)
    return responses


def _first_release_counts(responses: list[UUID]) -> None:
    db.session.execute(update(Response).where(Response.id.in_(responses)).values(counted_in=1))
    db.session.execute(update(AnswerText).where(AnswerText.response_id.in_(responses)).values(counted_in=1))


def counted(of: Member) -> UUID:
    """A finished run over what was said so far, by its id: figures stand, nobody above has heard of it yet."""

    def add() -> UUID:
        row = Run(state="done", parameters={}, seed=0, finished_at=now())
        db.session.add(row)
        runs.write_tally(tallying.counted())
        db.session.flush()
        return row.id

    made: UUID = of.do(add)
    return made


def forget(of: Member, group: str, theme_code: str) -> None:
    """Take back all evidence of a group about a theme, and count again."""

    def remove() -> None:
        wanted = db.select(Evidence).join(Comment, Comment.evidence_id == Evidence.id)
        theme_id = themes.theme_named(theme_code).id
        group_id = stakeholders.group_named(group).id
        for row in db.session.scalars(wanted.where(Comment.theme_id == theme_id, Comment.group_id == group_id)):
            db.session.delete(row)

    of.do(remove)
    counted(of)
