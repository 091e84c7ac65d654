"""What the page of a questionnaire shows: its sections with their questions, problems and languages. Reads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.surveys.canonical import fingerprint
from feedback.surveys.checking import Problem, check, is_publishable
from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.models import QuestionnaireVersion
from feedback.surveys.translations import Completeness, completeness


@dataclass(frozen=True, slots=True)
class Row:
    """One question in the list."""

    number: int
    question: Question
    stage: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its questions."""

    section: Section
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft as the editor shows it."""

    draft: Questionnaire
    parts: tuple[Part, ...]
    errors: tuple[Problem, ...]
    missing: tuple[Problem, ...]
    languages: tuple[Completeness, ...]
    publishable: bool
    changed: bool
    """It says something else than its newest version; also where there is none yet."""


def sheet(draft: Questionnaire, stages: Mapping[str, str], versions: Sequence[QuestionnaireVersion]) -> Sheet:
    """`stages` are the names of stages by code, as the reader reads them."""
    problems = check(draft, stages)
    newest = versions[-1].sha256 if versions else None
    return Sheet(
        draft=draft,
        parts=_parts(draft, stages, problems),
        errors=tuple(one for one in problems if not one.warning),
        missing=tuple(one for one in problems if one.warning),
        languages=completeness(draft),
        publishable=is_publishable(problems),
        changed=newest != fingerprint(draft),
    )


def _parts(draft: Questionnaire, stages: Mapping[str, str], problems: Sequence[Problem]) -> tuple[Part, ...]:
    numbers = {question.id: number for number, question in enumerate(draft.questions(), 1)}
    return tuple(
        Part(
            section,
            tuple(
                Row(
                    numbers[one.id],
                    one,
                    stages.get(one.stage, one.stage) if one.stage else "",
                    tuple(problem for problem in problems if problem.question == one.id),
                )
                for one in section.questions
            ),
        )
        for section in draft.sections
    )
