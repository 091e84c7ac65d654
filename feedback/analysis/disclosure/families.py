"""Parts of a whole that is shown too: what one part hides must not follow from the others by subtraction.

Complementary suppression as in the Handbook on Statistical Disclosure Control (ESSnet SDC, Hundepool et al. 2010):
hide every part with too few people; while the hidden parts together are fewer than k, or only one is hidden, hide the
next smallest part as well. Then whatever can be computed from the shown figures of a tree speaks of nobody or of at
least k people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from feedback.analysis.disclosure.figures import Measured, reveal
from feedback.analysis.disclosure.outcomes import Hidden, Shown
from feedback.analysis.disclosure.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Node:
    """A group in a tree of groups: its key, unique in the tree, its people, and the parts it divides into."""

    key: str
    n: int
    children: tuple[Node, ...] = ()


def publishable(
    parent_n: int, children: Mapping[str, int], k: int, *, unshowable: Collection[str] = ()
) -> dict[str, Shown[int] | Hidden]:
    """Which parts of a whole of `parent_n` people may be shown, each as `Shown` with its n or `Hidden`.

    A person belongs to one part at most; people of the whole in no part count as one more part that is never shown.
    `unshowable` names parts with enough people that must stay hidden for another reason. Ties are broken by key, so
    that every page agrees. A whole with fewer than k people shows none of its parts. Raises ValueError when the parts
    hold more people than the whole.
    """
    outside = parent_n - sum(children.values())
    if outside < 0 or min(children.values(), default=0) < 0:
        raise ValueError("parts of a whole do not overlap")
    hidden = {key for key, n in children.items() if 0 < n < k or (n > 0 and key in unshowable)}
    rest = sorted((n, key) for key, n in children.items() if n > 0 and key not in hidden)
    while rest and _gives_away([children[key] for key in hidden], outside, k):
        hidden.add(rest.pop(0)[1])
    return {key: _decision(n, key in hidden, k) for key, n in children.items()}


def publishable_tree(root: Node, k: int) -> dict[str, Shown[int] | Hidden]:
    """The decision for every group of a tree. Below a hidden group nothing is shown: its parts would add up to it."""
    decisions: dict[str, Shown[int] | Hidden] = {root.key: _decision(root.n, root.n < k, k)}
    families = [root]
    while families:
        node = families.pop()
        parts = {child.key: child.n for child in node.children}
        if len(parts) < len(node.children) or not parts.keys().isdisjoint(decisions):
            raise ValueError("a key names one group of the tree")
        shown = isinstance(decisions[node.key], Shown)
        decisions |= publishable(node.n, parts, k) if shown else _all_hidden(parts, k)
        families.extend(node.children)
    return decisions


def family(
    parent_n: int,
    children: Mapping[str, Measured | Hidden],
    thresholds: Thresholds,
    *,
    parent_shown: bool = True,
    unshowable: Collection[str] = (),
) -> dict[str, Shown[float] | Hidden]:
    """The figures of the parts of a whole, each shown or hidden so that no hidden one follows from the rest.

    A part that is Hidden already (not asked, not applicable) stays so and counts nobody. Where the whole is hidden,
    its parts are too. `unshowable` as in `publishable`.
    """
    alone = {key: _alone(child, thresholds) for key, child in children.items()}
    sizes = {key: child.n if isinstance(child, Measured) else 0 for key, child in children.items()}
    uniform = {key for key, outcome in alone.items() if isinstance(outcome, Hidden)} | set(unshowable)
    k = thresholds.scores
    allowed = publishable(parent_n, sizes, k, unshowable=uniform) if parent_shown else _all_hidden(sizes, k)
    return {key: _joined(children[key], alone[key], decision) for key, decision in allowed.items()}


def leaves_enough(whole_n: int, part_n: int, k: int) -> bool:
    """Whether a part may stand beside its whole: part and remainder each hold at least k people, or nobody."""
    return all(n == 0 or n >= k for n in (part_n, whole_n - part_n))


def _gives_away(hidden: list[int], outside: int, k: int) -> bool:
    """Whether subtracting the shown parts from the whole isolates one hidden part, or fewer than k people."""
    if not hidden:
        return 0 < outside < k
    unseen = len(hidden) + (outside > 0)
    return unseen < 2 or sum(hidden) + outside < k


def _decision(n: int, hidden: bool, k: int) -> Shown[int] | Hidden:
    if n == 0:
        return Hidden("nobody")
    if n < k:
        return Hidden("too_few", k)
    return Hidden("complement") if hidden else Shown(n, n)


def _all_hidden(parts: Mapping[str, int], k: int) -> dict[str, Shown[int] | Hidden]:
    return {key: _decision(n, True, k) for key, n in parts.items()}


def _alone(child: Measured | Hidden, thresholds: Thresholds) -> Shown[float] | Hidden:
    return child if isinstance(child, Hidden) else reveal(child, thresholds)


def _joined(
    child: Measured | Hidden, alone: Shown[float] | Hidden, decision: Shown[int] | Hidden
) -> Shown[float] | Hidden:
    if isinstance(child, Hidden):
        return child
    if isinstance(decision, Hidden) and not (decision.reason == "complement" and isinstance(alone, Hidden)):
        return decision
    return alone
