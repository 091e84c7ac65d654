"""Conditions as the library's files write them: "stay at_most 3 or stay equals 5". Pure."""

from __future__ import annotations

from typing import Any

_EITHER = " or "


def condition(text: str) -> dict[str, Any]:
    """The condition as JSON values: comparisons "question operator value", joined by "or".

    A value that is a whole number is compared as one, anything else as a text.

    Raises:
        ValueError: a comparison has not three parts.
    """
    tests = [_comparison(part) for part in text.split(_EITHER)]
    return tests[0] if len(tests) == 1 else {"any": tests}


def _comparison(text: str) -> dict[str, Any]:
    parts = text.split()
    if len(parts) != 3:
        raise ValueError(f"a comparison is “question operator value”, not “{text}”")
    question, operator, value = parts
    right = int(value) if value.isdecimal() else value
    return {"left": {"question": question}, "is": operator, "right": {"value": right}}
