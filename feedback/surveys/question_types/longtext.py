"""A long text: as many lines as the person likes, up to `writing.LONGEST` characters."""

from __future__ import annotations

from feedback.surveys.question_types import writing
from feedback.surveys.question_types.text import Text


class LongText(Text):
    """Free text that keeps its line breaks."""

    kind = "longtext"

    def clean(self, value: str) -> str:
        return writing.clean(value)
