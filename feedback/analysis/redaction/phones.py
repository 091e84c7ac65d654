"""What a phone number looks like, and what only looks like one: a price, a date, a list of rooms or years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

NATIONAL_DIGITS = range(9, 16)
TRUNK_DIGITS = range(9, 13)
INTERNATIONAL_DIGITS = range(8, 16)
CALLED_DIGITS = range(7, 16)
LONGEST_STEP_OF_A_LIST = 20

# How people group the digits: Spain 3-3-3 and 3-2-2-2, Mexico 2-4-4 and 3-3-4, Chile 1-4-4, Brazil 2-5-4, and the
# same after a country code without its plus.
GROUPINGS = frozenset(
    {
        *((digits,) for digits in NATIONAL_DIGITS),
        *((1, 8), (2, 7), (2, 8), (2, 9), (2, 10), (3, 6), (3, 7), (3, 9)),
        *((1, 4, 4), (2, 3, 4), (2, 4, 4), (2, 5, 4), (3, 3, 3), (3, 3, 4), (3, 4, 4), (4, 3, 3)),
        *(
            (1, 3, 3, 4),
            (2, 1, 4, 4),
            (2, 2, 4, 4),
            (2, 2, 5, 4),
            (2, 3, 2, 2),
            (2, 3, 3, 3),
            (3, 2, 2, 2),
            (3, 3, 2, 2),
        ),
        *((2, 1, 2, 4, 4), (2, 2, 2, 2, 2)),
    }
)
MOST_GROUPS = max(map(len, GROUPINGS))

# Digits after the country code, for the countries comments here come from.
COUNTRY_DIGITS: dict[str, tuple[int, ...]] = {
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

CALLED = re.compile(
    r"\b(?:tel[ée]?f?(?:ono)?|telefone|phone|m[óo]vil|cel(?:ular)?|mobile|whats?app|wasap|wsp|fono|fax"
    r"|ll[áa]m[ae](?:me|nos|r|rme)?|call(?: me)?|text me|ligue(?: para)?)\b[^\w\n]{0,4}"
    r"(?:(?:al?|el|at|es|is|on|no|n[º°o]|n[úu]mero|number|m[ei])\b[^\w\n]{0,3}){0,3}\(?$",
    re.IGNORECASE,
)
PLUS = re.compile(r"(?:\+\s?\(?|\(\+)$")
MONEY_BEFORE = re.compile(r"(?:[€$£]|\b(?:usd|eur|mxn|ars|cop|clp|brl|pen|cup))\s?$", re.IGNORECASE)
MONEY_AFTER = re.compile(
    r"\s?(?:de\s)?(?:[€$£%]|(?:usd|eur|mxn|ars|cop|clp|brl|pen|cup|euros?|pesos?|d[óo]lar(?:es)?|dollars?|pounds?"
    r"|sol(?:es)?|rea(?:l|is)|mil|mill[óo]n(?:es)?|million|milh(?:ão|ões))\b)",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,4}")
DATE = re.compile(r"\b(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d[-.][01]?\d[-.](?:19|20)\d\d)\b")


def is_international(digits: str) -> bool:
    """Whether digits after a plus or 00 are as many as their country has; for other countries 8 to 15."""
    for code, lengths in COUNTRY_DIGITS.items():
        if digits.startswith(code):
            return len(digits) - len(code) in lengths
    return len(digits) in INTERNATIONAL_DIGITS


def is_national(written: str, groups: Sequence[str]) -> bool:
    """Whether a number without country code is grouped as phone numbers are, and is no date, list or price.

    A leading zero is a trunk prefix, and no amount has one: then any grouping will do.
    """
    lengths = tuple(map(len, groups))
    trunk = written.startswith("0") and sum(lengths) in TRUNK_DIGITS
    if not (trunk or lengths in GROUPINGS) or DATE.search(written) or _is_list(groups, lengths):
        return False
    return THOUSANDS.fullmatch(written) is None or written[0] in "6789"


def is_amount(digits: str, before: str, after: str) -> bool:
    """Money stays, and so does a round number: nobody's phone ends in four zeros."""
    return bool(digits.endswith("0000") or MONEY_BEFORE.search(before) or MONEY_AFTER.match(after))


def _is_list(groups: Sequence[str], lengths: tuple[int, ...]) -> bool:
    """Rooms 101 102 103, years 2019 2020 2021: equally long, counting up in small steps."""
    steps = [int(after) - int(before) for before, after in pairwise(groups)]
    return bool(steps) and len(set(lengths)) == 1 and all(0 < step <= LONGEST_STEP_OF_A_LIST for step in steps)
