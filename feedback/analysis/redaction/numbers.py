"""Card and phone numbers among all the other numbers that people write: prices, times, years, rooms, waits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedback.analysis.redaction.check_digits import card
from feedback.analysis.redaction.kinds import Found

# Digits in groups, as people write long numbers: one separator between groups, brackets around an area code.
PHRASE = re.compile(r"\d+(?:(?:[ .-]|\) ?| \(| - )\d+)*")
GROUP = re.compile(r"\d+")

MOST_DIGITS = 19
PHONE_DIGITS = range(9, 16)
CALLED_PHONE_DIGITS = range(7, 16)

# How national numbers are grouped here: Spain 3-3-3 and 3-2-2-2, Mexico 2-4-4 and 3-3-4, Chile 1-4-4, Brazil 2-5-4 …
GROUPINGS = frozenset(
    {(9,), (10,), (11,), (12,), (13,), (14,), (15,)}
    | {
        (3, 3, 3),
        (3, 2, 2, 2),
        (3, 3, 4),
        (2, 4, 4),
        (1, 4, 4),
        (2, 5, 4),
        (1, 8),
        (2, 8),
        (3, 6),
        (3, 7),
        (4, 6),
        (2, 7),
    }
    | {
        (3, 3, 2, 2),
        (2, 3, 2, 2),
        (2, 2, 2, 2, 2),
        (2, 3, 4),
        (4, 3, 3),
        (3, 4, 4),
        (2, 9),
        (5, 4),
        (2, 1, 4, 4),
        (5, 5),
    }
    | {(2, 9), (3, 9), (2, 10), (2, 3, 3, 3), (2, 2, 4, 4), (2, 2, 5, 4), (2, 1, 2, 4, 4), (1, 3, 3, 4), (3, 3, 3, 3)}
)
# Digits after the country code; the countries of our users and the neighbours they write from.
COUNTRY_DIGITS = {
    "34": (9,),
    "351": (9,),
    "52": (10, 11),
    "53": (8,),
    "54": (10, 11),
    "55": (10, 11),
    "56": (9,),
    "57": (10,),
    "51": (9,),
    "1": (10,),
    "44": (10,),
    "33": (9,),
}
MONEY = r"(?:€|\$|£|%|eur\b|euros?\b|usd\b|pesos?\b|d[óo]lar(?:es)?\b|dollars?\b|pounds?\b|soles\b|rea(?:l|is)\b|mil\b|mill\w{2,6}\b|c[úu]p?\b)"
MONEY_BEFORE = re.compile(r"(?:[€$£]|\b(?:usd|eur|mxn|ars|cop|clp|brl|pen|cup|s/\.?))\s?$", re.IGNORECASE)
MONEY_AFTER = re.compile(r"\s?(?:de\s)?" + MONEY, re.IGNORECASE)
CALLED = re.compile(
    r"\b(?:tel[ée]?f?(?:ono)?|telefone|phone|m[óo]vil|cel(?:ular)?|mobile|whats?app|wasap|wsp|fono|ll[áa]m[ae](?:me|nos|r|rme)?"
    r"|call(?: me)?|text me|ligue(?: para)?|fax)\b[^\w\n]{0,4}(?:(?:al?|el|at|es|is|on|no|n[º°o]|n[úu]mero|number|m[ei])\b[^\w\n]{0,3}){0,3}\+?\(?$",
    re.IGNORECASE,
)
PREFIX = re.compile(r"(?:\+\s?\(?|\(\+?)$")

Groups = Sequence[re.Match[str]]


def numbers(text: str) -> Iterator[Found]:
    """Card and phone numbers, from left to right, without overlap."""
    for phrase in PHRASE.finditer(text):
        groups = list(GROUP.finditer(text, phrase.start(), phrase.end()))
        at = 0
        while at < len(groups):
            found, used = _longest(text, groups, at)
            if found is not None:
                yield found
            at += used


def _longest(text: str, groups: Groups, at: int) -> tuple[Found | None, int]:
    """The longest number that starts with this group, and how many groups it takes; else nothing, and one group on."""
    for end in range(_reach(groups, at), at, -1):
        window = groups[at:end]
        if _is_card(window):
            return Found(window[0].start(), window[-1].end(), "card"), len(window)
        if _is_phone(text, window):
            return Found(_from_prefix(text, window[0].start()), window[-1].end(), "phone"), len(window)
    return None, 1


def _reach(groups: Groups, at: int) -> int:
    """End of the groups that together have no more digits than the longest number we look for."""
    digits, end = 0, at
    while end < len(groups) and digits + len(groups[end][0]) <= MOST_DIGITS:
        digits += len(groups[end][0])
        end += 1
    return end


def _is_card(window: Groups) -> bool:
    lengths = [len(group[0]) for group in window]
    return card(_digits(window)) and (len(window) == 1 or min(lengths[:-1]) >= 4)


def _is_phone(text: str, window: Groups) -> bool:
    digits, start, end = _digits(window), window[0].start(), window[-1].end()
    before, after = text[max(0, start - 60) : start], text[end : end + 12]
    if _is_amount(text[start:end], digits, before, after):
        return False
    if CALLED.search(before) and len(digits) in CALLED_PHONE_DIGITS:
        return True
    if before.endswith(("+", "+ ", "+(", "(+")) or digits.startswith("00"):
        return _is_international(digits.removeprefix("00"))
    return len(digits) in PHONE_DIGITS and _is_national(text[start:end], window)


def _is_international(digits: str) -> bool:
    for code, lengths in COUNTRY_DIGITS.items():
        if digits.startswith(code):
            return len(digits) - len(code) in lengths
    return len(digits) in range(8, 16)


def _is_national(written: str, window: Groups) -> bool:
    lengths = tuple(len(group[0]) for group in window)
    if lengths not in GROUPINGS or _is_list([int(group[0]) for group in window], lengths) or _has_date(written):
        return False
    return not _is_thousands(written) or written[0] in "6789"


def _is_amount(written: str, digits: str, before: str, after: str) -> bool:
    """Money stays, and so does a round number: nobody's phone ends in four zeros."""
    return bool(digits.endswith("0000") or MONEY_BEFORE.search(before) or MONEY_AFTER.match(after))


def _is_thousands(written: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,4}", written) is not None


def _is_list(values: Sequence[int], lengths: tuple[int, ...]) -> bool:
    """Rooms 101 102 103, years 2019 2020 2021: equally long and counting up in small steps."""
    return (
        len(values) > 1
        and len(set(lengths)) == 1
        and all(0 < after - before <= 20 for before, after in pairwise(values))
    )


def _has_date(written: str) -> bool:
    return re.search(r"\b(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d[-.][01]?\d[-.](?:19|20)\d\d)\b", written) is not None


def _from_prefix(text: str, start: int) -> int:
    prefix = PREFIX.search(text[max(0, start - 3) : start])
    return start - len(prefix[0]) if prefix else start


def _digits(window: Groups) -> str:
    return "".join(group[0] for group in window)
