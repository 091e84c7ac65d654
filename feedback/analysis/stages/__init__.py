"""A first suggestion of the stage that a comment without one speaks of."""

from feedback.analysis.stages.naming import StageWords
from feedback.analysis.stages.suggesting import THRESHOLD, Suggester

__all__ = ["THRESHOLD", "StageWords", "Suggester"]
