"""The themes the product knows from the first day, and how words are matched to them."""

from feedback.analysis.codebook.loading import built_in_codebook, parse_theme
from feedback.analysis.codebook.matching import Match, Matcher, matcher
from feedback.analysis.codebook.model import Codebook, CodebookTheme, Vocabulary

__all__ = [
    "Codebook",
    "CodebookTheme",
    "Match",
    "Matcher",
    "Vocabulary",
    "built_in_codebook",
    "matcher",
    "parse_theme",
]
