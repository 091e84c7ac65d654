"""How well a theme holds when other people had been asked: the bootstrap Jaccard of Hennig (2007, clusterboot).

What is resampled are the mentions, with replacement. From each resample the words of every theme are learned anew
(multinomial naive Bayes over the words of its mentions, Jeffreys' prior of a half), the mentions drawn are put into
themes by these words alone, and gamma is the mean, over the resamples, of |C & C*| / |C | C*| among the mentions
drawn: C the theme's mentions, C* those put into it. The rule of a codebook itself would find its own mentions again
whatever is drawn (stable only because it is inflexible, as Hennig warns); asked is whether its mentions speak enough
alike, unlike the rest, and are enough, to be told apart again. Mentions without a theme take part as the rest. Found
themes are clustered anew instead (`reclustering`). From 0.85 on a theme is highly stable, from 0.75 valid, between 0.6
and 0.75 some members are doubtful, under 0.6 it is not to be trusted. Fewer than FEWEST mentions are not measured.
"""

from __future__ import annotations

import heapq
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.records import AnalysedComment
from feedback.analysis.text import words
from feedback.analysis.themes import MOST_THEMES

RESAMPLES = 100
MOST = 2_000
FEWEST = 10
_PRIOR = 0.5
_REST = ""

Floats = NDArray[np.float32]


class Heard(NamedTuple):
    """A mention that may be drawn: its hash, where it stands (`place` of its comment in the run), its themes."""

    drawn: int
    key: str
    number: int
    place: int
    start: int
    end: int
    themes: tuple[str, ...]


