"""Earlier answers in words, for texts that repeat them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.question_types import Answered

BUILT_IN = ("yes", "no", "none", "other")
"""Codes whose words are the page's own, unless the author gave them others."""


def said_in(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answered],
    lang: str,
    given: Mapping[str, str] | None = None,
    built_in: Mapping[str, str] | None = None,
) -> Callable[[str], str | None]:
    """What `piping.pipe` asks: the words of a code, "" where nobody answered, None where there is no such code.

    `answers` are by question id; `given` is what is known of the visit ("group", "stage", "link:<name>", where a text
    says {link.<name>}); `built_in` are the page's words for the codes of `BUILT_IN`.
    """
    by_code = {question.code: question for question in questionnaire.questions()}
    known = {name.replace("link:", "link.", 1): value for name, value in (given or {}).items()}

    def words(code: str) -> str | None:
        question = by_code.get(code)
        if question is None:
            return "" if code.startswith("link.") and code not in known else known.get(code)
        answered = answers.get(question.id)
        languages = (lang, questionnaire.base_language)
        return "" if answered is None else words_of(question, answered, languages, built_in or {})

    return words


def words_of(
    question: Question, answered: Answered, languages: tuple[str, ...], built_in: Mapping[str, str] | None = None
) -> str:
    """An answer as somebody would repeat it: the words of its options, a number as written, a text as it stands."""
    if answered.choices:
        return ", ".join(_option(question, code, answered, languages, built_in or {}) for code in answered.choices)
    if answered.number is not None:
        number = f"{answered.number:.15g}"
        return _text(question, number, languages) or number
    if answered.text:
        return answered.text
    return ", ".join(_part(question, given, languages) for given in answered.parts.values())


def _option(
    question: Question, code: str, answered: Answered, languages: tuple[str, ...], built_in: Mapping[str, str]
) -> str:
    if code == "other" and answered.text:
        return answered.text
    return _text(question, code, languages) or built_in.get(code, code)


def _text(question: Question, code: str, languages: tuple[str, ...]) -> str:
    return next((choice.text.text_in(*languages) for choice in question.choices if choice.code == code), "")


def _part(question: Question, given: float | str | tuple[str, ...], languages: tuple[str, ...]) -> str:
    if isinstance(given, tuple):
        return ", ".join(_text(question, code, languages) or code for code in given)
    return given if isinstance(given, str) else f"{given:.15g}"
