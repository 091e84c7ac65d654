"""What stands in the way of publishing a questionnaire, and what is only incomplete. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.fields import RESERVED, is_fit
from feedback.surveys.question_types import TYPES
from feedback.surveys.translations import PlacedTexts, placed_texts

LONGEST_CODE = 100

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CONSTRUCT = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `path` is a JSON pointer; `question` the id of the question it is about, or "".

    An error forbids publishing; a warning (a text not yet translated) does not.
    """

    path: str
    message: Message
    question: str = ""
    warning: bool = False


def check(questionnaire: Questionnaire, stages: Collection[str] | None = None) -> list[Problem]:
    """Every problem of the document, errors first. `stages` are the codes its questions may name, when known."""
    problems = [
        *_languages(questionnaire),
        *_questions(questionnaire, stages),
        *_texts(questionnaire),
    ]
    return sorted(problems, key=lambda problem: problem.warning)


def is_publishable(problems: Collection[Problem]) -> bool:
    """True when nothing worse than a warning is left."""
    return all(problem.warning for problem in problems)


def _languages(questionnaire: Questionnaire) -> Iterator[Problem]:
    if not questionnaire.languages:
        yield Problem("/languages", message(N_("Choose at least one language.")))
    elif questionnaire.base_language not in questionnaire.languages:
        yield Problem(
            "/base_language",
            message(N_("The base language must be one of the languages.")),
        )
    for code, times in Counter(questionnaire.languages).items():
        if not _LANGUAGE.fullmatch(code) or times > 1:
            yield Problem(
                "/languages",
                message(N_("“%(code)s” is not a language here, or stands twice."), code=code),
            )


def _questions(questionnaire: Questionnaire, stages: Collection[str] | None) -> Iterator[Problem]:
    placed = list(_placed(questionnaire))
    if not placed:
        yield Problem("/sections", message(N_("There is no question yet. Add the first one.")))
    for path, question in placed:
        yield from (Problem(f"{path}/{where}", text, question.id) for where, text in _question_faults(question, stages))
    yield from _repeated_sections(questionnaire)
    for name in ("id", "code", "field"):
        yield from _repeated(placed, name)


def _placed(questionnaire: Questionnaire) -> Iterator[tuple[str, Question]]:
    for s, section in enumerate(questionnaire.sections):
        for q, question in enumerate(section.questions):
            yield f"/sections/{s}/questions/{q}", question


def _question_faults(question: Question, stages: Collection[str] | None) -> Iterator[tuple[str, Message]]:
    yield from _name_faults(question)
    if question.stage is not None and stages is not None and question.stage not in stages:
        yield (
            "stage",
            message(N_("The journey has no stage “%(stage)s”."), stage=question.stage),
        )
    if question.construct is not None and not _CONSTRUCT.fullmatch(question.construct):
        yield (
            "construct",
            message(
                N_("“%(code)s” is not a code: small letters, digits and _."),
                code=question.construct,
            ),
        )
    yield from _choice_faults(question)
    if question.kind in TYPES:
        yield from ((fault.where, fault.message) for fault in TYPES[question.kind].faults(question))
    else:
        yield (
            "kind",
            message(
                N_("There is no kind of question called “%(kind)s”."),
                kind=question.kind,
            ),
        )


def _name_faults(question: Question) -> Iterator[tuple[str, Message]]:
    if not question.id:
        yield "id", message(N_("Every question needs an id that stays the same."))
    if not _is_code(question.code):
        yield (
            "code",
            message(
                N_("A code has 1 to %(most)s characters and no space at its ends."),
                most=LONGEST_CODE,
            ),
        )
    if not is_fit(question.field):
        yield (
            "field",
            message(
                N_("“%(field)s” cannot name a field: use small letters, digits and _, letter first, not %(reserved)s."),
                field=question.field,
                reserved=", ".join(sorted(RESERVED)),
            ),
        )


def _choice_faults(question: Question) -> Iterator[tuple[str, Message]]:
    times = Counter(choice.code for choice in question.choices)
    for index, choice in enumerate(question.choices):
        if not _is_code(choice.code):
            text = N_("A code has 1 to %(most)s characters and no space at its ends.")
            yield f"choices/{index}/code", message(text, most=LONGEST_CODE)
        elif times[choice.code] > 1:
            yield (
                f"choices/{index}/code",
                message(N_("Two options have the code “%(code)s”."), code=choice.code),
            )


def _is_code(code: str) -> bool:
    return 0 < len(code) <= LONGEST_CODE and code == code.strip() and code.isprintable()


def _repeated(placed: list[tuple[str, Question]], name: str) -> Iterator[Problem]:
    times = Counter(getattr(question, name) for _, question in placed)
    for path, question in placed:
        value = getattr(question, name)
        if value and times[value] > 1:
            text = N_("Two questions have the same %(part)s: “%(value)s”.")
            yield Problem(f"{path}/{name}", message(text, part=name, value=value), question.id)


def _repeated_sections(questionnaire: Questionnaire) -> Iterator[Problem]:
    times = Counter(section.id for section in questionnaire.sections)
    for index, section in enumerate(questionnaire.sections):
        if not section.id or times[section.id] > 1:
            yield Problem(
                f"/sections/{index}/id",
                message(N_("Every section needs an id of its own.")),
            )


def _texts(questionnaire: Questionnaire) -> Iterator[Problem]:
    for placed in placed_texts(questionnaire):
        if placed.needed and not placed.texts:
            yield Problem(placed.path, message(N_("This text is still empty.")), placed.question)
        elif placed.texts:
            yield from _untranslated(questionnaire, placed)


def _untranslated(questionnaire: Questionnaire, placed: PlacedTexts) -> Iterator[Problem]:
    for language in questionnaire.languages:
        if not placed.texts.has(language):
            text = message(N_("This text is missing in “%(language)s”."), language=language)
            yield Problem(f"{placed.path}/{language}", text, placed.question, warning=True)
