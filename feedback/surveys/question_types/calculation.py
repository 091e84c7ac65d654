"""A value that is worked out from other answers, by the question's formula; nobody sees or types it."""

from __future__ import annotations

from collections.abc import Hashable

from feedback.surveys.canonical import question_as_json
from feedback.surveys.document import Question
from feedback.surveys.question_types.banding import measured
from feedback.surveys.question_types.summaries import Counts, Summary, summary
from feedback.surveys.question_types.unasked import Unasked

DECIMALS = 6


class Calculation(Unasked):
    """Numbers are stored as numbers, yes and no as 1 and 0, anything else as the text it gives."""

    kind = "calculation"

    def comparable_by(self, question: Question) -> Hashable:
        """Its formula, written down: another one measures something else."""
        return repr(question_as_json(question).get("formula"))

    def summarise(self, question: Question, counts: Counts) -> Summary:
        """Mean and median of the numbers it gave, in bands."""
        banded, bands, figures = measured(counts, None, None, DECIMALS)
        return summary(self.kind, banded, bands, figures[0] if figures else None, also=figures[1:])
