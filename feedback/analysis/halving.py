"""Two halves of a theme, by their words: what a person may want to tell apart.

Sentences as weighed, normalised word counts; the first principal direction divides them, and two rounds of nearest
means make each half more like itself. Deterministic: no drawing, and sentences in the order of their ids.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feedback.analysis.codebook import Codebook
from feedback.analysis.terms import terms
from feedback.analysis.text import words

_MOST_TERMS = 200
_LEAST_SAID = 3
_LARGEST_SHARE = 0.6
_ROUNDS = 10
_SHOWN = 5
_OWN = 0.75
"""Share of the sentences saying a word that are in its half, from which on the word stands for the half."""
LEAST = 12
"""Sentences with words to tell them by, below which no halves are proposed."""
Said = Mapping[str, frozenset[str]]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Half:
    """One half: words that stand for it, in one language, and the ids of the sentences that say one of them."""

    lang: str
    words: tuple[str, ...]
    sentences: tuple[str, ...]


def said_in(text: str, lang: str, codebook: Codebook) -> frozenset[str]:
    """The terms of a sentence: what words are compared by."""
    return frozenset(terms(codebook, lang).of(words(text)))


def halves(said: Said, lang: str) -> tuple[Half, Half] | None:
    """Two halves of the sentences (id -> terms) of a language; None where their words do not tell any apart."""
    counts = Counter(term for spoken in said.values() for term in spoken)
    most = _LARGEST_SHARE * len(said)
    known = sorted(term for term, count in counts.items() if _LEAST_SAID <= count <= most)
    known = sorted(known, key=lambda term: (-counts[term], term))[:_MOST_TERMS]
    ids = sorted(one for one, spoken in said.items() if not spoken.isdisjoint(known))
    if len(ids) < LEAST or len(known) < 2:
        return None
    side = _sides(_matrix(said, ids, known, counts))
    found = [_half(said, ids, known, side == which, lang) for which in (False, True)]
    if any(len(half.words) < 1 or len(half.sentences) < _LEAST_SAID for half in found):
        return None
    larger, smaller = sorted(found, key=lambda half: (-len(half.sentences), half.words))
    return larger, smaller


def _matrix(said: Said, ids: Sequence[str], known: Sequence[str], counts: Mapping[str, int]) -> Matrix:
    place = {term: column for column, term in enumerate(known)}
    rows = np.zeros((len(ids), len(known)))
    for row, one in enumerate(ids):
        for term in said[one]:
            if term in place:
                rows[row, place[term]] = math.log(1 + len(said) / counts[term])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    normalised: Matrix = rows / np.where(lengths > 0, lengths, 1.0)
    return normalised


def _sides(rows: Matrix) -> npt.NDArray[np.bool_]:
    centred = rows - rows.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    first = vectors[:, -1]
    first = first * np.sign(first[np.argmax(np.abs(first))])
    side: npt.NDArray[np.bool_] = centred @ first > 0
    for _ in range(_ROUNDS):
        if side.all() or not side.any():
            break
        means = np.stack([rows[~side].mean(axis=0), rows[side].mean(axis=0)])
        nearer = rows @ means.T
        again = nearer[:, 1] > nearer[:, 0]
        if (again == side).all():
            break
        side = again
    return side


def _half(said: Said, ids: Sequence[str], known: Sequence[str], mine: npt.NDArray[np.bool_], lang: str) -> Half:
    """The words said mostly in this half, the most said first, and whoever says one of them."""
    here = Counter(term for one, is_mine in zip(ids, mine, strict=True) if is_mine for term in said[one])
    everywhere = Counter(term for one in ids for term in said[one])
    own = [term for term in known if here[term] >= _OWN * everywhere[term] and here[term] >= _LEAST_SAID]
    chosen = tuple(sorted(own, key=lambda term: (-here[term], term))[:_SHOWN])
    return Half(lang, chosen, tuple(one for one in ids if not said[one].isdisjoint(chosen)))
