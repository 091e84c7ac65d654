"""What a release holds: for every figure of a survey and every group, whether it may be shown. Pure.

The groups of one figure are a tree under the whole survey (all groups together): sub-groups under the group they are
part of. None that is hidden follows from the others. A decision is one word, so that it can be frozen and read again
years later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, cast

from feedback.analysis.disclosure import Band, Hidden, Measured, Reason, Shown, Thresholds, family

WHOLE = ""
"""Key of all groups together."""
SHOWN = "shown"
_BAND = "band:"
_ALL_OF = "+"
Cell = dict[str, str]
"""Group code -> decision, for one figure."""
Families = Mapping[str, Sequence[str]]
"""The whole, and every group as a whole (`whole_of`) -> what it divides into: groups and wholes of groups."""


def whole_of(group: str) -> str:
    """Key of a group together with all its sub-groups; the group's own key are those asked under its own name."""
    return f"{group}{_ALL_OF}"


def group_of(key: str) -> str:
    """The group behind a key, its own or of its whole."""
    return key.removesuffix(_ALL_OF)


def families(groups: Collection[str], parents: Mapping[str, str | None]) -> dict[str, list[str]]:
    """How the groups of a survey divide: `parents` is group -> the group it is part of, of the organisation.

    A group stands as a whole where at least two parts of the survey are inside it; the order is that of the keys.
    """
    below: dict[str, set[str]] = {}
    for group in groups:
        place, above = group, parents.get(group)
        while above is not None and place != above:
            below.setdefault(above, set()).add(place)
            place, above = above, parents.get(above)
    made: dict[str, list[str]] = {}
    tops = [group for group in {*groups, *below} if parents.get(group) not in below]
    made[WHOLE] = sorted(key for group in tops for key in _parts(group, set(groups), below, made))
    return made


def _parts(group: str, asked: set[str], below: Mapping[str, set[str]], made: dict[str, list[str]]) -> list[str]:
    """The keys a group contributes to what is above it: itself, its whole, or the one part that there is."""
    parts = [key for one in below.get(group, ()) for key in _parts(one, asked, below, made)]
    parts += [group] if group in asked else []
    if len(parts) < 2:
        return parts
    made[whole_of(group)] = sorted(parts)
    return [whole_of(group)]


def leaves(key: str, divided: Families) -> list[str]:
    """The groups under a key, itself where it divides no further."""
    return [leaf for part in divided[key] for leaf in leaves(part, divided)] if key in divided else [key]


def wholes_around(group: str, divided: Families) -> list[str]:
    """The wholes that a group is inside, the smallest first; all groups together are none of them."""
    above = {part: key for key, parts in divided.items() for part in parts}
    found: list[str] = []
    key = above.get(group)
    while key is not None and key != WHOLE:
        found.append(key)
        key = above.get(key)
    return found


def shown_with(cell: Mapping[str, str], group: str, divided: Families) -> str | None:
    """Of a group that is not shown: the smallest whole around it that is shown; None where there is none."""
    around = [*wholes_around(group, divided), WHOLE] if divided else []
    return next((key for key in around if cell.get(key) == SHOWN), None)


def shown_inside(cell: Mapping[str, str], groups: Collection[str], divided: Families) -> list[str]:
    """The largest shown wholes and groups that lie inside these groups, no two of which share anybody.

    They are all of these groups' people that may be counted together.
    """
    waiting = list(divided[WHOLE]) if WHOLE in divided else [key for key in cell if key != WHOLE]
    found: list[str] = []
    while waiting:
        key = waiting.pop(0)
        if cell.get(key) == SHOWN and set(leaves(key, divided)) <= set(groups):
            found.append(key)
        else:
            waiting += divided.get(key, ())
    return found


def decide(
    groups: Mapping[str, Measured],
    thresholds: Thresholds,
    divided: Families | None = None,
    *,
    unshowable: Collection[str] = (),
) -> Cell:
    """The decision for the whole and for each group of one figure; a group nobody of which answered has n = 0.

    `divided` says how the groups divide; without it they are one family. Below a whole that is hidden nothing is
    shown. A band ("at least 90 % chose the same") is given only where one group answered: beside the whole it would
    tell what the other groups said. Keys in `unshowable` stay hidden for a reason of their own.
    """
    tree = divided or {WHOLE: list(groups)}
    found = {key: _together([groups[leaf] for leaf in leaves(key, tree)]) for key in tree} | dict(groups)
    alone = sum(part.n > 0 for part in groups.values()) == 1
    whole = found[WHOLE]
    cell = {WHOLE: _word(family(whole.n, {WHOLE: whole}, thresholds, unshowable=unshowable)[WHOLE])}
    waiting = [(WHOLE, whole.n >= thresholds.scores)]
    while waiting:
        key, shown = waiting.pop()
        own = {part: found[part] for part in tree[key]}
        parts = family(found[key].n, own, thresholds, parent_shown=shown, unshowable=unshowable)
        for part, decision in parts.items():
            cell[part] = _word(decision, band=alone)
            if part in tree:
                waiting.append((part, cell[part] == SHOWN))
    return cell


def decide_beside(
    groups: Mapping[str, Measured],
    thresholds: Thresholds,
    divided: Families,
    *,
    unshowable: Collection[str],
    tells: Callable[[Collection[str]], bool],
) -> Cell:
    """`decide` for a figure made of others that are shown beside it.

    `tells` says of groups together whether the figure would tell what a few of them answered. It is asked of
    everything that could be shown, and of what is left of a whole when its shown parts are taken away.
    """
    keys = [*groups, *divided]
    blocked = {*unshowable, *(key for key in keys if tells(leaves(key, divided)))}
    while True:
        cell = decide(groups, thresholds, divided, unshowable=blocked)
        more = {part for key in divided for part in _telling_parts(cell, key, divided, tells)}
        if not more:
            return cell
        blocked |= more


def _telling_parts(
    cell: Mapping[str, str], key: str, divided: Families, tells: Callable[[Collection[str]], bool]
) -> list[str]:
    """The shown parts of a shown whole, where what they leave of it tells too much."""
    if cell.get(key) != SHOWN:
        return []
    shown = [part for part in divided[key] if cell.get(part) == SHOWN]
    rest = [leaf for part in divided[key] if part not in shown for leaf in leaves(part, divided)]
    return shown if shown and rest and tells(rest) else []


def outcome(cell: Mapping[str, Any], group: str, k: int) -> Hidden | None:
    """Why the figure of a group may not be shown, as it was decided; None where it may. Unknown cells are hidden."""
    word = str(cell.get(group, "nobody"))
    if word == SHOWN:
        return None
    if word.startswith(_BAND):
        return Hidden("complement", band=cast(Band, word.removeprefix(_BAND)))
    return Hidden("too_few", k) if word == "too_few" else Hidden(cast(Reason, word))


def _together(parts: Collection[Measured]) -> Measured:
    counts = [part.counts for part in parts if part.counts is not None]
    summed = [sum(column) for column in zip(*counts, strict=True)] if counts else None
    return Measured(0.0, sum(part.n for part in parts), counts=summed)


def _word(decision: Shown[float] | Hidden, *, band: bool = True) -> str:
    if isinstance(decision, Shown):
        return SHOWN
    return f"{_BAND}{decision.band}" if decision.band and band else decision.reason
