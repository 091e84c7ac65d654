"""An e-mail address. It is for reaching a person, so it is never read as a comment."""

from __future__ import annotations

import re

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import InvalidAnswer
from feedback.surveys.question_types.text import WrittenType

LONGEST = 254
_ADDRESS = re.compile(r"[^@\s,;<>\"()]{1,64}@[^@\s,;<>\"().]+(\.[^@\s,;<>\"().]+)+")


class Email(WrittenType):
    """One address; whether it can be reached only a letter can tell."""

    kind = "email"

    def check(self, question: Question, text: str) -> None:
        if len(text) > LONGEST or not _ADDRESS.fullmatch(text):
            raise InvalidAnswer(message(N_("This is not a whole e-mail address. It looks like name@example.org.")))

    def missing(self, question: Question) -> Message:
        return message(N_("Your e-mail address is missing."))
