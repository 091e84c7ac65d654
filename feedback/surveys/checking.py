"""What stands in the way of publishing a questionnaire, and what is only incomplete. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from feedback.errors import N_, Message, message
from feedback.names import is_language
from feedback.surveys.conditions.checks import logic_faults
from feedback.surveys.document import Choice, Question, Questionnaire
from feedback.surveys.fields import LONGEST_CODE, RESERVED, is_code, is_fit
from feedback.surveys.question_types import TYPES
from feedback.surveys.translations import PlacedTexts, placed_texts

_CONSTRUCT = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `path` is a JSON pointer; `question` the id of the question it is about, or "".

    An error forbids publishing; a warning does not. `about` says what a warning is about: a text not yet translated
    ("translation") or conditions that look like a slip ("logic").
    """

    path: str
    message: Message
    question: str = ""
    warning: bool = False
    about: str = ""
    section: str = ""


def check(questionnaire: Questionnaire, stages: Collection[str] | None = None) -> list[Problem]:
    """Every problem of the document, errors first. `stages` are the codes its questions may name, when known."""
    problems = [
        *_languages(questionnaire),
        *_questions(questionnaire, stages),
        *_logic(questionnaire),
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
        if not is_language(code) or times > 1:
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
    yield from _option_faults("choices", question.choices)
    yield from _option_faults("rows", question.rows)
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
    if not is_code(question.code):
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


def _option_faults(part: str, options: Sequence[Choice]) -> Iterator[tuple[str, Message]]:
    times = Counter(option.code for option in options)
    for index, option in enumerate(options):
        if not is_code(option.code):
            text = N_("A code has 1 to %(most)s characters and no space at its ends.")
            yield f"{part}/{index}/code", message(text, most=LONGEST_CODE)
        elif times[option.code] > 1:
            yield f"{part}/{index}/code", message(N_("Two options have the code “%(code)s”."), code=option.code)


def _logic(questionnaire: Questionnaire) -> Iterator[Problem]:
    places = {question.id: path for path, question in _placed(questionnaire)}
    sections = {section.id: f"/sections/{index}" for index, section in enumerate(questionnaire.sections)}
    for fault in logic_faults(questionnaire):
        path = f"{places.get(fault.question, sections[fault.section])}/{fault.part}"
        yield Problem(path, fault.message, fault.question, fault.warning, "logic", fault.section)


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
            yield Problem(f"{placed.path}/{language}", text, placed.question, warning=True, about="translation")
