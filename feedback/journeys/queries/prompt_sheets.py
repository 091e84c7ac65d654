"""The questions of the matrix as sheets to print: one for each area, or one for each stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from feedback.errors import NotFound
from feedback.journeys.models import BusinessFunction, Stage, StageRole
from feedback.journeys.queries.roles import Matrix
from feedback.journeys.rules.prompts import prompt

BY_AREA, BY_STAGE = "area", "stage"
Names = Mapping[str, str]
Row = TypeVar("Row", Stage, BusinessFunction)


@dataclass(frozen=True, slots=True)
class Question:
    """One cell of the matrix on paper: whose it is, what it asks, and what was said already."""

    name: Names
    asks: Names
    role: StageRole | None


@dataclass(frozen=True, slots=True)
class PromptSheet:
    """One sheet: an area with its stages, or a stage with its areas."""

    kind: str
    title: Names
    goal: Names
    questions: Sequence[Question]


def by_area(held: Matrix, code: str = "") -> list[PromptSheet]:
    """A sheet for each area in use, or for the one with this code; NotFound."""
    return [_of_area(held, one) for one in _chosen(held.functions, code)]


def by_stage(held: Matrix, code: str = "") -> list[PromptSheet]:
    """A sheet for each stage, or for the one with this code; NotFound."""
    return [_of_stage(held, one) for one in _chosen(held.stages, code)]


def _chosen(rows: Sequence[Row], code: str) -> list[Row]:
    found = [row for row in rows if code in ("", row.code)]
    if code and not found:
        raise NotFound()
    return found


def _of_area(held: Matrix, function: BusinessFunction) -> PromptSheet:
    asked = [_question(held, stage, function, stage.name) for stage in held.stages]
    return PromptSheet(BY_AREA, function.name, {}, asked)


def _of_stage(held: Matrix, stage: Stage) -> PromptSheet:
    asked = [_question(held, stage, function, function.name) for function in held.functions]
    return PromptSheet(BY_STAGE, stage.name, stage.goal, asked)


def _question(held: Matrix, stage: Stage, function: BusinessFunction, name: Names) -> Question:
    return Question(name, prompt(function.code, stage.step), held.at(stage, function))
