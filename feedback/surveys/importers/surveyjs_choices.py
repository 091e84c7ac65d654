"""Options, rows and points of a SurveyJS question. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedback.surveys.importers.source import Option
from feedback.surveys.importers.surveyjs_texts import Tongues

MOST_POINTS = 11


def options(given: object, tongues: Tongues) -> list[Option]:
    """`"a"`, `1`, `"a|A"` (an old way of writing) or `{"value": "a", "text": …}`; anything else is passed over."""
    return [one for value in (given if isinstance(given, list) else ()) if (one := _option(value, tongues))]


def has_rules(given: object) -> bool:
    """Whether one of the options is shown or offered under a condition of its own."""
    listed = given if isinstance(given, list) else ()
    return any(isinstance(one, Mapping) and (one.get("visibleIf") or one.get("enableIf")) for one in listed)


def points(element: Mapping[str, Any], tongues: Tongues) -> list[Option]:
    """The points of a rating: those written down, else counted from `rateMin`, `rateMax`, `rateStep`, `rateCount`."""
    if written := options(element.get("rateValues"), tongues):
        return written
    first, step = whole(element.get("rateMin"), 1), whole(element.get("rateStep"), 1) or 1
    last = whole(element.get("rateMax"), 0)
    if "rateMax" not in element:
        last = first + step * (whole(element.get("rateCount"), 5) - 1)
    numbers = range(first, min(last, first + 1000) + 1, max(step, 1))
    return [Option(str(number), tongues.words(number)) for number in numbers]


def scale_of(given: list[Option]) -> tuple[int, int] | None:
    """(first, number of points) where they are whole numbers in a row that a rating of ours can have."""
    codes = [one.code for one in given]
    for first in (0, 1):
        if codes == [str(number) for number in range(first, first + len(codes))] and 2 <= len(codes) <= MOST_POINTS:
            return first, len(codes)
    return None


def whole(value: object, otherwise: int) -> int:
    """A whole number of the file; `otherwise` where it is none."""
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else otherwise


def code_of(value: object) -> str:
    """A value as the code it is in answers: true and false in small letters, 1.0 as 1."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _option(value: object, tongues: Tongues) -> Option | None:
    if isinstance(value, str):
        code, bar, text = value.partition("|")
        return Option(code.strip(), tongues.words(text.strip())) if bar else Option(value, tongues.words(value))
    if isinstance(value, Mapping):
        code = code_of(value.get("value", value.get("name", "")))
        said = tongues.words(value.get("text", value.get("title")))
        return Option(code, said or tongues.words(code)) if code else None
    return Option(code_of(value), tongues.words(value)) if isinstance(value, bool | int | float) else None
