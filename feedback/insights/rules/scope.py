"""What a run has to read, everything or only what came since the run it continues; and how long it will take. Pure."""

from __future__ import annotations

from typing import Literal

from feedback.analysis.state import State

Scope = Literal["all", "added"]
ALL: Scope = "all"
ADDED: Scope = "added"
RATINGS_GROWTH = 0.1
"""Share by which ratings may grow before what was learned from them is learned anew."""


def scope(state: State | None, reading: str, new: int) -> Scope:
    """Only the `new` comments, where an earlier run read the others in the same way and they are few enough that
    nothing has to be looked for again.
    """
    if state is None or state.reading != reading or state.grown(new):
        return ALL
    return ADDED


def learns_anew(ratings: int, learned_from: int) -> bool:
    """Whether there is enough more to learn from than `learned_from` ratings."""
    return ratings > learned_from * (1 + RATINGS_GROWTH)


LEAST_SECONDS, LEAST_SHARE = 5.0, 0.02
"""What has to have passed before anybody can tell how long the rest takes."""


def remaining(elapsed: float, done: int, total: int) -> float | None:
    """Seconds the rest takes if it goes on as it went, None where that is not known yet."""
    if elapsed < LEAST_SECONDS or not total or done < LEAST_SHARE * total:
        return None
    return elapsed * (total - done) / done
