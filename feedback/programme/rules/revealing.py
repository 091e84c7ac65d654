"""What in a notice could tell who said it: too few people, somebody's own words, a way to reach a person. Pure.

It reads what a member wrote, before everybody does. What must not be there stops the notice; what may be all right
has to be looked at (`feedback.programme.rules.publishing`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from feedback.analysis.redaction import placeholder, redact
from feedback.errors import N_, Message, message
from feedback.programme.rules import counting, naming
from feedback.programme.rules.notices import PUBLIC_K
from feedback.programme.rules.tongues import Token, tokens

Sort = Literal[counting.Sort, naming.Sort, "quoted", "own_words", "reach"]
STOPS: frozenset[Sort] = frozenset({"few", "part", "quoted", "own_words", "name"})
"""What must go before a notice is published; the others may be meant and have to be looked at."""
LONGEST_QUOTED = 4
"""Words between quotation marks that may still be the name of something."""
SAME_WORDS = 6
"""So many words in a row that also stand in an answer are somebody's own."""
_QUOTED = re.compile(r"“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]|\"([^\"]*)\"|‘([^’]*)’(?!\w)")

_SAYS: dict[Sort, str] = {
    "few": N_("So few people can be told apart. Leave the number out: nothing under %(k)s people is published."),
    "part": N_("What is missing to the whole is so small that it tells who did not say it. Leave the numbers out."),
    "maybe_one": N_("If certain people are meant, they can be recognised. Say it of everybody instead."),
    "percent": N_(
        "A share of few people tells who they are. Make sure that at least %(k)s stand behind it and beside it."
    ),
    "quoted": N_("Somebody's own words are never published, also without a name. Say it in yours."),
    "own_words": N_("So many words in a row stand in an answer. Say it in your own."),
    "reach": N_("This reaches somebody. Leave it only where it is the organisation's own."),
    "name": N_("A person of your groups has this name. Nobody is named on a public page."),
    "maybe_name": N_("Somebody of your groups is called this. Leave it only where nobody of them is meant."),
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
    `names` those of people who must not be named.
    """
    found = [
        *(Revealing(*one) for one in counting.counted(text, language, groups)),
        *_quoted(text),
        *_shared(text, tokens(text), sentences),
        *_reaches(text, language),
        *(Revealing(*one) for one in naming.named(text, names)),
    ]
    return list(dict.fromkeys(found))


def _quoted(text: str) -> Iterator[Revealing]:
    for one in _QUOTED.finditer(text):
        inside = next(part for part in one.groups() if part is not None)
        if len(tokens(inside)) > LONGEST_QUOTED:
            yield Revealing("quoted", one.group())


def _shared(text: str, words: Sequence[Token], sentences: Iterable[str]) -> Iterator[Revealing]:
    runs = _runs([token.text for token in words])
    if not runs:
        return
    theirs = {run for sentence in sentences for run in _runs([token.text for token in tokens(sentence)])}
    at = 0
    while at <= len(words) - SAME_WORDS:
        if runs[at] not in theirs:
            at += 1
            continue
        last = at
        while last < len(runs) and runs[last] in theirs:
            last += 1
        yield Revealing("own_words", text[words[at].start : words[last + SAME_WORDS - 2].end])
        at = last + SAME_WORDS - 1


def _runs(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(tokens[at : at + SAME_WORDS]) for at in range(len(tokens) - SAME_WORDS + 1)]


def _reaches(text: str, language: str) -> Iterator[Revealing]:
    """Addresses and numbers of a person; a link leads to a page and is left alone."""
    kinds = [kind for kind in redact(text, language).kinds if kind != "link"]
    return (Revealing("reach", placeholder(kind, language)) for kind in kinds)
