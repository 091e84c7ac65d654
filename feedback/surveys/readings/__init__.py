"""What a whole questionnaire says, in words: the CX check and the starting check. Pure.

A reading is made of figures that the disclosure rule has already shown or hidden, and of nothing else.
"""

from __future__ import annotations

from feedback.surveys.document import Questionnaire
from feedback.surveys.readings import cx_check, starting_check

KINDS = {"cx_check": cx_check.CONSTRUCTS, "starting_check": starting_check.CONSTRUCTS}
"""Kind of reading -> the constructs of the questions it reads."""


def kind_of(document: Questionnaire) -> str | None:
    """Which reading a questionnaire has: that of which it asks more than half of the questions; None without one."""
    asked = {question.construct for question in document.questions()}
    return next((kind for kind, wanted in KINDS.items() if 2 * len(asked.intersection(wanted)) > len(wanted)), None)
