"""Where a text counts so few people that they can be told apart, in figures and in words. Pure.

The words stand in `tongues`. What is found is a sort of `feedback.programme.rules.revealing` and its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from feedback.programme.rules.notices import PUBLIC_K
from feedback.programme.rules.tongues import Runs, Token, Tongue, tokens, tongue_of

Sort = Literal["few", "part", "maybe_one", "percent"]
_EQUALS = re.compile(r"\s*[:=(]\s*")
_ENDS = re.compile(r"\s*(?:[.,;:!?)]|$)")
_LONGEST_NUMBER = 6
_ENDINGS = ("es", "s")


class _Count(NamedTuple):
    """What a count could tell, and the token where what it counts would begin."""

    sort: Sort
    after: int


def counted(text: str, language: str, groups: Collection[str] = ()) -> Iterator[tuple[Sort, str]]:
    """Every count of few people, with its words; `groups` are names whose words are counted like people."""
    found, tongue, seen = tokens(text), tongue_of(language), 0
    people = tongue.people | _nouns(groups)
    for at, token in enumerate(found):
        hit = _hit(found, at, tongue, people) or _trailing(text, found, at, tongue, people)
        if token.start < seen or hit is None:
            continue
        sort, seen = hit
        yield sort, text[token.start : seen]


def _hit(found: Sequence[Token], at: int, tongue: Tongue, people: frozenset[str]) -> tuple[Sort, int] | None:
    """What begins here, and where it ends in the text."""
    if (end := _all_but(found, at, tongue, people)) is not None:
        return "part", end
    count = _count(found, at, tongue)
    if count is None or (last := _people_at(found, count.after, tongue, people)) is None:
        return None
    # "Two of them" may be things, and technicians may be those who act: somebody has to look.
    meant = count.sort != "few" or last.text in people
    return count.sort if meant else "maybe_one", last.end


def _trailing(
    text: str, found: Sequence[Token], at: int, tongue: Tongue, people: frozenset[str]
) -> tuple[Sort, int] | None:
    """Where a count ends whose number stands last: "customers: 3", "n = 3", "three" in "said three."."""
    if at + 1 == len(found) or not _is_few(found[at + 1].text, tongue):
        return None
    token, number = found[at], found[at + 1]
    if (token.text in people or token.text == "n") and _EQUALS.fullmatch(text[token.end : number.start]):
        return "few", number.end
    if token.text in tongue.said and _ENDS.match(text, number.end):
        return "maybe_one", number.end
    return None


def _nouns(groups: Collection[str]) -> frozenset[str]:
    """The words of the names that may be counted, of one and of many: short ones hold the others together."""
    named = {token.text for name in groups for token in tokens(name) if len(token.text) > 3}
    one = {word.removesuffix(ending) for word in named for ending in _ENDINGS if len(word) > 5}
    return frozenset(named | one | {word + ending for word in named for ending in _ENDINGS})


def _all_but(found: Sequence[Token], at: int, tongue: Tongue, people: frozenset[str]) -> int | None:
    """Where "all our suppliers but two" ends that begins here."""
    if found[at].text not in tongue.all:
        return None
    after = at + 1
    while after < len(found) and found[after].text in (tongue.between | people | {"el", "mundo", "o"}):
        after += 1
    for run in tongue.but:
        last = after + len(run)
        if last < len(found) and _texts(found, after, len(run)) == run and _is_few(found[last].text, tongue):
            return found[last].end
    return None


def _is_few(token: str, tongue: Tongue) -> bool:
    number = 1 if token in tongue.ones else _number(token, tongue)
    return number is not None and number < PUBLIC_K


def _count(found: Sequence[Token], at: int, tongue: Tongue) -> _Count | None:
    """What a count that begins here could tell."""
    start = at + 1 if found[at].text[0].isdecimal() else at
    for where, runs, sort in (
        (start, tongue.percent, "percent"),
        (at, tongue.share, "percent"),
        (at, tongue.single, "few"),
        (at, tongue.loose, "maybe_one"),
    ):
        if size := _run_at(found, where, runs):
            return _Count(sort, where + size)  # type: ignore[arg-type]
    number = _number(found[at].text, tongue)
    return None if number is None else _part(found, at, tongue, number)


def _run_at(found: Sequence[Token], at: int, runs: Runs) -> int:
    """How many words the longest of these runs has that begins here; 0 where none does."""
    return max((len(run) for run in runs if _texts(found, at, len(run)) == run), default=0)


def _part(found: Sequence[Token], at: int, tongue: Tongue, number: int) -> _Count | None:
    """The same of a number, alone or of a whole: 5 in "5 of the 7"."""
    for run in tongue.of:
        after = at + 1 + len(run)
        if _texts(found, at + 1, len(run)) != run or after >= len(found):
            continue
        if (whole := _number(found[after].text, tongue)) is not None:
            if number < PUBLIC_K:
                return _Count("few", after + 1)
            return _Count("part", after + 1) if 0 < whole - number < PUBLIC_K else None
    return _Count("few", at + 1) if number < PUBLIC_K else None


def _people_at(found: Sequence[Token], at: int, tongue: Tongue, people: frozenset[str]) -> Token | None:
    """The word for people that stands here, after words such as "of our" and at most one adjective."""
    while at < len(found) and found[at].text in tongue.between:
        at += 1
    near = found[at : at + 2]
    return next((one for one in near if one.text in people | tongue.them | tongue.said), None)


def _texts(found: Sequence[Token], at: int, size: int) -> tuple[str, ...]:
    return tuple(one.text for one in found[at : at + size])


def _number(token: str, tongue: Tongue) -> int | None:
    if token.isdecimal() and len(token) <= _LONGEST_NUMBER:
        return int(token) or None
    return tongue.numbers.get(token)
