"""Questionnaires and their immutable versions, surveys, responses, and the buffer of anonymous answers.

A response to an anonymous survey has nothing that leads to a person, an address, a time or an order:
its id is random, its table is stored in the order of that id, and its rows are written in batches
that touch nothing else. `PendingResponse` holds sealed answers until there are enough for a batch.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.db import Base, Owned, OwnedThing, Texts, now, owned_reference, owned_table
from feedback.surveys.freezing import freeze

MODES = ("identified", "confidential", "anonymous")
_GIVEN: dict[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("contact_id IS NOT NULL"))
_LONG: dict[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("content_mac IS NOT NULL"))
_MARKED: dict[str, Any] = dict.fromkeys(("sqlite_where", "postgresql_where"), text("marks <> ''"))


class Questionnaire(OwnedThing, Base):
    """Questions for a stage or several; the draft is one document, edited with a revision number."""

    __tablename__ = "questionnaire"

    code: Mapped[str] = mapped_column(unique=True)
    """Slug of the title and six random characters; unique in the installation."""
    draft: Mapped[str] = mapped_column(Text)
    """Canonical JSON of `feedback.surveys.document`."""
    revision: Mapped[int] = mapped_column(default=1)
    source_hash: Mapped[str | None] = mapped_column(index=True)
    """SHA-256 of the file it was imported from."""
    report: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """What the import could not take over, by question: {"question", "construct", "what"}."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None]
    versions: Mapped[list[QuestionnaireVersion]] = relationship(
        back_populates="questionnaire", order_by="QuestionnaireVersion.number"
    )


class QuestionnaireRevision(OwnedThing, Base):
    """A draft as it stood before a change: what undo brings back."""

    __tablename__ = "questionnaire_revision"
    __table_args__ = owned_table(
        UniqueConstraint("questionnaire_id", "revision"), owned_reference("questionnaire_id", "questionnaire")
    )

    questionnaire_id: Mapped[UUID]
    revision: Mapped[int]
    draft: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(default=now)


class QuestionnaireVersion(OwnedThing, Base):
    """A published document. It never changes; a change makes the next version."""

    __tablename__ = "questionnaire_version"
    __table_args__ = owned_table(
        UniqueConstraint("questionnaire_id", "number"), owned_reference("questionnaire_id", "questionnaire")
    )

    questionnaire_id: Mapped[UUID]
    number: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str]
    comparability: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Question id -> the author's word on whether its answers stand in one series with those of the version before,
    where it differs from what comparing the two documents says."""
    published_at: Mapped[datetime] = mapped_column(default=now)
    questionnaire: Mapped[Questionnaire] = relationship(back_populates="versions")
    questions: Mapped[list[Question]] = relationship(viewonly=True, order_by="Question.position")


class Question(OwnedThing, Base):
    """A question of a published version; `identity` is the same in every version that kept it."""

    __tablename__ = "question"
    __table_args__ = owned_table(
        UniqueConstraint("version_id", "identity"),
        owned_reference("version_id", "questionnaire_version"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
    )

    version_id: Mapped[UUID]
    identity: Mapped[UUID] = mapped_column(index=True)
    code: Mapped[str]
    field: Mapped[str]
    kind: Mapped[str]
    stage_id: Mapped[UUID | None]
    predicts: Mapped[bool] = mapped_column(default=False)
    """It asks insiders how they think the customer would answer."""
    construct: Mapped[str | None]
    position: Mapped[int]


class Wave(OwnedThing, Base):
    """One round of asking."""

    __tablename__ = "wave"
    __table_args__ = owned_table(UniqueConstraint("organisation_id", "code"))

    code: Mapped[str]
    name: Mapped[Texts]
    starts_on: Mapped[date]


class Survey(OwnedThing, Base):
    """A version opened to groups, at one stage or all, for a wave. Mode and thresholds froze at launch."""

    __tablename__ = "survey"
    __table_args__ = owned_table(
        CheckConstraint("mode IN ('identified', 'confidential', 'anonymous')", name="mode"),
        CheckConstraint("mode = 'identified' OR (k_scores >= 5 AND k_comments >= 5)", name="thresholds"),
        owned_reference("version_id", "questionnaire_version", ondelete="RESTRICT"),
        owned_reference("wave_id", "wave", ondelete="RESTRICT"),
        owned_reference("stage_id", "stage", ondelete="RESTRICT"),
        owned_reference("release_id", "release", ondelete="RESTRICT"),
    )

    code: Mapped[str] = mapped_column(unique=True)
    """Part of its links; unique in the installation."""
    version_id: Mapped[UUID] = mapped_column(index=True)
    wave_id: Mapped[UUID]
    stage_id: Mapped[UUID | None]
    """The one stage it asks about; empty: every stage its questions name."""
    mode: Mapped[str]
    k_scores: Mapped[int]
    """Fewest people a figure may rest on, for members."""
    k_comments: Mapped[int]
    """Fewest people whose words may be shown."""
    receipts: Mapped[bool] = mapped_column(default=True)
    launch: Mapped[dict[str, Any]]
    """What was promised: mode, thresholds, who sees what; shown to respondents as it stands here."""
    opened_at: Mapped[datetime] = mapped_column(default=now)
    closes_on: Mapped[date | None]
    """The last day answers are taken."""
    closed_at: Mapped[datetime | None]
    release_id: Mapped[UUID | None]
    """The newest release of a protected survey: only what it shows exists. None before the first."""
    version: Mapped[QuestionnaireVersion] = relationship(viewonly=True)
    wave: Mapped[Wave] = relationship(viewonly=True)
    groups: Mapped[list[SurveyGroup]] = relationship(cascade="all, delete-orphan")
    embed_origins: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """Origins of pages that may show the form in a frame, such as "https://shop.example"."""


class SurveyGroup(Owned, Base):
    """A group that a survey is open to."""

    __tablename__ = "survey_group"
    __table_args__ = (
        owned_reference("survey_id", "survey"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
    )

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    people: Mapped[int] = mapped_column(default=0)
    """How many of the group answered, as of the survey's tallies; of a protected survey 0 until its release."""


