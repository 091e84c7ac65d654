"""Whether a column is a rating, on which scale, and why: numbers, numbers with labels, or words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from feedback.errors import Message, message
from feedback.tables.folding import lookup_key

from .columns import ColumnProfile
from .header_words import HEADER_WORDS
from .likert import find_likert, is_no_answer, strength
from .scale import RatingScale, Scale, guess_scale, number

USUAL = ("1..5", "0..10", "1..10", "1..7", "-5..5")
OF_TEN = ("nps", "recomendaria", "recommend", "recomienda", "recomendar")
MOST_STEPS = 21
COUNTS = re.compile(
    r"\b(edad|age|anos|years?|cuant[oa]s|how many|numbers? of|numero de|cantidad|quant[oa]s|precio|price|monto|amount|"
    r"importe|codigo|code|zip|postal|dia|dias|days?|mes|meses|months?|semana|semanas|weeks?|horas?|hours?|minutos?|"
    r"minutes?|hijos|children|personas|people|veces|times|total|ingresos?|income|idade|renda|latitude|longitude|"
    r"favou?rite|favorit[oa])\b"
)
RANKS = re.compile(r"\b(rank|ranking|orden de preferencia|ordene|ordena|ordenar|classifique|clasifique|en orden)\b")
_LABEL = re.compile(r"\s*([+-]?[0-9]{1,2})\s*[.):–-]\s+(.+)")


@dataclass(frozen=True, slots=True)
class Rated:
    """A scale and why it is one."""

    scale: Scale
    why: Message


def rating_of(column: ColumnProfile) -> Rated | None:
    """What its own cells and header say."""
    values = answered(column)
    if not values:
        return None
    return _of_numbers(column, values) if _mostly_numbers(values) else _of_words(values)


def likely_scale(column: ColumnProfile) -> Scale | None:
    """The scale of a column that a person says is a rating; None where its cells tell none."""
    found = rating_of(column)
    if found:
        return found.scale
    guess = guess_scale([text for text in answered(column) if guess_scale([text])])
    return RatingScale.parse(guess) if guess else None


def answered(column: ColumnProfile) -> Counter[str]:
    """The cells that are answers."""
    return Counter({text: count for text, count in column.values.items() if not is_no_answer(text)})


def _mostly_numbers(values: Mapping[str, int]) -> bool:
    rated = sum(count for text, count in values.items() if guess_scale([text]))
    return rated >= 0.9 * sum(values.values())


def _of_words(values: Mapping[str, int]) -> Rated | None:
    found = find_likert(values)
    return Rated(found.scale, message("Words of a scale.")) if found else None


def _of_numbers(column: ColumnProfile, values: Mapping[str, int]) -> Rated | None:
    rated = [text for text in values if guess_scale([text])]
    labels = [found for text in rated if (found := _LABEL.fullmatch(text))]
    if labels:
        return _of_labels(rated, [(int(found[1]), found[2]) for found in labels])
    scale = scale_named(column.name, rated)
    if scale is None or not _is_scale(column, [number(text) for text in rated], scale):
        return None
    return Rated(RatingScale.parse(scale), message("Numbers from %(scale)s.", scale=scale))


def _of_labels(rated: Sequence[str], labels: Sequence[tuple[int, str]]) -> Rated | None:
    """`5. Totally agree`: the number counts, and its words say which end is best."""
    guess = guess_scale(rated)
    if guess not in USUAL or len({digit for digit, _ in labels}) < 2:
        return None
    scale = RatingScale.parse(guess)
    downwards = _turned(labels)
    return Rated(scale.turned() if downwards else scale, message("Numbers with the words of a scale."))


def _turned(labels: Sequence[tuple[int, str]]) -> bool:
    """Whether the words get worse as the numbers grow."""
    found = find_likert(Counter(words for _, words in labels))
    if found is None:
        return False
    levels = [(digit, strength(words, found.family) or 0) for digit, words in labels if not is_no_answer(words)]
    (_, first), (_, last) = min(levels), max(levels)
    return last < first


def scale_named(name: str, cells: Sequence[str]) -> str | None:
    """The usual scale that holds these numbers; 0 to 10 where the header asks for a recommendation."""
    guess = guess_scale(cells)
    key = lookup_key(name)
    if guess == "0..100" and "nps" in key and max(map(number, cells)) == 11:
        # Some tools number the eleven steps from 1.
        return "1..11"
    if any(word in key for word in OF_TEN):
        return "0..10" if guess in ("1..5", "1..7", "1..10") else guess
    return _without_nought(guess, {number(text) for text in cells})


def _without_nought(guess: str | None, values: set[Decimal]) -> str | None:
    """Where nearly every step is used and nought is not, the scale begins at 1: 1 to 7, 1 to 10."""
    for scale, last in (("1..7", 7), ("1..10", 10)):
        if guess == "0..10" and max(values) == last and min(values) >= 1 and len(values) >= last - 2:
            return scale
    return guess


def _is_scale(column: ColumnProfile, values: Sequence[Decimal], scale: str) -> bool:
    """Few steps on a usual scale, and either the header says so or the upper half is used and it counts nothing."""
    key = lookup_key(column.name)
    if len(values) > MOST_STEPS or RANKS.search(key):
        return False
    if named(column.name):
        return True
    return scale in USUAL and not COUNTS.search(key) and len(values) >= 3 and max(values) >= 4


def named(name: str) -> bool:
    """Whether a header calls its column a rating."""
    key = re.sub(r"[^a-z0-9]+", " ", lookup_key(name)).strip()
    return any(f" {word} " in f" {key} " for word in HEADER_WORDS["rating"]) or "nps" in key.split("-")[-1]


def fits(column: ColumnProfile, scale: Scale) -> bool:
    """Whether all answers of a column are on this scale."""
    values = answered(column)
    return bool(values) and not COUNTS.search(lookup_key(column.name)) and all(_on(text, scale) for text in values)


def _on(text: str, scale: Scale) -> bool:
    try:
        scale.read(text)
    except ValueError:
        return False
    return True


def is_ranking(columns: Sequence[ColumnProfile]) -> bool:
    """Columns of one question in which each row puts its options in order: every place comes equally often."""
    places = Counter[str]()
    for column in columns:
        places.update(answered(column))
    wanted = {str(place) for place in range(1, len(columns) + 1)}
    if len(columns) < 3 or set(places) != wanted:
        return False
    return max(places.values()) - min(places.values()) <= max(1, 0.02 * sum(places.values()) / len(columns))
