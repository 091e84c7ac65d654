"""Which sentences stand for a theme: those that say what most say, and those that say the opposite."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feedback.analysis.records import Label
from feedback.analysis.text import fold
from feedback.analysis.text.stopwords import stop_words

SHORT, LONG = 5, 30
"""Words between which a sentence reads best as a quote."""
_ALIKE = 0.5
_WORD = re.compile(r"[^\W\d_]{3,}")
_OPPOSITE: dict[Label, Label] = {"neg": "pos", "pos": "neg"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that may be shown. `score` is its feeling, -1..1; `fold` is the same for copies, empty without any."""

    key: str
    text: str
    lang: str
    label: Label
    score: float
    group: str | None = None
    fold: str = ""


def representative(mentions: Iterable[Quote], k: int = 3) -> list[Quote]:
    """The `k` mentions of a theme that say best what its mentions say: close to its profile, of readable length.

    The profile is how many mentions say each content word, per language; closeness is the mean weight of a mention's
    content words. None is taken that says nearly the words of one taken before, copies count once. Deterministic: the
    order of `mentions` changes nothing.
    """
    once = _once(mentions)
    spoken = {mention.key: _content(mention) for mention in once}
    profile = Counter((mention.lang, word) for mention in once for word in spoken[mention.key])
    ranked = sorted(once, key=lambda one: (-_close(one, spoken[one.key], profile), one.key))
    return _different(ranked, spoken, k)


def contrasting(mentions: Iterable[Quote], k: int = 3) -> list[tuple[Quote, Quote]]:
    """At most `k` pairs on the same theme that stand against each other: what most feel first, the other side second.

    Opposite feelings make a pair, the strongest first, of different groups before those of one. Where everybody feels
    alike, the pairs are of different groups. Nobody is in two pairs. Deterministic as `representative` is.
    """
    once = representative(mentions, k=10_000)
    sides = Counter(mention.label for mention in once if mention.label in _OPPOSITE)
    most: Label = max(sorted(sides), key=lambda label: sides[label], default="neg")
    usual = [mention for mention in once if mention.label == most]
    others = [mention for mention in once if mention.label == _OPPOSITE[most]]
    pairs = _paired(usual, sorted(others, key=lambda one: -round(abs(one.score), 6)), k)
    return pairs or _across_groups(once, k)


def _paired(usual: Sequence[Quote], others: Sequence[Quote], k: int) -> list[tuple[Quote, Quote]]:
    pairs: list[tuple[Quote, Quote]] = []
    left = list(usual)
    for other in others[:k]:
        if not left:
            break
        one = next((mention for mention in left if mention.group != other.group), left[0])
        left.remove(one)
        pairs.append((one, other))
    return pairs


def _across_groups(once: Sequence[Quote], k: int) -> list[tuple[Quote, Quote]]:
    first: dict[str, Quote] = {}
    for mention in once:
        if mention.group is not None:
            first.setdefault(mention.group, mention)
    voices = list(first.values())
    return list(zip(voices[::2], voices[1::2], strict=False))[:k]


def _once(mentions: Iterable[Quote]) -> list[Quote]:
    """Each fold and each wording once, the smallest key of it."""
    kept: dict[str, Quote] = {}
    for mention in sorted(mentions, key=lambda one: one.key):
        kept.setdefault(mention.fold or fold(mention.text), mention)
    return list(kept.values())


def _content(mention: Quote) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(mention.text))) - stop_words(mention.lang)


def _close(mention: Quote, spoken: frozenset[str], profile: Counter[tuple[str, str]]) -> float:
    if not spoken:
        return 0.0
    weights = [math.log(profile[mention.lang, word]) for word in spoken]
    return round(sum(weights) / (len(weights) + 2) * _readable(len(mention.text.split())), 6)


def _readable(length: int) -> float:
    """1 for a sentence of SHORT to LONG words, less the further it is from that."""
    if length < SHORT:
        return length / SHORT / 2
    return 1.0 if length <= LONG else LONG / length


def _different(ranked: Sequence[Quote], spoken: dict[str, frozenset[str]], k: int) -> list[Quote]:
    taken: list[Quote] = []
    for mention in ranked:
        if len(taken) == k:
            break
        if all(_shared(spoken[mention.key], spoken[one.key]) < _ALIKE for one in taken[-200:]):
            taken.append(mention)
    return taken


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 1.0
