"""One choice out of several, as buttons or as a list."""

from __future__ import annotations

from typing import ClassVar

from feedback.surveys.document import Question
from feedback.surveys.question_types.base import Answered, Form, the_value
from feedback.surveys.question_types.choosing import (
    OTHER,
    ChoiceType,
    must_exist,
    other_text,
)
from feedback.surveys.question_types.settings import Setting, one_of

LOOK = one_of("look", "buttons", "list")


class Single(ChoiceType):
    """Text under "other" with nothing chosen means "other"; beside a choice it is kept as that person's comment."""

    kind = "single"
    settings: ClassVar[tuple[Setting, ...]] = (LOOK, *ChoiceType.settings)

    def parse(self, question: Question, form: Form) -> Answered | None:
        value = the_value(question, form)
        text = other_text(question, form)
        chosen = (value,) if value else (OTHER,) if text else ()
        must_exist(question, chosen)
        return Answered(choices=chosen, text=text) if chosen else None
