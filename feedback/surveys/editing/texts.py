"""One text in one language, named by its key as `translations.placed_texts` gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from feedback.errors import N_, Invalid, message
from feedback.surveys.document import Choice, Question, Questionnaire, Texts
from feedback.surveys.editing.finding import change_section, question_in, replace_question

_OF_DOCUMENT = ("title", "intro", "thanks")
_OF_QUESTION = ("text", "help", "missing_text", "invalid_text")


def set_text(questionnaire: Questionnaire, key: str, language: str, text: str) -> Questionnaire:
    """Write one text of the document in one language; an empty one takes it away. All other texts stay.

    Raises:
        Invalid: there is no such text (any more).
    """
    change = _changing(language, text)
    kind, _, rest = key.partition(":")
    if key in _OF_DOCUMENT:
        changed: dict[str, Any] = {key: change(getattr(questionnaire, key))}
        return replace(questionnaire, **changed)
    if kind == "section":
        return change_section(questionnaire, rest, lambda section: replace(section, title=change(section.title)))
    if kind == "question":
        question_id, _, part = rest.partition(":")
        question = _of_question(question_in(questionnaire, question_id), part, change)
        return replace_question(questionnaire, question_id, (question,))
    raise _gone()


def _changing(language: str, text: str) -> Callable[[Texts], Texts]:
    def change(texts: Texts) -> Texts:
        others = {code: words for code, words in texts.by_language.items() if code != language}
        return Texts(dict(sorted((others | {language: text}).items())) if text else others)

    return change


def _of_question(question: Question, part: str, change: Callable[[Texts], Texts]) -> Question:
    kind, _, name = part.partition(":")
    if part in _OF_QUESTION:
        changed: dict[str, Any] = {part: change(getattr(question, part))}
        return replace(question, **changed)
    if kind == "choice":
        return replace(question, choices=_of_choices(question.choices, name, change))
    if kind == "row":
        return replace(question, rows=_of_choices(question.rows, name, change))
    if kind == "setting":
        texts = dict(change(Texts(question.settings.get(name) or {})).by_language)
        others = {other: value for other, value in question.settings.items() if other != name}
        return replace(question, settings={**others, name: texts} if texts else others)
    raise _gone()


def _of_choices(choices: tuple[Choice, ...], code: str, change: Callable[[Texts], Texts]) -> tuple[Choice, ...]:
    if all(choice.code != code for choice in choices):
        raise _gone()
    return tuple(replace(one, text=change(one.text)) if one.code == code else one for one in choices)


def _gone() -> Invalid:
    return Invalid(message(N_("This text is no longer here. Reload the page.")))
