"""What questions and options are called in an XLSForm, where a name is an XML name and a code has no space. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feedback.surveys.document import Choice, Question, Questionnaire

_FIT = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_UNFIT = re.compile(r"[^\w.-]+")
_FIT_CODE = re.compile(r"[^\s'\"]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a whole questionnaire: `questions` by id, the options of each by our code."""

    questions: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]

    def of(self, question: str, row: str = "", part: str = "") -> str:
        """The name of a question, or of the field that holds one row or part of it."""
        name = self.questions[question]
        more = row or part
        return f"{name}_{_slug(more)}" if more else name

    def option(self, question: str, code: str) -> str:
        """The name of an option; a code that is none stays as it is."""
        return self.options.get(question, {}).get(code, code)


def names_of(document: Questionnaire) -> Names:
    """A name for everything, as near to our codes as the format allows and no two alike."""
    questions = list(document.questions())
    taken: set[str] = set()
    named = {one.id: _unused(one.code if _FIT.fullmatch(one.code) else one.field, taken) for one in questions}
    return Names(named, {one.id: _options(one.choices) for one in questions})


def renamed(question: Question, names: Names) -> bool:
    """Whether the question or one of its options is called otherwise there."""
    return names.questions[question.id] != question.code or any(
        ours != theirs for ours, theirs in names.options[question.id].items()
    )


def _options(choices: Iterable[Choice]) -> dict[str, str]:
    taken: set[str] = set()
    return {one.code: _unused(one.code if _FIT_CODE.fullmatch(one.code) else _slug(one.code), taken) for one in choices}


def _slug(code: str) -> str:
    return _UNFIT.sub("_", code).strip("_") or "x"


def _unused(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}_{number}"
    taken.add(free)
    return free
