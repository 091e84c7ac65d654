"""Reading one mention: which words carry weight there, after negation, intensity and emphasis."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from feedback.analysis.records import WeighedWord
from feedback.analysis.sentiment.entries import STRONGEST, Effect
from feedback.analysis.sentiment.lexicon import Lexicon
from feedback.analysis.sentiment.tokens import Tokens, tokens

# How far a negation and an intensifier reach, in words, when no mark stands between.
TURN_REACH = 4
# "Without" belongs to what follows it at once: in "waiting without knowing is horrible" the horror stays.
WITHOUT_REACH = 2
TIMES_REACH = 2
# "The beds could be more comfortable" asks for comfort: what is good behind a wish says nothing of how it was.
WISH_REACH = 6
# "Not good" is less bad than "bad" (VADER's constant); "not bad" is only a little good.
TURNED_GOOD = -0.74
TURNED_BAD = -0.3
# A negation with nothing to turn around still says that something was missing: "no había toallas".
BARE_TURN = -0.75
CAPITALS = 1.2
EXCLAMATION = 1.1
# "Is the food good?" asks; it does not praise.
ASKED_GOOD = 0.5


class Step(NamedTuple):
    """An effect and the words it comes from: those from `first` up to, not including, `end`."""

    first: int
    end: int
    effect: Effect


def weigh(text: str, start: int, end: int, lexicon: Lexicon, shouting: bool) -> list[WeighedWord]:
    """The words of `text[start:end]` that carry a feeling, with their weight there, -4..4.

    `shouting`: the whole comment is in capitals, so that capitals stress nothing.
    """
    return weigh_found(tokens(text, start, end), text[start:end], lexicon, shouting)


def weigh_found(found: Tokens, mention: str, lexicon: Lexicon, shouting: bool) -> list[WeighedWord]:
    """The same for a mention whose words were found already."""
    steps = steps_of(found, lexicon)
    if not steps:
        return []
    return _emphasise(_Weighing(found, shouting).weigh(steps), mention)


def steps_of(found: Tokens, lexicon: Lexicon) -> list[Step]:
    """Phrases and words with an effect: the longest at each place, none overlapping."""
    known = [lexicon.know(text) for text in found.texts]
    words = [word.parts for word in known]
    stops = _stops(found.breaks)
    steps: list[Step] = []
    at = 0
    while at < len(known):
        end, effect = at + 1, known[at].effect
        if (known[at].opens or at == 0) and (phrase := lexicon.phrases.longest(words, at, stops[at])):
            end, effect = phrase
        if effect is not None:
            steps.append(Step(at, end, effect))
        at = end
    return steps


def _stops(breaks: list[bool]) -> list[int]:
    """For each word where a phrase beginning there must end: phrases do not run across a mark."""
    stops = [len(breaks)] * len(breaks)
    for at in range(len(breaks) - 2, -1, -1):
        stops[at] = at + 1 if breaks[at + 1] else stops[at + 1]
    return stops


class _Weighing:
    """Walks through the steps of a mention, remembering what turns or strengthens the words to come."""

    def __init__(self, found: Tokens, shouting: bool) -> None:
        self._found = found
        self._shouting = shouting
        self._turn: Step | None = None
        self._turn_used = False
        self._times = 1.0
        self._times_until = -1
        self._wish: Step | None = None
        self._weighed: list[tuple[int, WeighedWord]] = []

    def weigh(self, steps: list[Step]) -> list[WeighedWord]:
        for step in steps:
            if step.effect.kind == "weight":
                self._add(step)
            elif step.effect.kind == "wish":
                self._ask(step)
            elif step.effect.kind == "turn":
                self._begin_turn(step)
            elif step.effect.kind == "times":
                self._strengthen(step)
            else:
                self._end_turn()
                self._times = 1.0
        self._end_turn()
        return [word for _, word in sorted(self._weighed, key=itemgetter(0))]

    def _begin_turn(self, step: Step) -> None:
        """ "No … nada" is one negation: a second one within reach of the first only takes its place."""
        if not self._turned(step):
            self._end_turn()
        self._turn, self._turn_used = step, False

    def _end_turn(self) -> None:
        turn = self._turn
        if turn and turn.effect.amount and not self._turn_used:
            self._note(turn, BARE_TURN * turn.effect.amount)
        self._turn = None

    def _turned(self, step: Step) -> bool:
        turn = self._turn
        if turn is None:
            return False
        if step.first - turn.end >= (TURN_REACH if turn.effect.amount else WITHOUT_REACH):
            return False
        return not any(self._found.breaks[turn.end : step.first + 1])

    def _strengthen(self, step: Step) -> None:
        self._times = self._current_times(step) * step.effect.amount
        self._times_until = step.end + TIMES_REACH - 1

    def _current_times(self, step: Step) -> float:
        return self._times if step.first <= self._times_until and not self._found.breaks[step.first] else 1.0

    def _ask(self, step: Step) -> None:
        """ "I don't think it could be better" asks for nothing: a wish that is turned around begins none."""
        self._wish = None if self._turned(step) else step
        self._add(step)

    def _wished(self, step: Step) -> bool:
        wish = self._wish
        if wish is None or step.effect.amount <= 0 or step.first - wish.end >= WISH_REACH:
            return False
        return not any(self._found.breaks[wish.end : step.first + 1])

    def _add(self, step: Step) -> None:
        if self._wished(step):
            return
        weight = step.effect.amount * self._current_times(step) * self._capitals(step)
        self._times = 1.0
        if self._turned(step):
            weight *= TURNED_GOOD if weight > 0 else TURNED_BAD
            self._turn_used = True
        if weight:
            self._note(step, _within(weight))

    def _capitals(self, step: Step) -> float:
        word = self._found.texts[step.first]
        return CAPITALS if not self._shouting and len(word) > 1 and word.isupper() else 1.0

    def _note(self, step: Step, weight: float) -> None:
        words = " ".join(self._found.texts[step.first : step.end])
        self._weighed.append((step.first, WeighedWord(words, weight)))


def _emphasise(weighed: list[WeighedWord], mention: str) -> list[WeighedWord]:
    """Exclamation marks make everything said stronger; a question asks after the good rather than praising it."""
    strength = EXCLAMATION ** min(mention.count("!"), 3)
    asked = ASKED_GOOD if "?" in mention else 1.0
    if strength == 1.0 and asked == 1.0:
        return weighed
    return [
        WeighedWord(word.text, _within(word.weight * strength * (asked if word.weight > 0 else 1.0)))
        for word in weighed
    ]


def _within(weight: float) -> float:
    return max(-STRONGEST, min(STRONGEST, weight))
