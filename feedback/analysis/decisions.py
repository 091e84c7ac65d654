"""What people decided about themes and single sentences: no run undoes it.

Applied in this order: codebook and teaching while a mention is read, then what was found, then merges and dismissals,
and last of all what somebody said about one sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from feedback.analysis.records import AnalysedComment, Label, Mention, Sentiment, ThemeHit
from feedback.analysis.teaching import NOTHING_TAUGHT, Teaching
from feedback.analysis.themes import strongest

CERTAIN = 1.0
"""Strength of a theme that a person gave a sentence."""
Part = tuple[str, int, int]
"""Key of a comment, start and end of a sentence in it."""


@dataclass(frozen=True, slots=True)
class MentionDecision:
    """What somebody said of one sentence: themes it belongs to and themes it does not (codes), and how it feels."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    sentiment: Label | None = None


@dataclass(frozen=True)
class Decisions:
    """Everything people decided. `merged`: code of a theme -> code of the one that holds it, never a merged one."""

    merged: Mapping[str, str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    dismissed: frozenset[str] = frozenset()
    teaching: Teaching = NOTHING_TAUGHT
    mentions: Mapping[Part, MentionDecision] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """12 hexadecimal digits that change whenever a decision does."""
        parts = [[*part, one.added, one.removed, one.sentiment] for part, one in sorted(self.mentions.items())]
        whole = [dict(self.merged), sorted(self.locked), sorted(self.dismissed), self.teaching.digest, parts]
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:12]

    @cached_property
    def reading(self) -> str:
        """The same without what is about single sentences: with it unchanged, comments need not be read again."""
        whole = [dict(self.merged), sorted(self.locked), sorted(self.dismissed), self.teaching.digest]
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()[:12]

    def holds(self, theme: str) -> str | None:
        """The theme that a theme's mentions go to: itself, the one it was merged into, or none."""
        kept = self.merged.get(theme, theme)
        return None if kept in self.dismissed else kept

    def comment(
        self, read: AnalysedComment, fallback: frozenset[str] = frozenset(), default: str | None = None
    ) -> AnalysedComment:
        """A comment as people decided it. Its cluster stays unless its themes changed; `default` where none is left."""
        if read.non_answer or not (self._moves or self._by_comment):
            return read
        decided = self._by_comment.get(read.key)
        mentions = tuple(self._mention(mention) for mention in read.mentions) if self._moves else read.mentions
        if decided:
            mentions = _decided(mentions, decided)
        return replace(read, mentions=mentions, cluster=self._cluster(read, mentions, bool(decided), fallback, default))

    @cached_property
    def _moves(self) -> frozenset[str]:
        return frozenset(self.merged) | self.dismissed

    @cached_property
    def _by_comment(self) -> dict[str, dict[tuple[int, int], MentionDecision]]:
        found: dict[str, dict[tuple[int, int], MentionDecision]] = {}
        for (key, start, end), one in self.mentions.items():
            found.setdefault(key, {})[start, end] = one
        return found

    def _mention(self, mention: Mention) -> Mention:
        if all(hit.theme not in self._moves for hit in mention.themes):
            return mention
        kept: dict[str, ThemeHit] = {}
        for hit in mention.themes:
            theme = self.holds(hit.theme)
            if theme is not None and (theme not in kept or kept[theme].strength < hit.strength):
                kept[theme] = replace(hit, theme=theme)
        return replace(mention, themes=tuple(kept.values()))

    def _cluster(
        self,
        read: AnalysedComment,
        mentions: tuple[Mention, ...],
        decided: bool,
        fallback: frozenset[str],
        default: str | None,
    ) -> str | None:
        kept = self.holds(read.cluster) if read.cluster else None
        if kept is not None and not decided:
            return kept
        return strongest(mentions, fallback) or kept or default

    def __getstate__(self) -> dict[str, object]:
        names = ("merged", "locked", "dismissed", "teaching", "mentions")
        return {name: getattr(self, name) for name in names}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        self.__dict__.update(state)


NO_DECISIONS = Decisions()


def _decided(mentions: tuple[Mention, ...], decided: Mapping[tuple[int, int], MentionDecision]) -> tuple[Mention, ...]:
    """Mentions after what was said of each; a sentence that is cut differently now is the one that overlaps most."""
    places: dict[int, MentionDecision] = {}
    for span, one in sorted(decided.items()):
        place = _place(mentions, span)
        if place is not None:
            places[place] = _both(places[place], one) if place in places else one
    return tuple(
        _after(mention, places[place]) if place in places else mention for place, mention in enumerate(mentions)
    )


def _place(mentions: tuple[Mention, ...], span: tuple[int, int]) -> int | None:
    shared = [min(span[1], one.end) - max(span[0], one.start) for one in mentions]
    best = max(range(len(shared)), key=lambda place: (shared[place], -place), default=None)
    if best is None or 2 * shared[best] < min(span[1] - span[0], mentions[best].end - mentions[best].start):
        return None
    return best if shared[best] > 0 else None


def _both(one: MentionDecision, other: MentionDecision) -> MentionDecision:
    added = (*one.added, *(theme for theme in other.added if theme not in one.added))
    removed = tuple(theme for theme in (*one.removed, *other.removed) if theme not in added)
    return MentionDecision(added, removed, other.sentiment or one.sentiment)


def _after(mention: Mention, said: MentionDecision) -> Mention:
    kept = [hit for hit in mention.themes if hit.theme not in {*said.removed, *said.added}]
    given = [_given(mention, theme) for theme in said.added]
    feeling = _felt(mention.sentiment, said.sentiment) if said.sentiment else mention.sentiment
    return replace(mention, themes=(*given, *kept), sentiment=feeling)


def _given(mention: Mention, theme: str) -> ThemeHit:
    known = next((hit.words for hit in mention.themes if hit.theme == theme), ())
    return ThemeHit(theme, CERTAIN, known)


def _felt(sentiment: Sentiment, label: Label) -> Sentiment:
    return replace(sentiment, label=label, score=felt_score(sentiment.score, label))


MILD = 0.5
"""Score, beside its sign, of a sentence whose feeling a person gave and the words did not."""


def felt_score(score: float, label: str) -> float:
    """The score of a sentence that feels as `label` says: as strong as the words made it, never against the label."""
    if label == "neu":
        return 0.0
    sign = 1.0 if label == "pos" else -1.0
    return score if score * sign > 0 else sign * MILD
