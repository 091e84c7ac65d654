"""Estimates with their n and interval: proportions, means, net scores, weights, and the score of a stage.

Every function that finds nobody to estimate from returns None; it never answers 0 for "nobody".
"""

from feedback.analysis.statistics.estimates import Estimate, z_score
from feedback.analysis.statistics.means import mean_interval
from feedback.analysis.statistics.medians import median_interval
from feedback.analysis.statistics.net_score import NetScore, net_score, net_score_of
from feedback.analysis.statistics.proportions import proportion_difference, wilson
from feedback.analysis.statistics.stage_score import BEST, SCORE_KINDS, WORST, rescale, score_kind, stage_score
from feedback.analysis.statistics.weights import effective_n, finite_population_factor, weighted_mean

__all__ = [
    "BEST",
    "SCORE_KINDS",
    "WORST",
    "Estimate",
    "NetScore",
    "effective_n",
    "finite_population_factor",
    "mean_interval",
    "median_interval",
    "net_score",
    "net_score_of",
    "proportion_difference",
    "rescale",
    "score_kind",
    "stage_score",
    "weighted_mean",
    "wilson",
    "z_score",
]
