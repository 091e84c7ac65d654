"""What the analysis made of the comments: runs, comments, mentions, themes, decisions, tallies, moments."""

from feedback.insights.models.claims import ClaimSupport
from feedback.insights.models.comments import Comment, Mention, MentionTheme
from feedback.insights.models.moments import JourneyMoment
from feedback.insights.models.runs import AnalysisState, LearnedModel, Run, RunFigure
from feedback.insights.models.tallies import VoicePeriod, VoiceTally
from feedback.insights.models.themes import Correction, Theme, ThemeAct, ThemeChange, ThemeHeld

__all__ = [
    "AnalysisState",
    "ClaimSupport",
    "Comment",
    "Correction",
    "JourneyMoment",
    "LearnedModel",
    "Mention",
    "MentionTheme",
    "Run",
    "RunFigure",
    "Theme",
    "ThemeAct",
    "ThemeChange",
    "ThemeHeld",
    "VoicePeriod",
    "VoiceTally",
]
