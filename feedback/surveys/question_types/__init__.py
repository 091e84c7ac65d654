"""Every kind of question there is. Pure.

A new kind is a file here, a partial in `templates/question_types/` and an entry in `TYPES`.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedback.surveys.question_types.base import (
    NA,
    NOT_APPLICABLE,
    Answered,
    Fault,
    Form,
    InvalidAnswer,
    QuestionType,
    Scale,
    Typed,
)
from feedback.surveys.question_types.calculation import Calculation
from feedback.surveys.question_types.ces import Ces
from feedback.surveys.question_types.consent import Consent
from feedback.surveys.question_types.csat import Csat
from feedback.surveys.question_types.date import Day
from feedback.surveys.question_types.dropdown import Dropdown
from feedback.surveys.question_types.email import Email
from feedback.surveys.question_types.hidden import Hidden
from feedback.surveys.question_types.importance import Importance
from feedback.surveys.question_types.info import Info
from feedback.surveys.question_types.kano import Kano
from feedback.surveys.question_types.longtext import LongText
from feedback.surveys.question_types.matrix import Matrix
from feedback.surveys.question_types.multi import Multi
from feedback.surveys.question_types.nps import Nps
from feedback.surveys.question_types.number import Number
from feedback.surveys.question_types.phone import Phone
from feedback.surveys.question_types.ranking import Ranking
from feedback.surveys.question_types.rating import Rating
from feedback.surveys.question_types.single import Single
from feedback.surveys.question_types.storing import restored, stored
from feedback.surveys.question_types.summaries import Bar, Counts, Figure, Summary
from feedback.surveys.question_types.text import Text
from feedback.surveys.question_types.time import Hour
from feedback.surveys.question_types.yesno import YesNo

TYPES: Mapping[str, QuestionType] = {
    one.kind: one
    for one in (
        Nps(),
        Csat(),
        Ces(),
        Rating(),
        Single(),
        Multi(),
        YesNo(),
        Dropdown(),
        Matrix(),
        Ranking(),
        Importance(),
        Kano(),
        Text(),
        LongText(),
        Number(),
        Day(),
        Hour(),
        Email(),
        Phone(),
        Consent(),
        Info(),
        Hidden(),
        Calculation(),
    )
}
"""Kind to type, in the order in which the editor offers them."""

__all__ = [
    "NA",
    "NOT_APPLICABLE",
    "TYPES",
    "Answered",
    "Bar",
    "Counts",
    "Fault",
    "Figure",
    "Form",
    "InvalidAnswer",
    "QuestionType",
    "Scale",
    "Summary",
    "Typed",
    "restored",
    "stored",
]
