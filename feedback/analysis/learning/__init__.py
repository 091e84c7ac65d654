"""What an organisation's own comments teach: how they feel, from its scores; where they stand, from its stages.

Small linear models, one per language, whose words and weights can be read. Each is used as far as it agrees with
people on comments it had not seen, and not at all where it agrees no better than the lexicon, or the stages' words.
"""

from feedback.analysis.learning.examples import CORRECTED, Placed, Rated
from feedback.analysis.learning.learning import examples_of, learn
from feedback.analysis.learning.models import NOTHING, Learned, SentimentModel, StageModel, Worth
from feedback.analysis.learning.sentiment import LEAST, fit_sentiment
from feedback.analysis.learning.stages import fit_stages

__all__ = [
    "CORRECTED",
    "LEAST",
    "NOTHING",
    "Learned",
    "Placed",
    "Rated",
    "SentimentModel",
    "StageModel",
    "Worth",
    "examples_of",
    "fit_sentiment",
    "fit_stages",
    "learn",
]