class Response(Owned, Base):
    """What one person answered. Of an anonymous survey: no time, no language, no submission."""

    __tablename__ = "response"
    __table_args__ = owned_table(
        Index("ix_response_survey", "survey_id", "group_id"),
        Index("ix_response_contact", "contact_id", **_GIVEN),
        Index("ix_response_content", "survey_id", "content_mac", **_LONG),
        Index("ix_response_marks", "survey_id", "marks", **_MARKED),
        owned_reference("survey_id", "survey", ondelete="RESTRICT"),
        owned_reference("wave_id", "wave", ondelete="RESTRICT"),
        owned_reference("group_id", "stakeholder_group", ondelete="RESTRICT"),
        owned_reference("contact_id", "contact", ondelete="RESTRICT"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    survey_id: Mapped[UUID]
    wave_id: Mapped[UUID]
    group_id: Mapped[UUID]
    contact_id: Mapped[UUID | None]
    """Who answered, where a personal link was used; always empty in anonymous surveys."""
    answered_at: Mapped[datetime | None]
    lang: Mapped[str | None]
    seed: Mapped[int | None]
    """0 to 999: the order its questions stood in, where that is random."""
    seconds: Mapped[int | None]
    """From the page being made to the answer being kept, by our own clock; empty in anonymous surveys."""
    submission_mac: Mapped[str | None] = mapped_column(unique=True)
    """Keyed hash of the submission id; empty in anonymous surveys."""
    receipt_mac: Mapped[str | None] = mapped_column(unique=True)
    """Keyed hash of the receipt code, which only the respondent holds."""
    counted_in: Mapped[int] = mapped_column(server_default="0")
    """Of a protected survey the number of the release that first counted it; 0 before that, and of identified ones."""
    marks: Mapped[str] = mapped_column(default="", server_default="")
    """What makes it worth a second look, words separated by spaces: bot, fast, straight, twice. Never a reason to
    drop it."""
    content_mac: Mapped[str | None]
    """Keyed hash of everything that was said, where a long text is in it: how the same answer sent twice is noticed.
    Of identified surveys only."""


class Answer(Owned, Base):
    """One answer to one question: a number or a choice. Several choices are several rows."""

    __tablename__ = "answer"
    __table_args__ = (
        owned_reference("response_id", "response"),
        owned_reference("question_id", "question", ondelete="RESTRICT"),
        Index("ix_answer_question", "question_id", "group_id", "wave_id"),
        {"sqlite_with_rowid": False},
    )

    response_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    group_id: Mapped[UUID]
    wave_id: Mapped[UUID]
    stage_id: Mapped[UUID | None]
    """The question's stage, else the link's, else none."""
    part: Mapped[str] = mapped_column(default="", server_default="")
    """The row of a matrix, or the half of a pair, that is answered; '' for the question itself."""
    number: Mapped[float | None]
    choice: Mapped[str | None]


class AnswerText(Owned, Base):
    """What a person wrote, in an answer; the only place it is kept."""

    __tablename__ = "answer_text"
    __table_args__ = (
        owned_reference("response_id", "response"),
        owned_reference("question_id", "question", ondelete="RESTRICT"),
        Index("ix_answer_text_question", "question_id"),
        {"sqlite_with_rowid": False},
    )

    response_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    group_id: Mapped[UUID]
    wave_id: Mapped[UUID]
    stage_id: Mapped[UUID | None]
    part: Mapped[str] = mapped_column(default="", server_default="")
    text: Mapped[str] = mapped_column(Text)
    counted_in: Mapped[int] = mapped_column(server_default="0")
    """Of a protected survey the number of the release since which it is read; 0 before that, and of identified ones."""


class TextErasure(Owned, Base):
    """The texts of somebody who was erased, in a confidential survey where others read them already: they go later."""

    __tablename__ = "text_erasure"
    __table_args__ = (owned_reference("response_id", "response"), owned_reference("survey_id", "survey"))

    response_id: Mapped[UUID] = mapped_column(primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(index=True)


class Omission(Owned, Base):
    """A question that was shown and not answered. One that was not shown has neither an answer nor this."""

    __tablename__ = "omission"
    __table_args__ = (
        CheckConstraint("state IN ('skipped', 'not_applicable')", name="state"),
        owned_reference("response_id", "response"),
        owned_reference("question_id", "question", ondelete="RESTRICT"),
        Index("ix_omission_question", "question_id", "group_id", "wave_id"),
        {"sqlite_with_rowid": False},
    )

    response_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    group_id: Mapped[UUID]
    wave_id: Mapped[UUID]
    state: Mapped[str]


class PartialResponse(OwnedThing, Base):
    """Answers somebody saved to go on later, of surveys that are not anonymous; gone once they are sent."""

    __tablename__ = "partial_response"
    __table_args__ = owned_table(
        owned_reference("survey_id", "survey"), owned_reference("group_id", "stakeholder_group")
    )

    survey_id: Mapped[UUID] = mapped_column(index=True)
    group_id: Mapped[UUID]
    token_mac: Mapped[str] = mapped_column(unique=True)
    """Keyed hash of the token in the link that opens it again."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """AES-GCM with the buffer key: what was typed, by field, and the page it stands on."""
    page: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(default=now)


class PageTally(Owned, Base):
    """How many went on to a page of a survey that is not anonymous, without knowing who."""

    __tablename__ = "page_tally"
    __table_args__ = (
        owned_reference("survey_id", "survey"),
        owned_reference("group_id", "stakeholder_group"),
    )

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    """The first question of the page, by the row of its published version."""
    count: Mapped[int]


class PendingResponse(Owned, Base):
    """A sealed anonymous answer waiting for its batch: no time, random id, stored in the order of that id."""

    __tablename__ = "pending_response"
    __table_args__ = (owned_reference("survey_id", "survey"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    survey_id: Mapped[UUID] = mapped_column(index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """AES-GCM with the buffer key: answers, group, stage, receipt."""


class SeenSubmission(Owned, Base):
    """A submission id that was accepted, as an HMAC with the key of its day; outlives the flush by 48 hours."""

    __tablename__ = "seen_submission"
    __table_args__ = (owned_reference("survey_id", "survey"), {"sqlite_with_rowid": False})

    mac: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    survey_id: Mapped[UUID]
    day: Mapped[date] = mapped_column(index=True)
    """The day the form was made, not the moment it was sent."""


class Tally(Owned, Base):
    """How often a question got a value, per group and wave. Written by a job; anonymous: by the release."""

    __tablename__ = "tally"
    __table_args__ = (owned_reference("survey_id", "survey"), owned_reference("question_id", "question"))

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[UUID] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True, default="")
    """The row of a matrix or the half of a pair; '' for the question itself."""
    value: Mapped[str] = mapped_column(primary_key=True)
    """A number or a choice code; '' counts the people who answered, '~' those who wrote text, '~skipped' and '~na'
    those who were shown the question and left it, or to whom it does not apply."""
    count: Mapped[int]


class CutTally(Owned, Base):
    """The same counts among those who gave one answer to a question that results may be cut by."""

    __tablename__ = "cut_tally"
    __table_args__ = (owned_reference("survey_id", "survey"), owned_reference("question_id", "question"))

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    cut_question_id: Mapped[UUID] = mapped_column(primary_key=True)
    cut_value: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True, default="")
    value: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class StageTally(Owned, Base):
    """What people said of a stage in one measure, summed over people, each counted once by their own mean."""

    __tablename__ = "stage_tally"
    __table_args__ = (owned_reference("survey_id", "survey"), owned_reference("stage_id", "stage"))

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    stage_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[UUID] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    """csat, rating, ces or nps, rescaled to 1..5; `predicted` for insiders' guesses; `any` for any answer."""
    people: Mapped[int]
    total: Mapped[float] = mapped_column(default=0.0)
    squares: Mapped[float] = mapped_column(default=0.0)
    newest: Mapped[date | None]
    """Day of the newest answer; of an anonymous survey the day of its release."""


freeze(QuestionnaireVersion)
freeze(Question)
freeze(Survey, "version_id", "stage_id", "mode", "k_scores", "k_comments", "receipts", "launch", "opened_at")
