"""What a run knows in the end, so that the next one reads only what is new: counts and weights, never a text."""

from __future__ import annotations

import io
import json
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.discovery import Discovery, FoundCluster, Round
from feedback.analysis.factors import Factors
from feedback.analysis.similarity import Counts
from feedback.analysis.themes import Theme

GROWTH = 0.1
"""Share by which leftovers may grow before clusters are looked for again, in everything."""
KEPT_TERMS = 8_000
"""Terms kept per language: those said most."""
TWICE = 2
"""How often a word must have been said to be kept for later runs: a name said once is not."""
Marks = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class State:
    """Everything found so far. `reading` is the digest of how comments were read.

    `comments` counts those it rests on; `left` the mentions the codebook left over, by language, and `discovered` those
    of them there were when clusters were last looked for; `explained` the other ones. `sizes` are comments per theme.
    `found` are the themes of `discovery.clusters`, side by side, `themes` all of them. `marks` stand for the words of
    each comment, sorted, each once.
    """

    reading: str
    comments: int
    left: Mapping[str, int]
    discovered: Mapping[str, int]
    explained: Mapping[str, int]
    sizes: Mapping[str, int]
    themes: tuple[Theme, ...]
    found: tuple[str, ...]
    discovery: Discovery
    profiles: Counts
    marks: Marks = field(default_factory=lambda: np.zeros(0, np.uint64))

    def grown(self, more: int) -> bool:
        """Whether with so many more comments the leftovers would have grown by more than GROWTH, in all languages."""
        left, discovered = sum(self.left.values()), sum(self.discovered.values())
        each = left / self.comments if self.comments else 1.0
        return left + more * each > (1 + GROWTH) * discovered

    def to_bytes(self) -> bytes:
        """As bytes that hold numbers and words only, and run nothing when they are read."""
        arrays: dict[str, NDArray[Any]] = {"marks": self.marks}
        for number, one in enumerate(self.discovery.rounds):
            arrays[f"weights{number}"], arrays[f"rarity{number}"] = one.factors.weights, one.factors.rarity
        packed = io.BytesIO()
        np.savez(packed, **arrays)  # type: ignore[arg-type]
        plain = zlib.compress(json.dumps(self._plain(), ensure_ascii=False, sort_keys=True).encode(), 6)
        return len(plain).to_bytes(8, "big") + plain + packed.getvalue()

    @classmethod
    def from_bytes(cls, body: bytes) -> State:
        """What `to_bytes` wrote; ValueError for anything else."""
        length = int.from_bytes(body[:8], "big")
        try:
            plain = json.loads(zlib.decompress(body[8 : 8 + length]))
            arrays = np.load(io.BytesIO(body[8 + length :]), allow_pickle=False)
        except (zlib.error, OSError, EOFError) as error:
            raise ValueError("not a state of the analysis") from error
        profiles = {(lang, theme): Counter(counts) for lang, theme, counts in plain.pop("profiles")}
        clusters = tuple(FoundCluster(one["id"], one["lang"], tuple(one["terms"]), {}) for one in plain.pop("clusters"))
        rounds = tuple(_round(one, arrays, number) for number, one in enumerate(plain.pop("rounds")))
        themes = tuple(Theme(**{**one, "terms": tuple(one["terms"])}) for one in plain.pop("themes"))
        found = tuple(plain.pop("found"))
        discovery = Discovery(clusters, rounds)
        return cls(**plain, themes=themes, found=found, discovery=discovery, profiles=profiles, marks=arrays["marks"])

    def _plain(self) -> dict[str, Any]:
        counted = {name: dict(getattr(self, name)) for name in ("left", "discovered", "explained", "sizes")}
        return {
            "reading": self.reading,
            "comments": self.comments,
            **counted,
            "themes": [asdict(theme) for theme in self.themes],
            "found": self.found,
            "clusters": [{"id": one.id, "lang": one.lang, "terms": one.terms} for one in self.discovery.clusters],
            "rounds": [_plain_round(one) for one in self.discovery.rounds],
            "profiles": [[lang, theme, dict(counts)] for (lang, theme), counts in sorted(self.profiles.items())],
        }


def _plain_round(one: Round) -> dict[str, Any]:
    return {
        "lang": one.lang,
        "names": one.factors.names,
        "groups": one.groups,
        "leading": [sorted(terms) for terms in one.leading],
    }


def _round(plain: Mapping[str, Any], arrays: Mapping[str, Any], number: int) -> Round:
    factors = Factors(arrays[f"weights{number}"], tuple(plain["names"]), arrays[f"rarity{number}"])
    groups = tuple((tuple(group), at) for group, at in plain["groups"])
    return Round(plain["lang"], factors, groups, tuple(frozenset(terms) for terms in plain["leading"]))


def kept(profiles: Counts, least: int = 1) -> Counts:
    """The counts of the terms said most in each language, and at least `least` times."""
    said: dict[str, Counter[str]] = {}
    for (lang, _), counts in profiles.items():
        said.setdefault(lang, Counter()).update(counts)
    most = {lang: _most(counts, least) for lang, counts in said.items()}
    return {
        (lang, theme): Counter({term: count for term, count in counts.items() if term in most[lang]})
        for (lang, theme), counts in profiles.items()
    }


def _most(counts: Counter[str], least: int) -> frozenset[str]:
    often = [term for term, count in counts.items() if count >= least]
    return frozenset(sorted(often, key=lambda term: (-counts[term], term))[:KEPT_TERMS])


def without_members(discovery: Discovery) -> Discovery:
    """What places mentions, without those it was learnt from."""
    return replace(discovery, clusters=tuple(replace(one, members={}) for one in discovery.clusters))
