"""A telephone number, kept as it was written. It is for reaching a person, so it is never read as a comment."""

from __future__ import annotations

import re

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import InvalidAnswer
from feedback.surveys.question_types.text import WrittenType

FEWEST, MOST = 6, 15
"""Digits of a number: E.164 knows at most 15."""
_SIGNS = re.compile(r"\+?[0-9 ()./\-\u00a0\u2011]+")


class Phone(WrittenType):
    """Digits, and whatever people put between them."""

    kind = "phone"

    def check(self, question: Question, text: str) -> None:
        digits = sum(sign.isdigit() for sign in text)
        if not FEWEST <= digits <= MOST or not _SIGNS.fullmatch(text):
            wrong = N_("This is not a whole telephone number: %(fewest)s to %(most)s digits, with + before a country.")
            raise InvalidAnswer(message(wrong, fewest=FEWEST, most=MOST))

    def missing(self, question: Question) -> Message:
        return message(N_("Your telephone number is missing."))
