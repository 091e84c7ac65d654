"""The tone check: one text in, what to mind in it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from feedback.analysis.text import LANGUAGES
from feedback.analysis.tone.finding import Place, finder
from feedback.analysis.tone.initials import initials
from feedback.analysis.tone.measures import measured
from feedback.analysis.tone.model import Finding, Kind
from feedback.analysis.tone.own import Avoided, joined, own_findings
from feedback.analysis.tone.tokens import Token, tokens
from feedback.errors import Message

MOST = 10_000
"""Characters of a text that are looked at; nothing that people write by hand here is longer."""
_CONTENT = "%(text)s"
"""A message whose words come with the rules, in every language, and not from the catalogue."""


@lru_cache(maxsize=2048)
def check(text: str, lang: str, kind: Kind = "text") -> tuple[Finding, ...]:
    """What to mind in what an insider wrote, in reading order; nothing in a language that has no rules.

    `lang` is a language code ("es", "pt-BR"). No two findings of one place: where rules overlap, the longer words
    count, and what is about respect before what is about clarity. Words in quotation marks are somebody else's
    and stay out. Works in time linear in the text, of which the first 10,000 characters are read.
    """
    code = lang.partition("-")[0].lower()
    if code not in LANGUAGES or not text.strip():
        return ()
    text = text[:MOST]
    found = tokens(text)
    places = finder(code, kind).find([token.word for token in found])
    results = [_finding(text, found, place) for place in _apart(places)]
    results += [*_initials(text, kind, results), *measured(text, found, kind)]
    return tuple(sorted(results, key=lambda one: (one.start, one.end, one.rule)))


def check_in(
    text: str, languages: Sequence[str], kind: Kind = "text", avoided: Sequence[Avoided] = ()
) -> tuple[Finding, ...]:
    """The same for a text that may be in any of these languages: the findings of the one that has most to say.

    `avoided` are words the organisation itself does not want to use.
    """
    found = [joined(check(text, lang, kind), own_findings(text[:MOST], lang, avoided)) for lang in languages]
    return max(found, key=_weight, default=())


def _weight(findings: tuple[Finding, ...]) -> tuple[int, int]:
    return sum(one.severity == "mind" for one in findings), len(findings)


def _initials(text: str, kind: Kind, others: Sequence[Finding]) -> Iterator[Finding]:
    """Initials that no rule names and people may read."""
    if kind != "note":
        taken = {at for one in others for at in range(one.start, one.end)}
        yield from (one for one in initials(text) if one.start not in taken)


def _apart(places: Sequence[Place]) -> list[Place]:
    """Places that do not overlap: what is about respect first, then the longer, then the earlier."""
    kept: list[Place] = []
    free = [True] * (max((place.end for place in places), default=0) + 1)
    for place in sorted(places, key=_rank):
        if all(free[place.start : place.end]):
            free[place.start : place.end] = [False] * (place.end - place.start)
            kept.append(place)
    return kept


def _rank(place: Place) -> tuple[bool, int, int, str]:
    return place.rule.severity != "mind", place.start - place.end, place.start, place.rule.id


def _finding(text: str, found: Sequence[Token], place: Place) -> Finding:
    start, end = found[place.start].start, found[place.end - 1].end
    return Finding(
        place.rule.id,
        start,
        end,
        text[start:end],
        Message(_CONTENT, {"text": dict(place.rule.explanation)}),
        Message(_CONTENT, {"text": dict(place.rule.suggestion)}),
        place.rule.severity,
    )


class Piece(NamedTuple):
    """A part of a text, and whether it is marked."""

    text: str
    marked: bool


def marked(text: str, findings: Sequence[Finding]) -> list[Piece]:
    """The text cut into marked and unmarked pieces, together the whole text; a long sentence is not marked itself."""
    pieces: list[Piece] = []
    at = 0
    for one in findings:
        if not one.whole and one.start >= at:
            pieces += [Piece(text[at : one.start], False), Piece(one.words, True)]
            at = one.end
    return [piece for piece in [*pieces, Piece(text[at:], False)] if piece.text]
