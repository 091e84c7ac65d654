"""Reading one mention: which words carry weight there, after negation, intensity and emphasis."""

from __future__ import annotations

from typing import NamedTuple

from feedback.analysis.records import WeighedWord
from feedback.analysis.sentiment.entries import STRONGEST, Effect
from feedback.analysis.sentiment.lexicon import Lexicon
from feedback.analysis.sentiment.tokens import Token, tokens

# How far a negation and an intensifier reach, in words, when no mark stands between.
TURN_REACH = 4
TIMES_REACH = 2
# "Not good" is less bad than "bad" (VADER's constant); "not bad" is only a little good.
TURNED_GOOD = -0.74
TURNED_BAD = -0.5
# A negation with nothing to turn around still says that something was missing: "no había toallas".
BARE_TURN = -0.5
CAPITALS = 1.2
EXCLAMATION = 1.1
# "Is the food good?" asks; it does not praise.
ASKED_GOOD = 0.5


class _Step(NamedTuple):
    """An effect and the words of the mention it comes from."""

    first: int
    end: int
    effect: Effect


def weigh(text: str, start: int, end: int, lexicon: Lexicon, shouting: bool) -> list[WeighedWord]:
    """The words of `text[start:end]` that carry a feeling, with their weight there, -4..4.

    `shouting`: the whole comment is in capitals, so that capitals stress nothing.
    """
    found = tokens(text, start, end)
    if not found:
        return []
    weighed = _Weighing(found, shouting).weigh(_steps(found, lexicon))
    return _emphasise(weighed, text[start:end])


def _steps(found: list[Token], lexicon: Lexicon) -> list[_Step]:
    """Phrases and words with an effect, longest first at each place, none overlapping."""
    known = [lexicon.know(token.text) for token in found]
    steps: list[_Step] = []
    at = 0
    while at < len(found):
        end, effect = at + 1, known[at].effect
        if known[at].opens and (phrase := lexicon.phrase_at(known, at, _stop(found, at))):
            end, effect = phrase
        if effect is not None:
            steps.append(_Step(at, end, effect))
        at = end
    return steps


def _stop(found: list[Token], at: int) -> int:
    """A phrase does not run across a mark."""
    stop = at + 1
    while stop < len(found) and not found[stop].breaks:
        stop += 1
    return stop


class _Weighing:
    """Walks through the steps of a mention, remembering what turns or strengthens the words to come."""

    def __init__(self, found: list[Token], shouting: bool) -> None:
        self._found = found
        self._shouting = shouting
        self._turned_by: _Step | None = None
        self._turn_used = False
        self._times = 1.0
        self._times_until = -1
        self._weighed: list[WeighedWord] = []

    def weigh(self, steps: list[_Step]) -> list[WeighedWord]:
        for step in steps:
            if step.effect.kind == "turn":
                self._begin_turn(step)
            elif step.effect.kind == "times":
                self._strengthen(step)
            else:
                self._add(step)
        self._close_turn()
        return self._weighed

    def _begin_turn(self, step: _Step) -> None:
        """"No … nada" is one negation, so a second one within reach of an unused first only takes its place."""
        if not self._reaches(step):
            self._close_turn()
        self._turned_by, self._turn_used = step, False

    def _close_turn(self) -> None:
        if self._turned_by and not self._turn_used:
            self._weighed.append(WeighedWord(self._words(self._turned_by), BARE_TURN))
        self._turned_by = None

    def _reaches(self, step: _Step) -> bool:
        turn = self._turned_by
        return turn is not None and step.first - turn.end < TURN_REACH and not self._breaks(turn.end, step.first)

    def _breaks(self, first: int, last: int) -> bool:
        return any(self._found[at].breaks for at in range(first, last + 1))

    def _strengthen(self, step: _Step) -> None:
        self._times = self._current_times(step) * step.effect.amount
        self._times_until = step.end + TIMES_REACH - 1

    def _current_times(self, step: _Step) -> float:
        return self._times if step.first <= self._times_until and not self._found[step.first].breaks else 1.0

    def _add(self, step: _Step) -> None:
        weight = step.effect.amount * self._current_times(step) * self._capitals(step)
        if self._reaches(step):
            weight *= TURNED_GOOD if weight > 0 else TURNED_BAD
            self._turn_used = True
        self._times = 1.0
        if weight:
            self._weighed.append(WeighedWord(self._words(step), max(-STRONGEST, min(STRONGEST, weight))))

    def _capitals(self, step: _Step) -> float:
        word = self._found[step.first].text
        return CAPITALS if not self._shouting and len(word) > 1 and word.isupper() else 1.0

    def _words(self, step: _Step) -> str:
        return " ".join(token.text for token in self._found[step.first : step.end])


def _emphasise(weighed: list[WeighedWord], mention: str) -> list[WeighedWord]:
    """Exclamation marks make everything said stronger; a question asks after the good rather than praising it."""
    strength = EXCLAMATION ** min(mention.count("!"), 3)
    asked = ASKED_GOOD if "?" in mention else 1.0
    if strength == 1.0 and asked == 1.0:
        return weighed
    return [_scaled(word, strength * (asked if word.weight > 0 else 1.0)) for word in weighed]


def _scaled(word: WeighedWord, factor: float) -> WeighedWord:
    return WeighedWord(word.text, max(-STRONGEST, min(STRONGEST, word.weight * factor)))
