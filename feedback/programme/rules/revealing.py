"""What in a notice could tell who said it: too few people, somebody's own words, a way to reach a person. Pure.

It reads what a member wrote, before everybody does. What must not be there stops the notice; what may be all right
has to be looked at (`feedback.programme.rules.publishing`).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from feedback.analysis.redaction import placeholder, redact
from feedback.errors import N_, Message, message
from feedback.programme.rules.notices import PUBLIC_K

Sort = Literal["few", "part", "maybe_one", "percent", "quoted", "own_words", "reach", "name"]
STOPS: frozenset[Sort] = frozenset({"few", "part", "quoted", "own_words", "name"})
"""What must go before a notice is published; the others may be meant and have to be looked at."""
LONGEST_QUOTED = 4
"""Words between quotation marks that may still be the name of something."""
SAME_WORDS = 6
"""So many words in a row that also stand in an answer are somebody's own."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")
_QUOTED = re.compile(r"“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]|\"([^\"]*)\"|‘([^’]*)’(?!\w)")
_LONGEST_NUMBER = 6

_SAYS: dict[Sort, str] = {
    "few": N_("So few people can be told apart. Leave the number out: nothing under %(k)s people is published."),
    "part": N_("What is missing to the whole is so small that it tells who did not say it. Leave the numbers out."),
    "maybe_one": N_("If this is one certain person, they can be recognised. Say it of everybody instead."),
    "percent": N_(
        "A share of few people tells who they are. Make sure that at least %(k)s stand behind it and beside it."
    ),
    "quoted": N_("Somebody's own words are never published, also without a name. Say it in yours."),
    "own_words": N_("So many words in a row stand in an answer. Say it in your own."),
    "reach": N_("This reaches somebody. Leave it only where it is the organisation's own."),
    "name": N_("A person of your groups has this name. Nobody is named on a public page."),
}


@dataclass(frozen=True, slots=True)
class Revealing:
    """A place in a text that could tell who said it."""

    sort: Sort
    words: str

    @property
    def stops(self) -> bool:
        return self.sort in STOPS

    @property
    def message(self) -> Message:
        return message(_SAYS[self.sort], k=PUBLIC_K) if "%(k)s" in _SAYS[self.sort] else message(_SAYS[self.sort])


