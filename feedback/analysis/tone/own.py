"""Words an organisation itself wants to avoid, beside the rules that come with the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feedback.analysis.tone.model import Finding
from feedback.analysis.tone.tokens import START, Token, tokens
from feedback.errors import Message, message

OWN = "own"
"""The class of these rules, as "blaming" is one."""
_CONTENT = "%(text)s"


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words to avoid in texts of one language, and what to say instead ('' where nobody wrote anything better).

    They are found as whole words in this order, whatever their case and accents.
    """

    lang: str
    words: str
    instead: str = ""


def own_findings(text: str, lang: str, avoided: Iterable[Avoided]) -> tuple[Finding, ...]:
    """Every place of `text`, written in `lang`, where words stand that the organisation avoids; in reading order."""
    code = lang.partition("-")[0].lower()
    wanted = [(_folded(one.words), one) for one in avoided if one.lang == code]
    if not wanted:
        return ()
    found = [token for token in tokens(text) if token.word != START]
    words = [token.word for token in found]
    places = ((at, len(phrase), one) for phrase, one in wanted for at in _places(words, phrase))
    return tuple(sorted((_finding(text, found, *place) for place in places), key=lambda one: (one.start, one.end)))


def joined(given: Sequence[Finding], own: Sequence[Finding]) -> tuple[Finding, ...]:
    """Both in reading order; where they overlap, what the organisation says itself stands."""
    taken = {at for one in own for at in range(one.start, one.end)}
    kept = (one for one in given if one.whole or taken.isdisjoint(range(one.start, one.end)))
    return tuple(sorted([*kept, *own], key=lambda one: (one.start, one.end, one.rule)))


@lru_cache(maxsize=512)
def _folded(words: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(words) if token.word != START)


def _places(words: Sequence[str], phrase: tuple[str, ...]) -> Iterator[int]:
    length = len(phrase)
    return (at for at in range(len(words) - length + 1) if length and tuple(words[at : at + length]) == phrase)


def _finding(text: str, found: Sequence[Token], at: int, length: int, one: Avoided) -> Finding:
    start, end = found[at].start, found[at + length - 1].end
    instead = Message(_CONTENT, {"text": one.instead}) if one.instead else message("Say it in another way.")
    why = message("Your organisation has chosen not to write it like this.")
    return Finding(f"{OWN}/{one.words}", start, end, text[start:end], why, instead, "mind")
