"""How a text feels, and the words that say so.

One engine for three languages, driven by data: English reads with VADER's published word list and
rules (Hutto & Gilbert 2014) and our additions, Spanish and Portuguese with lexicons of our own.
"""

from feedback.analysis.sentiment.scoring import NEGATIVE_BELOW, POSITIVE_ABOVE, score, score_comment, score_span

__all__ = ["NEGATIVE_BELOW", "POSITIVE_ABOVE", "score", "score_comment", "score_span"]
