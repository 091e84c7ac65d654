"""Whose export a table is: each tool has its own way of writing a header."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..heading import Heading, Record
from . import forms, kobo, limesurvey, qualtrics, surveymonkey

TOOLS: Mapping[str, str] = {
    "qualtrics": "Qualtrics",
    "limesurvey": "LimeSurvey",
    "microsoft_forms": "Microsoft Forms",
    "google_forms": "Google Forms",
    "kobo": "KoboToolbox",
    "surveymonkey": "SurveyMonkey",
}
"""Key → what the tool calls itself."""

_READERS: Sequence[Callable[[Sequence[Record]], Heading | None]] = (
    qualtrics.heading,
    limesurvey.heading,
    forms.microsoft,
    forms.google,
    kobo.heading,
    surveymonkey.heading,
)


def heading_of_tool(records: Sequence[Record]) -> Heading | None:
    """The header as its tool wrote it; None where no tool is recognised. The first record is not blank."""
    return next((found for read in _READERS if (found := read(records))), None)
