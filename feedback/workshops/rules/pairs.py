"""Which of two matters more: which pairs a person is asked, on which side, and what an answer may be. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import combinations
from math import ceil
from uuid import UUID

from feedback.analysis.pairwise.order import ENOUGH
from feedback.errors import Message, message
from feedback.names import refusal
from feedback.workshops.rules.votes import PAIRS, Groups, Rules

Pair = tuple[str, str]
"""Two things by their ids (hex), sorted, so that a pair has one name."""
Answers = Mapping[str, int]
"""Name of a pair -> 1 where its first matters more, 2 where its second does, 0 where they cannot say."""
NEITHER, FIRST, SECOND = 0, 1, 2
USUAL_PEOPLE = 20
"""People a vote is planned for where nobody said how many are wanted."""
MOST_USUAL = 15
"""Pairs each that people answer before they tire; more only where somebody asks for it."""


def suggested(things: int, people: int) -> int:
    """Pairs of each person so that every thing comes to `ENOUGH` comparisons with so many people, and everybody sees
    every thing; never more than people put up with, nor than there are."""
    needed = max(ceil(ENOUGH * things / (2 * max(people, 1))), ceil(things / 2))
    return min(needed, MOST_USUAL, possible(things))


def settled(by_rules: Rules, things: int, groups: Groups) -> Rules:
    """The rules with a number of pairs: the one asked for, or, where it is 0, the one that tells enough."""
    if by_rules.way != PAIRS:
        return by_rules
    wanted = sum(group["wanted"] for group in groups) or USUAL_PEOPLE
    return replace(by_rules, amount=min(by_rules.amount or suggested(things, wanted), possible(things)))


def people_needed(things: int, amount: int) -> int:
    """People who must answer `amount` pairs each until every thing comes to `ENOUGH` comparisons."""
    return ceil(ENOUGH * things / (2 * amount))


def possible(things: int) -> int:
    """How many pairs there are of so many things."""
    return things * (things - 1) // 2


def pair_of(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def name_of(pair: Pair) -> str:
    return "|".join(pair)


def pair_named(name: str, things: Sequence[str]) -> Pair | None:
    """The pair of this name; None where it is not two different things of the vote."""
    parts = name.split("|")
    if len(parts) != 2 or parts[0] == parts[1] or not set(parts) <= set(things):
        return None
    return pair_of(parts[0], parts[1])


def answer_of(pair: Pair, preferred: str) -> int:
    """What was pressed, as it is kept: the id of one of the two, or "none"; Invalid for anything else."""
    if preferred == "none":
        return NEITHER
    if preferred not in pair:
        raise refusal("choices", message("Press one of the two, or that you cannot say."))
    return FIRST if preferred == pair[0] else SECOND


def pressed(pair: Pair, answers: Answers) -> str:
    """What this person said of the pair before, as `answer_of` takes it; '' where it was not asked."""
    said = answers.get(name_of(pair))
    return "" if said is None else ("none", *pair)[said]


def told(answers: Answers) -> list[tuple[str, str]]:
    """(better, worse) of each pair that was told apart."""
    pairs = [(name.split("|"), said) for name, said in answers.items() if said]
    return [(one, other) if said == FIRST else (other, one) for (one, other), said in pairs]


def next_pair(
    things: Sequence[str], mine: Answers, lot: bytes, met: Mapping[str, tuple[int, int]] | None = None
) -> Pair | None:
    """The pair a person is asked next; None once they answered all there are.

    The thing they have seen least, beside the one they have seen least after it, never a pair twice: so everybody
    judges every thing equally often. What is left open falls to the pair that needs it most: `met` is how often
    everybody put the first and the second of a pair above the other, and pairs that are close need more, in proportion
    to the information p(1 − p) a comparison gives (Bradley & Terry). Where that is left open too, by lot. Without `met`
    it is the lot alone: while an anonymous vote runs, what others answered must not show in what one is asked, nor
    later in which pairs stand on a paper.
    """
    seen = Counter(thing for name in mine for thing in name.split("|"))
    pairs = [pair for pair in map(lambda both: pair_of(*both), combinations(things, 2)) if name_of(pair) not in mine]
    if not pairs:
        return None
    most = met or {}
    return min(pairs, key=lambda pair: (*_seen(seen, pair), _met(most, pair), _draw(lot, pair)))


def _seen(seen: Mapping[str, int], pair: Pair) -> tuple[int, int]:
    low, high = sorted((seen[pair[0]], seen[pair[1]]))
    return low, high


def _met(met: Mapping[str, tuple[int, int]], pair: Pair) -> float:
    """How often a pair was answered, one that is nearly decided counting for more."""
    first, second = met.get(name_of(pair), (0, 0))
    share = (first + 1) / (first + second + 2)
    return (first + second) / (4 * share * (1 - share))


def _draw(lot: bytes, pair: Pair) -> bytes:
    return blake2b(name_of(pair).encode(), key=lot, digest_size=8).digest()


def lot_of(drawn_by: str, participant: UUID) -> bytes:
    """What one person's pairs are drawn by: nobody can work it out from their number without what the vote holds."""
    return blake2b(participant.bytes, key=drawn_by.encode(), digest_size=16).digest()


def sides(pair: Pair, things: Sequence[str], lot: bytes) -> tuple[str, str]:
    """(left, right): always the same for one person, each thing as often left as right as can be, and the other way
    round for every second person."""
    one, other = sorted(pair, key=things.index)
    odd = (things.index(other) - things.index(one)) % 2 == 1
    return (one, other) if odd == (lot[0] % 2 == 0) else (other, one)


def tallied(papers: Sequence[Answers]) -> dict[str, tuple[int, int]]:
    """Name of a pair -> how often its first, and its second, was put above the other."""
    counts = Counter((name, said) for answers in papers for name, said in answers.items() if said)
    return {name: (counts[name, FIRST], counts[name, SECOND]) for name, _ in counts}


def check_room(mine: Answers, pair: Pair, amount: int) -> None:
    """Invalid where it is one pair more than a person is asked: an answer that changes is not."""
    if name_of(pair) not in mine and len(mine) >= amount:
        raise refusal("choices", message("You have answered every pair you are asked. You can still change an answer."))


def stand_words(kind: str) -> Message:
    """How groups stand to a thing that was compared, in everyday words."""
    return {
        "shared": message("In every group that was heard, most people put it above what it stood beside."),
        "contested": message("Most people of one group put it above, most of another below."),
        "specific": message("One group puts it above, the others below."),
        "open": message("The votes do not tell the groups apart here."),
        "unknown": message("Fewer than two groups have enough people here to compare them."),
    }[kind]
