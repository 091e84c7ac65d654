"""The ways of voting, what a paper may say, and when enough people of each group have voted. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedback.errors import Conflict, Message, message
from feedback.names import line_of, lines, refusal

DOTS, BUDGET, TOP, PAIRS = "dots", "budget", "top", "pairs"
WAYS = (DOTS, BUDGET, TOP, PAIRS)
PLACES = 3
USUAL = {DOTS: 5, BUDGET: 100, TOP: PLACES, PAIRS: 0}
MOST_AMOUNT = {DOTS: 30, BUDGET: 1_000_000, TOP: PLACES, PAIRS: 40}
AMOUNT_FIELD = {DOTS: "amount", BUDGET: "budget", PAIRS: "pairs"}
"""Where a person says how much; three places are always three."""
FEWEST_THINGS, MOST_THINGS = 2, 40
MOST_ON_ONE = 10
MOST_VOTERS = 2000
"""People in one vote; who reaches it is a program."""
MOST_PROPOSALS_EACH = 5
MOST_WANTED = 1000
LONGEST_THING, LONGEST_COMMENT, LONGEST_UNIT = 200, 500, 20
K, K_COMMENTS = 5, 10
"""Fewest people behind a figure, and behind comments, where nobody is to be recognised."""
Groups = Sequence[Mapping[str, Any]]
"""[{"code", "kind", "name", "wanted"}] of a ballot."""


@dataclass(frozen=True, slots=True)
class Rules:
    """By what rules people vote, as a person opening a vote sets them; an amount of 0 pairs is settled by how many
    things there are and how many people are wanted."""

    way: str
    amount: int
    most: int = 1
    unit: str = ""
    anonymous: bool = True
    proposals: bool = True

    @property
    def k(self) -> int:
        return K if self.anonymous else 1

    @property
    def k_comments(self) -> int:
        return K_COMMENTS if self.anonymous else 1


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to vote on, before it is stored."""

    title: Mapping[str, str]
    price: int = 0
    improvement_id: Any = None


def rules_of(way: str, amount: int | None, most: int | None, unit: str, anonymous: bool, proposals: bool) -> Rules:
    """Rules that can be kept; Invalid at `way`, `most` or the amount of that way."""
    if way not in WAYS:
        raise refusal("way", message("Choose how people vote."))
    if way == TOP:
        return Rules(way, PLACES, 1, "", anonymous, proposals)
    given = USUAL[way] if amount is None else amount
    if amount is not None and not 1 <= amount <= MOST_AMOUNT[way]:
        raise refusal(AMOUNT_FIELD[way], message("Choose between 1 and %(most)s.", most=MOST_AMOUNT[way]))
    if way != DOTS:
        counted_in = line_of("unit", unit, most=LONGEST_UNIT) if way == BUDGET else ""
        return Rules(way, given, 1, counted_in, anonymous, proposals)
    on_one = given if most is None else most
    if not 1 <= on_one <= min(given, MOST_ON_ONE):
        limit = min(given, MOST_ON_ONE)
        raise refusal("most", message("Choose between 1 and %(most)s.", most=limit))
    return Rules(way, given, on_one, "", anonymous, proposals)


def check_things(things: Sequence[Thing], rules: Rules) -> None:
    """Invalid where there is nothing to choose between, too much of it, or a thing nobody could pay for."""
    if not FEWEST_THINGS <= len(things) <= MOST_THINGS:
        limits = {"fewest": FEWEST_THINGS, "most": MOST_THINGS}
        raise refusal("things", message("Put between %(fewest)s and %(most)s things to the vote.", **limits))
    if rules.way == BUDGET and any(not 0 < thing.price <= rules.amount for thing in things):
        raise refusal("things", message("Each thing needs a price, of at most what a person may spend."))


def way_name(way: str) -> Message:
    return {
        DOTS: message("Dots to give away"),
        BUDGET: message("A budget to spend"),
        TOP: message("The three that matter most"),
        PAIRS: message("Pairs: which of two matters more"),
    }[way]


def way_rule(way: str, amount: int, most: int, unit: str) -> Message:
    """How one votes, in one sentence, as it stands on everybody's page."""
    if way == DOTS:
        limits = {"amount": amount, "most": most}
        if most >= amount:
            return message("You have %(amount)s dots. Give them as you like, also all to one.", **limits)
        return message("You have %(amount)s dots. Give them as you like, at most %(most)s to one.", **limits)
    if way == BUDGET:
        return message(
            "You may spend %(amount)s %(unit)s. Tick what you would buy; what is left over is left over.",
            amount=amount,
            unit=unit,
        )
    if way == PAIRS:
        return message(
            "You see two things at a time, %(amount)s times, and press the one that matters more.", amount=amount
        )
    return message("Choose up to three: a first, a second and a third.")


