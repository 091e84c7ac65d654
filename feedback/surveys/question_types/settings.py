"""The settings a kind of question knows: name, default, and what may stand there."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question, Texts

Shape = Literal["flag", "one_of", "whole", "number", "texts", "codes", "numbers", "line"]
"""What a form has to offer for it; "numbers" is a number per option code, "line" one line of plain text."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `refusal` gives the message for a value that may not stand there, or None.

    `allowed` are the values of a setting that has few of them, the default first.
    """

    name: str
    default: Any
    refusal: Callable[[Any], Message | None]
    shape: Shape
    allowed: tuple[Any, ...] = ()

    @property
    def translated(self) -> bool:
        """True when it holds a text per language, which respondents read."""
        return self.shape == "texts"

    def of(self, question: Question) -> Any:
        """The question's value; the default where it says nothing, or something that may not stand there.

        A draft can be looked at while a setting is wrong: `checking` says so, and it cannot be published.
        """
        value = question.settings.get(self.name, self.default)
        return self.default if value is not self.default and self.refusal(value) else value

    def texts_of(self, question: Question) -> Texts:
        """The value of a setting that holds a text per language."""
        return Texts(self.of(question))


def flag(name: str, default: bool = False) -> Setting:
    """Yes or no."""
    wrong = message(N_("“%(name)s” is yes or no (true or false)."), name=name)
    return Setting(name, default, lambda value: None if isinstance(value, bool) else wrong, "flag")


def one_of(name: str, *allowed: str) -> Setting:
    """One of a few words; the first is the default."""
    wrong = message(N_("“%(name)s” is one of: %(allowed)s."), name=name, allowed=", ".join(allowed))
    return Setting(name, allowed[0], lambda value: None if value in allowed else wrong, "one_of", allowed)


def whole(name: str, default: int | None, low: int, high: int) -> Setting:
    """A whole number from low to high."""
    wrong = message(
        N_("“%(name)s” is a whole number from %(low)s to %(high)s."),
        name=name,
        low=low,
        high=high,
    )
    return Setting(
        name,
        default,
        lambda value: None if type(value) is int and low <= value <= high else wrong,
        "whole",
    )


def one_number_of(name: str, *allowed: int) -> Setting:
    """One of a few whole numbers; the first is the default."""
    words = ", ".join(str(number) for number in allowed)
    wrong = message(N_("“%(name)s” is one of: %(allowed)s."), name=name, allowed=words)
    return Setting(
        name,
        allowed[0],
        lambda value: None if type(value) is int and value in allowed else wrong,
        "one_of",
        allowed,
    )


def number(name: str) -> Setting:
    """Any number; nothing by default."""
    wrong = message(N_("“%(name)s” is a number."), name=name)
    return Setting(name, None, lambda value: None if is_number(value) else wrong, "number")


def texts(name: str) -> Setting:
    """A text per language; nothing by default."""
    wrong = message(N_("“%(name)s” holds one text per language."), name=name)
    return Setting(name, {}, lambda value: None if _is_texts(value) else wrong, "texts")


def codes(name: str) -> Setting:
    """A list of the codes of options; none by default."""
    wrong = message(N_("“%(name)s” is a list of option codes."), name=name)
    return Setting(name, [], lambda value: None if _is_codes(value) else wrong, "codes")


def numbers(name: str) -> Setting:
    """A number per code of an option; none by default."""
    wrong = message(N_("“%(name)s” gives numbers to option codes."), name=name)
    return Setting(name, {}, lambda value: None if _is_numbers(value) else wrong, "numbers")


def line(name: str, refusal: Callable[[str], Message | None]) -> Setting:
    """One line of plain text that `refusal` looks at; nothing by default."""
    wrong = message(N_("“%(name)s” is a line of text."), name=name)
    return Setting(name, "", lambda value: refusal(value) if isinstance(value, str) and value else wrong, "line")


def is_number(value: Any) -> bool:
    """A number that can be counted with: neither a truth value, nor infinite."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(text, str) for pair in value.items() for text in pair)


def _is_codes(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(code, str) for code in value)


def _is_numbers(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(code, str) and is_number(n) for code, n in value.items())
