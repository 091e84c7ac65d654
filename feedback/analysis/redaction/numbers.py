"""Card and phone numbers among all the other numbers that people write: prices, times, years, rooms, waits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedback.analysis.redaction import phones
from feedback.analysis.redaction.check_digits import card
from feedback.analysis.redaction.kinds import Found

GROUP = re.compile(r"\d+")
# What may stand between the groups of one number: one separator, or the brackets around an area code.
SEPARATOR = re.compile(r"[ .-]|\) ?| \(| - ")

MOST_DIGITS = 19
MOST_GROUPS = 10
FEWEST_DIGITS = min(phones.CALLED_DIGITS)
SHORTEST_CARD_GROUP = 4
# How far back a word like "teléfono" may stand, and how far on a currency.
BEFORE, AFTER = 60, 14

Groups = Sequence[re.Match[str]]


def numbers(text: str) -> Iterator[Found]:
    """Card and phone numbers, from left to right, without overlap."""
    for groups in _phrases(text):
        at = 0
        while at < len(groups):
            found, end = _longest(text, groups, at)
            if found is not None:
                end = _widened(text, groups, at, end)
                yield found._replace(end=groups[end - 1].end())
            at = end


def _phrases(text: str) -> Iterator[Groups]:
    """Groups of digits that may belong together, as people write long numbers."""
    phrase: list[re.Match[str]] = []
    for group in GROUP.finditer(text):
        if phrase and not SEPARATOR.fullmatch(text, phrase[-1].end(), group.start()):
            yield phrase
            phrase = []
        phrase.append(group)
    if phrase:
        yield phrase


def _widened(text: str, groups: Groups, at: int, end: int) -> int:
    """Where a number ends when one that starts inside it goes on: which of them it was cannot be told, both go."""
    inside = at + 1
    while inside < end:
        found, later = _longest(text, groups, inside)
        end = max(end, later) if found is not None else end
        inside += 1
    return end


def _longest(text: str, groups: Groups, at: int) -> tuple[Found | None, int]:
    """The longest number that starts with this group, and the group after it; else nothing, and the next group.

    Only the first group of a phrase can follow a plus or a word: between groups there is room for neither.
    """
    start = groups[at].start()
    before = text[max(0, start - BEFORE) : start] if at == 0 else ""
    introduced = bool(phones.PLUS.search(before)) or groups[at][0].startswith("00")
    called = bool(phones.CALLED.search(before))
    for window in _windows(groups, at, MOST_GROUPS if introduced or called else phones.MOST_GROUPS):
        if _is_card(window):
            return Found(start, window[-1].end(), "card"), at + len(window)
        if _is_phone(text, window, introduced, called):
            return Found(_opening(text, before, window), window[-1].end(), "phone"), at + len(window)
    return None, at + 1


def _windows(groups: Groups, at: int, most_groups: int) -> Iterator[Groups]:
    """Runs of groups from this one, the longest first, with as many digits as a card or a phone may have."""
    digits, ends = 0, []
    for end in range(at, min(len(groups), at + most_groups)):
        digits += len(groups[end][0])
        if digits > MOST_DIGITS:
            break
        if digits >= FEWEST_DIGITS:
            ends.append(end + 1)
    return (groups[at:end] for end in reversed(ends))


def _is_card(window: Groups) -> bool:
    return all(len(group[0]) >= SHORTEST_CARD_GROUP for group in window[:-1]) and card(_digits(window))


def _is_phone(text: str, window: Groups, introduced: bool, called: bool) -> bool:
    start, end, digits = window[0].start(), window[-1].end(), _digits(window)
    if introduced:
        shaped = phones.is_international(digits.removeprefix("00"))
    elif called and len(digits) in phones.CALLED_DIGITS:
        shaped = True
    else:
        shaped = phones.is_national(text[start:end], [group[0] for group in window])
    return shaped and not phones.is_amount(digits, text[max(0, start - AFTER) : start], text[end : end + AFTER])


def _opening(text: str, before: str, window: Groups) -> int:
    """Where the number begins, with its plus, and with the bracket that it closes itself."""
    start = window[0].start()
    if plus := phones.PLUS.search(before):
        return start - len(plus[0])
    return start - 1 if before.endswith("(") and ")" in text[start : window[-1].end()] else start


def _digits(window: Groups) -> str:
    return "".join(group[0] for group in window)