class _Token(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The counting words of one language, folded."""

    numbers: dict[str, int]
    single: frozenset[tuple[str, ...]]
    loose: frozenset[str]
    people: frozenset[str]
    between: frozenset[str]
    of: frozenset[tuple[str, ...]]


def revealing(
    text: str,
    language: str,
    *,
    groups: Collection[str] = (),
    sentences: Iterable[str] = (),
    names: Collection[str] = (),
) -> list[Revealing]:
    """What in the text could tell who said it, in the order of the text within each sort.

    `groups` are the names of groups, which are counted like people; `sentences` what was said and its author may read;
    `names` are those of people that stand in the text.
    """
    tokens = _tokens(text)
    found = [
        *_counted(text, tokens, _tongue(language), _nouns(groups)),
        *_quoted(text),
        *_shared(text, tokens, sentences),
        *_reaches(text, language),
        *(Revealing("name", name) for name in names),
    ]
    return list(dict.fromkeys(found))


def folded(text: str) -> str:
    """Without case and accents, so that "Tres" and "três" are found as they are written."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def capitals(text: str, most: int = 4) -> list[str]:
    """Runs of two to `most` words that may be somebody's name, as they are written."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    runs = (words[at : at + size] for size in range(2, most + 1) for at in range(len(words) - size + 1))
    return list(dict.fromkeys(" ".join(run) for run in runs if run[0][0].isupper() and run[-1][0].isupper()))


def _tokens(text: str) -> list[_Token]:
    return [_Token(folded(one.group()), one.start(), one.end()) for one in _WORD.finditer(text)]


@cache
def words() -> dict[str, dict[str, Any]]:
    """Language -> its counting words, as they are written."""
    return tomllib.loads(Path(__file__).with_name("counting_words.toml").read_text("utf-8"))


@cache
def _tongue(language: str) -> _Tongue:
    """A language we have no words of is read with all of them."""
    known = words()
    parts = [known[language]] if language in known else list(known.values())
    return _Tongue(
        {folded(word): number for part in parts for word, number in part["numbers"].items()},
        frozenset(tuple(folded(one).split()) for part in parts for one in part["single"]),
        frozenset(folded(one) for part in parts for one in part["loose"]),
        frozenset(folded(one) for part in parts for one in part["people"]),
        frozenset(folded(one) for part in parts for one in part["between"]),
        frozenset(tuple(folded(one).split()) for part in parts for one in part["of"]),
    )


def _nouns(groups: Collection[str]) -> frozenset[str]:
    """The words of the groups' names that may be counted: short ones hold them together."""
    return frozenset(token.text for name in groups for token in _tokens(name) if len(token.text) > 3)


def _counted(text: str, tokens: Sequence[_Token], tongue: _Tongue, nouns: frozenset[str]) -> Iterator[Revealing]:
    people, seen = tongue.people | nouns, 0
    for at, token in enumerate(tokens):
        if token.start < seen or (found := _count(tokens, at, tongue)) is None:
            continue
        sort, after = found
        if (end := _people_at(tokens, after, tongue, people)) is not None:
            seen = end
            yield Revealing(sort, text[token.start : end])


def _count(tokens: Sequence[_Token], at: int, tongue: _Tongue) -> tuple[Sort, int] | None:
    """What a count that begins here could tell, and where what it counts would begin."""
    if tokens[at].text.isdecimal() and _texts(tokens, at + 1, 1) == ("%",):
        return "percent", at + 2
    for run in tongue.single:
        if _texts(tokens, at, len(run)) == run:
            return "few", at + len(run)
    if tokens[at].text in tongue.loose:
        return "maybe_one", at + 1
    number = _number(tokens[at].text, tongue)
    return None if number is None else _part(tokens, at, tongue, number)


def _part(tokens: Sequence[_Token], at: int, tongue: _Tongue, number: int) -> tuple[Sort, int] | None:
    """The same of a number, alone or of a whole: 5 in "5 of the 7"."""
    for run in tongue.of:
        after = at + 1 + len(run)
        if _texts(tokens, at + 1, len(run)) != run or after >= len(tokens):
            continue
        if (whole := _number(tokens[after].text, tongue)) is not None:
            if number < PUBLIC_K:
                return "few", after + 1
            return ("part", after + 1) if 0 < whole - number < PUBLIC_K else None
    return ("few", at + 1) if number < PUBLIC_K else None


def _people_at(tokens: Sequence[_Token], at: int, tongue: _Tongue, people: frozenset[str]) -> int | None:
    """Where the word for people ends that stands here, after words such as "of our" and at most one adjective."""
    while at < len(tokens) and tokens[at].text in tongue.between:
        at += 1
    for token in tokens[at : at + 2]:
        if token.text in people:
            return token.end
    return None


def _texts(tokens: Sequence[_Token], at: int, size: int) -> tuple[str, ...]:
    return tuple(one.text for one in tokens[at : at + size])


def _number(token: str, tongue: _Tongue) -> int | None:
    if token.isdecimal() and len(token) <= _LONGEST_NUMBER:
        return int(token) or None
    return tongue.numbers.get(token)


def _quoted(text: str) -> Iterator[Revealing]:
    for one in _QUOTED.finditer(text):
        inside = next(part for part in one.groups() if part is not None)
        if len(_WORD.findall(inside)) > LONGEST_QUOTED:
            yield Revealing("quoted", one.group())


def _shared(text: str, tokens: Sequence[_Token], sentences: Iterable[str]) -> Iterator[Revealing]:
    runs = _runs([token.text for token in tokens])
    if not runs:
        return
    theirs = {run for sentence in sentences for run in _runs([token.text for token in _tokens(sentence)])}
    at = 0
    while at <= len(tokens) - SAME_WORDS:
        if runs[at] not in theirs:
            at += 1
            continue
        last = at
        while last < len(runs) and runs[last] in theirs:
            last += 1
        yield Revealing("own_words", text[tokens[at].start : tokens[last + SAME_WORDS - 2].end])
        at = last + SAME_WORDS - 1


def _runs(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[at : at + SAME_WORDS]) for at in range(len(tokens) - SAME_WORDS + 1)]


def _reaches(text: str, language: str) -> Iterator[Revealing]:
    """Addresses and numbers of a person; a link leads to a page and is left alone."""
    kinds = [kind for kind in redact(text, language).kinds if kind != "link"]
    return (Revealing("reach", placeholder(kind, language)) for kind in kinds)
