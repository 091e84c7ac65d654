"""An answer as the rows it is stored in, and back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from feedback.surveys.question_types.base import Answered

Row = tuple[str, float | None, str | None, str | None]
"""(part, number, choice, text): at most one of number and choice; the text stands apart, with the part and position
of its row. The part is "" for the question itself."""


def stored(answered: Answered) -> Iterator[Row]:
    """The rows of one answer, in the order of their positions; none for "does not apply to me".

    A question that was answered in words only has a row without number and choice, so that it counts as answered.
    """
    text = answered.text or None
    values: list[tuple[float | None, str | None]] = [(None, choice) for choice in answered.choices]
    if answered.number is not None or (text and not values):
        values.insert(0, (answered.number, None))
    for position, (number, choice) in enumerate(values):
        yield "", number, choice, text if position == 0 else None
    for part, given in answered.parts.items():
        if isinstance(given, tuple):
            yield from ((part, None, choice, None) for choice in given)
        elif isinstance(given, str):
            yield part, None, None, given
        else:
            yield part, float(given), None, None


@lru_cache(maxsize=4096)
def restored_cell(number: float | None, choice: str | None) -> Answered:
    """The answer that was stored in one row without part and text: as most are, and few of them differ."""
    return Answered(number, () if choice is None else (choice,))


def restored(rows: Iterable[Row]) -> Answered:
    """The answer that was stored in these rows, given in the order of their positions."""
    number: float | None = None
    choices: list[str] = []
    text: str | None = None
    parts: dict[str, float | str | tuple[str, ...]] = {}
    for part, its_number, choice, its_text in rows:
        if part:
            parts[part] = _joined(parts.get(part), its_number, choice, its_text)
            continue
        number = its_number if its_number is not None else number
        text = text or its_text
        choices += [] if choice is None else [choice]
    return Answered(number, tuple(choices), text, parts)


def _joined(
    before: float | str | tuple[str, ...] | None, number: float | None, choice: str | None, text: str | None
) -> float | str | tuple[str, ...]:
    if choice is not None:
        return (*before, choice) if isinstance(before, tuple) else (choice,)
    return number if number is not None else text or ""
