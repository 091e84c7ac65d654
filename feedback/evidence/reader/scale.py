"""Rating scales, of numbers or of words: which end is worst, which is best, and what a rating is on 1 to 5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from feedback.errors import Invalid, message
from feedback.tables.folding import word_key

_NUMBER = r"[+-]?[0-9]{1,9}(?:[.,][0-9]{1,9})?"
_SCALE = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*")
# "5. Totally agree", "4 - Good": forms export the number with its label.
_RATING = re.compile(rf"\s*({_NUMBER})\s*(?:[.):–-]\s+[^0-9]*)?")
# A number with the longest label a form has; longer cells are sentences.
LONGEST_RATING = 200


def number(text: str) -> Decimal:
    """A decimal number with a point or a comma; ValueError for anything else, `nan` and `inf` included."""
    if not re.fullmatch(rf"\s*{_NUMBER}\s*", text):
        raise ValueError(text)
    return Decimal(text.strip().replace(",", "."))


@dataclass(frozen=True, slots=True)
class RatingScale:
    """`worst` to `best`, decimal; worst may be the larger number (school marks: 6..1)."""

    worst: Decimal
    best: Decimal

    @classmethod
    def parse(cls, text: str) -> RatingScale:
        """`WORST..BEST`, as in `1..5`, `6..1`, `0..10`, `-5..5` or `0,5..5`; raises Invalid."""
        match = _SCALE.fullmatch(text)
        if not match:
            raise Invalid(
                message("%(scale)s is not a rating scale. Write WORST..BEST, as in 1..5 or 6..1.", scale=text)
            )
        worst, best = number(match[1]), number(match[2])
        if worst == best:
            raise Invalid(message("The worst and the best rating of a scale cannot be the same."))
        return cls(worst, best)

    def __str__(self) -> str:
        return f"{self.worst}..{self.best}"

    def __contains__(self, value: Decimal) -> bool:
        return min(self.worst, self.best) <= value <= max(self.worst, self.best)

    def read(self, text: str) -> Decimal:
        """The rating a cell holds; ValueError where it is no number, or outside the scale."""
        match = _rating(text)
        if not match or (value := number(match[1])) not in self:
            raise ValueError(text)
        return value

    def to_five(self, value: Decimal) -> float:
        """The rating on 1 to 5, where 5 is best: 1 + 4 (value - worst) / (best - worst)."""
        return float(1 + 4 * (value - self.worst) / (self.best - self.worst))

    def turned(self) -> RatingScale:
        """The same scale with its ends exchanged."""
        return RatingScale(self.best, self.worst)


BETWEEN_LEVELS, SAME_LEVEL = " < ", " = "
MOST_LEVELS = 11


@dataclass(frozen=True, slots=True)
class WordScale:
    """Levels from the worst to the best, each by the words that mean it: `Mala < Regular < Buena = Muy buena`."""

    levels: tuple[tuple[str, ...], ...]

    @classmethod
    def parse(cls, text: str) -> WordScale:
        """`WORST < … < BEST`, at least two levels; words of one level stand between `=`. Raises Invalid."""
        levels = tuple(_level(part) for part in text.split(BETWEEN_LEVELS.strip()))
        if not 2 <= len(levels) <= MOST_LEVELS or not all(levels) or _one_word_twice(levels):
            raise Invalid(
                message(
                    "%(scale)s is not a scale of words. Write them from the worst to the best, each once, "
                    "as in Bad < Fair < Good.",
                    scale=text,
                )
            )
        return cls(levels)

    def __str__(self) -> str:
        return BETWEEN_LEVELS.join(SAME_LEVEL.join(level) for level in self.levels)

    @property
    def worst(self) -> str:
        return self.levels[0][0]

    @property
    def best(self) -> str:
        return self.levels[-1][0]

    def read(self, text: str) -> Decimal:
        """The place of the level from 1, the worst; ValueError where the words are none of the scale."""
        place = _places(self.levels).get(word_key(text))
        if place is None:
            raise ValueError(text)
        return place

    def to_five(self, value: Decimal) -> float:
        """The place on 1 to 5, where 5 is best: 1 + 4 (place - 1) / (levels - 1)."""
        return float(1 + 4 * (value - 1) / (len(self.levels) - 1))

    def turned(self) -> WordScale:
        """The same levels, the best of them now the worst."""
        return WordScale(self.levels[::-1])


def _level(part: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in part.split(SAME_LEVEL.strip()) if word.strip())


def _one_word_twice(levels: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a word would be read as two levels."""
    keys = [{word_key(word) for word in level} for level in levels]
    return len(set().union(*keys)) < sum(map(len, keys))


@lru_cache(maxsize=256)
def _places(levels: tuple[tuple[str, ...], ...]) -> Mapping[str, Decimal]:
    return {word_key(word): Decimal(place) for place, level in enumerate(levels, start=1) for word in level}


Scale = RatingScale | WordScale


def parse_scale(text: str) -> Scale:
    """A scale of numbers, `1..5`, or of words, `Bad < Fair < Good`; raises Invalid."""
    return WordScale.parse(text) if BETWEEN_LEVELS.strip() in text else RatingScale.parse(text)


COMMON_SCALES = ("1..5", "0..10", "1..10", "1..7", "0..100", "-5..5", "-100..100")


def guess_scale(cells: Iterable[str]) -> str | None:
    """The smallest usual scale that holds every rating seen. Which end is worst no number can tell: 1 is taken."""
    try:
        values = [number(match[1]) for cell in cells if cell.strip() if (match := _must(cell))]
    except ValueError:
        return None
    if not values:
        return None
    return next((scale for scale in COMMON_SCALES if all(value in RatingScale.parse(scale) for value in values)), None)


def _must(cell: str) -> re.Match[str]:
    match = _rating(cell)
    if not match:
        raise ValueError(cell)
    return match


def _rating(cell: str) -> re.Match[str] | None:
    return _RATING.fullmatch(cell) if len(cell) <= LONGEST_RATING else None
