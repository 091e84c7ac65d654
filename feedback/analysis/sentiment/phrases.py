"""Phrases of a lexicon as a tree of their parts: how far a text goes along with one is found word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from feedback.analysis.sentiment.entries import ANY_WORD, GAP, OPENING, Effect, Entry

GAP_WORDS = 2


@dataclass(slots=True)
class _Node:
    """A place in the tree: the effect of the phrase that ends here, and where its parts go on."""

    effect: Effect | None = None
    after: dict[str, _Node] = field(default_factory=dict)


class Phrases:
    """The phrases of a lexicon. `parts` are all they consist of, `openings` what they begin with."""

    def __init__(self) -> None:
        self._root = _Node()
        self.parts: set[str] = set()
        self.openings: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Add a phrase; one with the same parts is replaced."""
        node = self._root
        for part in entry.parts:
            node = node.after.setdefault(part, _Node())
        node.effect = entry.effect
        self.parts.update(entry.parts)
        self.openings.add(entry.parts[0])

    def longest(self, words: Sequence[Sequence[str]], start: int, stop: int) -> tuple[int, Effect] | None:
        """The longest phrase from word `start` that ends by `stop`: where it ends, and its effect.

        `words`: for each word of a mention the parts it can stand for. Work is bounded by the longest
        phrase, not by the length of the mention.
        """
        best: tuple[int, Effect] | None = None
        ahead = [(self._root, start)]
        if start == 0 and OPENING in self._root.after:
            ahead.append((self._root.after[OPENING], start))
        while ahead:
            node, at = ahead.pop()
            if node.effect is not None and (best is None or at > best[0]):
                best = (at, node.effect)
            if node.after:
                ahead += _onward(node, words, at, stop)
        return best


def _onward(node: _Node, words: Sequence[Sequence[str]], at: int, stop: int) -> list[tuple[_Node, int]]:
    """Where a phrase can go on: through the word at `at`, through any one word, or across a gap."""
    if at >= stop:
        return []
    after = node.after
    steps = [(after[part], at + 1) for part in words[at] if part in after]
    if ANY_WORD in after:
        steps.append((after[ANY_WORD], at + 1))
    if GAP in after:
        steps += [(after[GAP], at + skipped) for skipped in range(GAP_WORDS + 1)]
    return steps
