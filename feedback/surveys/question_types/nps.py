"""NPS: how likely someone is to recommend, 0 to 10. The only kind that gives a net promoter score."""

from __future__ import annotations

from feedback.surveys.document import Question
from feedback.surveys.question_types.base import Scale
from feedback.surveys.question_types.scales import ScaleType
from feedback.surveys.question_types.summaries import Counts, Figure, net_promoter_score

SCALE = Scale(0, 10)


class Nps(ScaleType):
    """Promoters 9 and 10, passives 7 and 8, detractors 0 to 6; those who did not answer are not counted."""

    kind = "nps"

    def scale(self, question: Question) -> Scale:
        return SCALE

    def figure(self, question: Question, counts: Counts) -> Figure | None:
        return net_promoter_score(counts)
