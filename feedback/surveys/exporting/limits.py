"""What a question allows, as the constraint of an XLSForm. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from feedback.surveys.document import Question
from feedback.surveys.exporting.naming import Names
from feedback.surveys.question_types.choosing import option_codes

_ENDS = (("min", ">="), ("max", "<="))
_DAYS = (("earliest", ">="), ("latest", "<="))


def constraint(question: Question, names: Names) -> str:
    """The XPath of its limits, "" where it has none."""
    return " and ".join(_limits(question, names))


def _limits(question: Question, names: Names) -> Iterator[str]:
    settings = question.settings
    if question.kind == "number":
        yield from (f". {sign} {settings[name]}" for name, sign in _ENDS if settings.get(name) is not None)
    elif question.kind in ("multi", "ranking"):
        yield from (f"count-selected(.) {sign} {settings[name]}" for name, sign in _ENDS if settings.get(name))
        yield from _alone(question, names)
    elif question.kind == "date":
        yield from (f". {sign} date('{settings[name]}')" for name, sign in _DAYS if settings.get(name))


def _alone(question: Question, names: Names) -> Iterator[str]:
    """Options that go with no other."""
    codes = option_codes(question)
    alone = [*question.settings.get("exclusive", ()), *(["none"] if question.settings.get("none") else [])]
    for code in dict.fromkeys(code for code in alone if code in codes):
        others = [names.option(question.id, other) for other in codes if other != code]
        any_other = " or ".join(f"selected(., '{other}')" for other in others)
        yield f"not(selected(., '{names.option(question.id, code)}') and ({any_other}))"
