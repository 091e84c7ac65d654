"""What the page of a questionnaire shows: its sections with their questions, problems and languages. Reads nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.errors import Message
from feedback.surveys.canonical import fingerprint
from feedback.surveys.checking import Problem, check, is_publishable
from feedback.surveys.conditions.wording import formula_in_words, in_words
from feedback.surveys.document import Question, Questionnaire, Section
from feedback.surveys.models import QuestionnaireVersion
from feedback.surveys.translations import Completeness, completeness

LOGIC = "logic"
SECONDS = {"longtext": 25, "matrix": 20, "ranking": 20, "text": 12, "multi": 10, "info": 4}
USUAL_SECONDS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One question in the list. `when` says in words when it is shown, None: always."""

    number: int
    question: Question
    stage: str
    problems: tuple[Problem, ...]
    when: Message | None = None
    formula: Message | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its questions."""

    section: Section
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    when: Message | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft as the editor shows it."""

    draft: Questionnaire
    parts: tuple[Part, ...]
    errors: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    """What may be a slip, and forbids nothing."""
    missing: tuple[Problem, ...]
    languages: tuple[Completeness, ...]
    publishable: bool
    changed: bool
    """It says something else than its newest version; also where there is none yet."""

    @property
    def questions(self) -> int:
        return sum(len(part.rows) for part in self.parts)

    @property
    def seconds(self) -> int:
        """About how long answering takes, counting every question."""
        kinds = (row.question.kind for part in self.parts for row in part.rows)
        return sum(SECONDS.get(kind, USUAL_SECONDS) for kind in kinds if kind not in ("hidden", "calculation"))


def sheet(
    draft: Questionnaire,
    stages: Mapping[str, str],
    versions: Sequence[QuestionnaireVersion],
    lang: str = "",
    names: Mapping[str, str] | None = None,
) -> Sheet:
    """`stages` are the names of stages by code, as the reader reads them; `names` those that conditions may use."""
    problems = check(draft, stages)
    newest = versions[-1].sha256 if versions else None
    warnings = [one for one in problems if one.warning]
    return Sheet(
        draft=draft,
        parts=_parts(draft, stages, problems, _Speaker(draft, lang or draft.base_language, names or {})),
        errors=tuple(one for one in problems if not one.warning),
        hints=tuple(one for one in warnings if one.about == LOGIC),
        missing=tuple(one for one in warnings if one.about != LOGIC),
        languages=completeness(draft),
        publishable=is_publishable(problems),
        changed=newest != fingerprint(draft),
    )


@dataclass(frozen=True, slots=True)
class _Speaker:
    draft: Questionnaire
    lang: str
    names: Mapping[str, str]

    def when(self, thing: Question | Section) -> Message | None:
        return in_words(thing.shown_when, self.draft, self.lang, self.names) if thing.shown_when else None

    def formula(self, question: Question) -> Message | None:
        return formula_in_words(question.formula, self.draft, self.lang) if question.formula else None


def _parts(
    draft: Questionnaire, stages: Mapping[str, str], problems: Sequence[Problem], speak: _Speaker
) -> tuple[Part, ...]:
    numbers = {question.id: number for number, question in enumerate(draft.questions(), 1)}
    by_question: dict[str, list[Problem]] = {}
    by_section: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.question:
            by_question.setdefault(problem.question, []).append(problem)
        elif problem.section:
            by_section.setdefault(problem.section, []).append(problem)

    def row(one: Question) -> Row:
        stage = stages.get(one.stage, one.stage) if one.stage else ""
        found = tuple(by_question.get(one.id, ()))
        return Row(numbers[one.id], one, stage, found, speak.when(one), speak.formula(one))

    return tuple(
        Part(
            section,
            tuple(row(one) for one in section.questions),
            tuple(by_section.get(section.id, ())),
            speak.when(section),
        )
        for section in draft.sections
    )