class Drawing:
    """A bounded sample of mentions, the same whatever order comments come in: those with the smallest hashes, of every
    theme (and of those without one) equally many, as far as it has them."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[str, list[tuple[int, str, int, Heard]]] = defaultdict(list)

    def add(self, place: int, comment: AnalysedComment) -> None:
        """Offer the mentions of a comment."""
        drawn = zlib.crc32(comment.key.encode())
        for index, mention in enumerate(comment.mentions):
            themes = tuple([hit.theme for hit in mention.themes])
            hashed = zlib.crc32(b"%d" % index, drawn)
            heard = Heard(hashed, comment.key, index, place, mention.start, mention.end, themes)
            for theme in themes or (_REST,):
                self._offer(self._kept[theme], heard)

    def all(self) -> list[Heard]:
        """Every mention kept, each once."""
        return list({row[3] for kept in self._kept.values() for row in kept})

    def take(self, heard: Iterable[Heard], before: int) -> None:
        """Offer what the drawing of a part kept, `before` whose first comment so many others stand."""
        for one in heard:
            moved = one._replace(place=before + one.place)
            for theme in one.themes or (_REST,):
                self._offer(self._kept[theme], moved)

    def _offer(self, kept: list[tuple[int, str, int, Heard]], heard: Heard) -> None:
        if len(kept) < self._most // 2:
            heapq.heappush(kept, (-heard.drawn, heard.key, heard.number, heard))
        elif -heard.drawn > kept[0][0]:
            heapq.heapreplace(kept, (-heard.drawn, heard.key, heard.number, heard))

    def heard(self) -> list[Heard]:
        """At most `most` mentions, in the order of their hashes."""
        offered = [sorted(row[3] for row in kept) for kept in self._kept.values()]
        few, many = 0, self._most
        while few < many:
            middle = (few + many + 1) // 2
            few, many = (middle, many) if len(_first_of(offered, middle)) <= self._most else (few, middle - 1)
        return sorted(_first_of(offered, few))

    def stability(
        self,
        text_at: Callable[[int], str],
        *,
        resamples: int = RESAMPLES,
        seed: int = 0,
        only: Collection[str] | None = None,
    ) -> dict[str, float]:
        """The stability of every theme that can be measured; `text_at` gives the text of the comment at a place."""
        heard = self.heard()
        said = [[word.folded for word in words(text_at(one.place)[one.start : one.end])] for one in heard]
        members: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(heard):
            for theme in one.themes:
                members[theme].append(place)
        return stability(members, said, resamples=resamples, seed=seed, only=only)


def stability(
    mentions: Mapping[str, Collection[int]],
    said: Sequence[Sequence[str]],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    only: Collection[str] | None = None,
) -> dict[str, float]:
    """Theme to its mean bootstrap Jaccard, 0..1, 1 best; of `only` these where it is given.

    `mentions` holds the places of each theme's mentions in `said`, the words of every mention drawn, with a theme or
    without. The same input and seed give the same figures.
    """
    themes = sorted(theme for theme, places in mentions.items() if places)
    wanted = [theme for theme in themes if len(mentions[theme]) >= FEWEST and (only is None or theme in only)]
    if not wanted:
        return {}
    belongs = np.zeros((len(said), len(themes) + 1), dtype=bool)
    for column, theme in enumerate(themes):
        belongs[list(mentions[theme]), column] = True
    belongs[:, -1] = ~belongs.any(axis=1)
    gamma = _Resampling(said, belongs, seed).gamma(resamples)
    return {theme: round(float(gamma[themes.index(theme)]), 4) for theme in wanted}


def _first_of(offered: Iterable[Sequence[Heard]], many: int) -> set[Heard]:
    return {heard for kept in offered for heard in kept[:many]}


class _Resampling:
    """Mentions by words and by themes: drawn, and put together again."""

    def __init__(self, said: Sequence[Sequence[str]], belongs: NDArray[np.bool_], seed: int) -> None:
        self._words = _occurrence(said)
        self._transposed = self._words.T.tocsr()
        self._belongs = belongs
        self._many = belongs.sum(axis=1)
        self._shares = (belongs / self._many[:, None]).astype(np.float32)
        self._draw = np.random.default_rng(seed)

    def gamma(self, resamples: int) -> NDArray[np.float64]:
        """Per theme the mean Jaccard index over the resamples that drew any of it."""
        total, times = np.zeros(self._belongs.shape[1]), np.zeros(self._belongs.shape[1])
        for _ in range(resamples):
            shared, either, drawn = self._once()
            total += np.divide(shared, either, out=np.zeros_like(total), where=drawn > 0)
            times += drawn > 0
        return total / np.maximum(times, 1)

    def _once(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        size = len(self._belongs)
        times = np.bincount(self._draw.integers(0, size, size), minlength=size).astype(np.float32)
        points = np.flatnonzero(times)
        put = _put(self._scores(self._shares * times[:, None], points), self._many[points])
        before = self._belongs[points]
        return (before & put).sum(axis=0), (before | put).sum(axis=0), before.sum(axis=0)

    def _scores(self, shares: Floats, points: NDArray[np.int64]) -> Floats:
        """Log posterior of every theme for each mention drawn, by what the resample teaches."""
        counts = np.asarray(self._transposed @ shares)
        known = counts.sum(axis=0) + _PRIOR * counts.shape[0]
        often = np.log(shares.sum(axis=0) + 1e-6)
        scores: Floats = np.asarray(self._words[points] @ np.log((counts + _PRIOR) / known)) + often
        return scores


def _put(scores: Floats, many: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Each mention in as many themes as it had, the likeliest ones."""
    put = np.zeros(scores.shape, dtype=bool)
    put[np.arange(len(scores)), scores.argmax(axis=1)] = True
    several = np.flatnonzero(many > 1)
    if len(several):
        order = np.argsort(-scores[several], axis=1, kind="stable")[:, :MOST_THEMES]
        for rank in range(1, order.shape[1]):
            rows = many[several] > rank
            put[several[rows], order[rows, rank]] = True
    return put


def _occurrence(said: Sequence[Sequence[str]]) -> Any:
    """Mentions by the words said in at least two of them, 1 where a mention says the word."""
    from scipy.sparse import csr_array

    spread = Counter(word for spoken in said for word in set(spoken))
    places = {word: place for place, word in enumerate(sorted(word for word in spread if spread[word] > 1))}
    rows = [sorted({places[word] for word in spoken if word in places}) for spoken in said]
    columns = np.array([place for row in rows for place in row], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    return csr_array((np.ones(len(columns), np.float32), columns, starts), shape=(len(said), len(places)))
