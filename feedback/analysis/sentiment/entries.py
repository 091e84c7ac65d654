"""The lines of the lexicon files: what a word or phrase does to the feeling of a text.

A line is `entry TAB value`; a line that begins with `#` is a comment. An entry is a word ("perder",
which also finds its inflected forms through their lemma), a stem ("horribl*"), an adjective with its
endings ("lent~" for lento, lenta, lentos, lentas, lentamente) or a phrase of these, of lemmas in angle
brackets ("<hacer> esperar"), of `_` (any one word), `..` (none, one or two words) and, in front, `^`
(only at the beginning of a mention: "^ better", which asks rather than praises). A value is a
weight from -4 (worst) to 4 (best), 0 for what must not count, `x1.3` for a word that makes what
follows stronger or weaker, `not` for a word that turns what follows around and, with nothing to turn
around, says that something was missing, `without` for one that only turns around, `wish` for words
that ask for what is missing (a weight of -1, and what is good behind them is asked for, not praised:
"could be more comfortable"; what Taboada et al. 2011 call irrealis), or `stop` for a word behind which
nothing before it turns or strengthens any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product
from typing import Literal, NamedTuple

from feedback.analysis.text.folding import fold

STRONGEST = 4.0
ANY_WORD, GAP, OPENING = "_", "..", "^"
ENDINGS = ("o", "a", "os", "as", "amente")
_JOINED = re.compile(r"(?<=\w)[-/](?=\w)")


class Effect(NamedTuple):
    """What an entry does: adds a weight, multiplies the next (`times`), turns it around (`turn`,
    whose amount is how far it says by itself that something was missing), asks for something (`wish`, with a
    weight of its own) or ends the reach of what turns and strengthens (`stop`)."""

    kind: Literal["weight", "times", "turn", "wish", "stop"]
    amount: float


TURN = Effect("turn", 1.0)
WISH = Effect("wish", -1.0)
_NAMED = {"not": TURN, "without": Effect("turn", 0.0), "wish": WISH, "stop": Effect("stop", 0.0)}


class Entry(NamedTuple):
    """One line of a lexicon; `parts` are folded words, stems, lemmas and gaps."""

    parts: tuple[str, ...]
    effect: Effect


def read_entries(name: str) -> Iterator[Entry]:
    """The entries of `lexicons/<name>.tsv`, in the order of the file. ValueError names a line that is malformed."""
    text = files("feedback.analysis").joinpath("lexicons", f"{name}.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield from parse_line(line, f"{name}.tsv, line {number}")


def parse_line(line: str, where: str) -> Iterator[Entry]:
    """The entries one line stands for: one, or one per ending. ValueError, naming `where`, when malformed."""
    entry, tab, value = line.partition("\t")
    if not tab or not entry.strip():
        raise ValueError(f"{where}: expected `entry TAB value`, found {line!r}")
    effect = _effect(value.strip(), where)
    for parts in product(*(_with_endings(part) for part in split_entry(entry))):
        yield Entry(parts, effect)


def split_entry(entry: str) -> tuple[str, ...]:
    """The folded parts of an entry; a hyphen or slash separates words, as it does in the texts that are read."""
    return tuple(_JOINED.sub(" ", fold(entry)).split())


def _with_endings(part: str) -> tuple[str, ...]:
    return tuple(part[:-1] + ending for ending in ENDINGS) if part[-1] == "~" else (part,)


def _effect(value: str, where: str) -> Effect:
    if value in _NAMED:
        return _NAMED[value]
    kind: Literal["weight", "times"] = "times" if value.startswith("x") else "weight"
    try:
        amount = float(value.removeprefix("x"))
    except ValueError:
        raise ValueError(f"{where}: {value!r} is no weight, factor or `not`, `without`, `wish`, `stop`") from None
    if abs(amount) > STRONGEST:
        raise ValueError(f"{where}: {value!r} is beyond {STRONGEST}")
    return Effect(kind, amount)