def how_counted(way: str) -> Message:
    """How a paper becomes points, in one sentence, beside the result."""
    return {
        DOTS: message("Each dot is one point."),
        BUDGET: message("What a person bought has one point, whatever it costs."),
        TOP: message("A first place has three points, a second two, a third one."),
        PAIRS: message(
            "A thing stands the higher the more often it was put above others, the more so the higher these stand "
            "(Bradley and Terry); each person counts once, however many pairs they answered."
        ),
    }[way]


def points_of(way: str, choices: Mapping[str, int]) -> dict[str, float]:
    """What was chosen, as points: more is better."""
    if way == DOTS:
        return {thing: float(dots) for thing, dots in choices.items()}
    if way == TOP:
        return {thing: float(PLACES + 1 - place) for thing, place in choices.items()}
    return dict.fromkeys(choices, 1.0)


def check_paper(rules: Rules, choices: Mapping[str, int], prices: Mapping[str, int]) -> dict[str, int]:
    """What was chosen, without what was left alone; Invalid where it breaks the rules, with what to do.

    `choices`: thing -> dots, 1 where it is bought, or the place; `prices`: every thing of the vote -> its price.
    """
    chosen = {thing: number for thing, number in choices.items() if number and thing in prices}
    if not chosen:
        raise refusal("choices", message("Choose something first."))
    if rules.way == DOTS:
        _check_dots(rules, chosen)
    elif rules.way == TOP:
        _check_places(chosen)
    else:
        chosen = {thing: prices[thing] for thing in chosen}
        _check_spent(rules, sum(chosen.values()))
    return chosen


def _check_dots(rules: Rules, chosen: Mapping[str, int]) -> None:
    if min(chosen.values()) < 0 or max(chosen.values()) > rules.most:
        raise refusal("choices", message("At most %(most)s dots on one thing.", most=rules.most))
    given = sum(chosen.values())
    if given > rules.amount:
        numbers = {"given": given, "amount": rules.amount}
        raise refusal("choices", message("You gave %(given)s dots and have %(amount)s. Take some back.", **numbers))


def _check_places(chosen: Mapping[str, int]) -> None:
    places = sorted(chosen.values())
    if not set(places) <= set(range(1, PLACES + 1)):
        raise refusal("choices", message("There are a first, a second and a third place."))
    if len(set(places)) < len(places):
        raise refusal("choices", message("Two things cannot have the same place."))


def _check_spent(rules: Rules, spent: int) -> None:
    if spent > rules.amount:
        numbers = {"spent": spent, "amount": rules.amount, "unit": rules.unit}
        raise refusal(
            "choices",
            message("This costs %(spent)s %(unit)s and you have %(amount)s. Leave something out.", **numbers),
        )


def group_of(code: str | None, groups: Groups) -> str:
    """The group somebody says to belong to; '' for somebody else; Invalid where nothing was chosen."""
    if code is None:
        raise refusal("group", message("Say first as whom you are here."))
    return code if any(group["code"] == code for group in groups) else ""


def words_of(field: str, text: str) -> str:
    """A comment or a proposal as it is kept; '' where nothing is written; Invalid where it is too long."""
    written = lines(text)
    if len(written) > LONGEST_COMMENT:
        raise refusal(field, message("At most %(most)s characters.", most=LONGEST_COMMENT))
    return written


def may_reopen(anonymous: bool) -> None:
    """Conflict where people were promised that nobody finds their paper again: then nobody can change one either."""
    if anonymous:
        raise Conflict(message("This vote is anonymous and was counted. Open a new one instead."))


def reached(n: int, wanted: int) -> bool | None:
    """Whether enough people of a group voted; None where nobody said how many that is."""
    return n >= wanted if wanted else None


def within_budget(prices: Sequence[int], amount: int) -> int:
    """How many things, from the first on, a budget pays for."""
    spent = 0
    for number, price in enumerate(prices):
        spent += price
        if spent > amount:
            return number
    return len(prices)


def stand_name(kind: str) -> Message:
    return {
        "shared": message("Shared"),
        "contested": message("Contested"),
        "specific": message("Of one group"),
        "open": message("Not told apart"),
        "unknown": message("Too few groups"),
    }[kind]


def stand_words(kind: str) -> Message:
    """What it means, in everyday words."""
    return {
        "shared": message("In every group that was heard, most people want it."),
        "contested": message("Most people of one group want it, most of another do not."),
        "specific": message("One group wants it, the others leave it aside."),
        "open": message("The votes do not tell the groups apart here."),
        "unknown": message("Fewer than two groups have enough people here to compare them."),
    }[kind]
