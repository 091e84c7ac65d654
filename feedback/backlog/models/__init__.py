"""Strategies, improvements, the order of a run, and decisions."""

from __future__ import annotations

from feedback.backlog.models.decisions import Decision
from feedback.backlog.models.formulas import Formula
from feedback.backlog.models.held import Held
from feedback.backlog.models.improvements import (
    Improvement,
    ImprovementCase,
    ImprovementDependency,
    ImprovementGroup,
    ImprovementNeed,
    ImprovementOrigin,
    ImprovementRemark,
    ImprovementStage,
    ImprovementTheme,
    ImprovementTouchpoint,
    NotTheSame,
    Objective,
)
from feedback.backlog.models.ordering import Ranking, Score, WeightVector
from feedback.backlog.models.sheets import RankingSheet
from feedback.backlog.models.strategies import SetAside, Strategy, StrategyTheme

__all__ = [
    "Decision",
    "Formula",
    "Held",
    "Improvement",
    "ImprovementCase",
    "ImprovementDependency",
    "ImprovementGroup",
    "ImprovementNeed",
    "ImprovementOrigin",
    "ImprovementRemark",
    "ImprovementStage",
    "ImprovementTheme",
    "ImprovementTouchpoint",
    "NotTheSame",
    "Objective",
    "Ranking",
    "RankingSheet",
    "Score",
    "SetAside",
    "Strategy",
    "StrategyTheme",
    "WeightVector",
]
