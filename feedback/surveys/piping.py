"""Earlier answers in later texts: `{code}` and `{code|what to say without one}`. Pure.

Braces around anything else stay as they are: a text is never evaluated. What is put in is plain text, and is
escaped where it is shown like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

LONGEST = 200
"""Characters of an answer that another text repeats."""

_PLACE = re.compile(r"\{([A-Za-z_][\w.\-]{0,99})(?:\|([^{}|]{0,200}))?\}")


def pipe(text: str, speak: Callable[[str], str | None]) -> str:
    """The text with each place filled; `speak` has the words of a code, "" without an answer, None for no such code."""
    if "{" not in text:
        return text

    def filled(place: re.Match[str]) -> str:
        words = speak(place[1])
        if words is None:
            return place[0]
        return _short(words) or place[2] or "…"

    return _PLACE.sub(filled, text)


def piped_codes(texts: Iterable[str]) -> set[str]:
    """Every code that stands in braces in these texts, whether or not a question has it."""
    return {place[1] for text in texts if "{" in text for place in _PLACE.finditer(text)}


def renamed(text: str, old: str, new: str) -> str:
    """The text with the places of one code standing for another."""

    def change(place: re.Match[str]) -> str:
        otherwise = "" if place[2] is None else f"|{place[2]}"
        return f"{{{new}{otherwise}}}" if place[1] == old else place[0]

    return _PLACE.sub(change, text) if "{" in text else text


def can_be_piped(code: str) -> bool:
    """Whether a code can stand in braces."""
    return _PLACE.fullmatch(f"{{{code}}}") is not None


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
