"""The words that set two clauses of a sentence against each other, in each language."""

from __future__ import annotations

import re
from typing import NamedTuple


class Contrasts(NamedTuple):
    """`turning` finds where a new clause begins, `opening` recognises one that opposes what was said before,
    `conceding` one that gives way to another. All are for folded text."""

    turning: re.Pattern[str]
    opening: re.Pattern[str]
    conceding: re.Pattern[str]


def _any_of(phrases: str) -> str:
    return "|".join(sorted((phrase.strip() for phrase in phrases.split(",")), key=len, reverse=True))


def _contrasts(opposing: str, conceding: str, never_before: str, never_after: str) -> Contrasts:
    """Phrases are folded and separated by commas; the last two say where an opposing word is no contrast."""
    before = "".join(rf"(?<!\b{phrase.strip()} )" for phrase in never_before.split(","))
    after = rf"(?!\s+(?:{_any_of(never_after)})\b)"
    return Contrasts(
        turning=re.compile(rf"\b{before}(?:{_any_of(opposing + ',' + conceding)})\b{after}"),
        opening=re.compile(rf"\W*+(?:{_any_of(opposing)})\b"),
        conceding=re.compile(rf"\W*+(?:{_any_of(conceding)})\b"),
    )


CONTRASTS: dict[str, Contrasts] = {
    "es": _contrasts(
        opposing="pero, sin embargo, no obstante, en cambio, mientras que, excepto, salvo, solo que, eso si, "
        "por otro lado, por otra parte, lastima que, una lastima que, pena que, ahora bien",
        conceding="aunque, a pesar de, pese a, si bien, aun cuando",
        never_before="nada, sin, ni un, ningun",
        never_after="tambien, que muy, que bien",
    ),
    "en": _contrasts(
        opposing="but, however, nevertheless, nonetheless, whereas, except, apart from, aside from, on the other hand, "
        "other than, shame about, pity about, unfortunately, sadly",
        conceding="although, though, even though, even if, despite, in spite of",
        never_before="nothing, anything, all, everything, last, none, cannot, as, even",
        never_after="also, not least, still very good",
    ),
    "pt": _contrasts(
        opposing="mas, porem, contudo, todavia, entretanto, no entanto, so que, exceto, enquanto que, por outro lado, "
        "em contrapartida, pena que, salvo",
        conceding="embora, apesar de, apesar da, apesar do, ainda que, mesmo que, se bem que",
        never_before="nada, nao so, nao somente",
        never_after="tambem, ainda assim muito bom",
    ),
}
