"""A number that may be seen, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from feedback.errors import N_, Message, message

Reason = Literal["too_few", "complement", "not_asked", "nobody", "not_applicable"]
Band = Literal["low", "high", "same"]
T_co = TypeVar("T_co", covariant=True)

AT_LEAST_PERCENT = 90

_SENTENCES: dict[Reason, str] = {
    "complement": N_("Not shown: beside the other figures it would give away what a few people answered."),
    "not_asked": N_("Not asked: we know nothing here, good or bad."),
    "nobody": N_("Asked, but nobody answered."),
    "not_applicable": N_("Does not apply to this group at this stage."),
}
_BANDS: dict[Band, str] = {
    "low": N_("At least %(percent)s%% chose the low end."),
    "high": N_("At least %(percent)s%% chose the high end."),
    "same": N_("At least %(percent)s%% chose the same answer."),
}


@dataclass(frozen=True, slots=True)
class Shown(Generic[T_co]):
    """A value everyone who may see this page may see, the people it rests on, and its interval where it has one."""

    value: T_co
    n: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """No number, and why. `k` belongs to too_few; `band` is all that may be said of a group that nearly agreed."""

    reason: Reason
    k: int | None = None
    band: Band | None = None

    def __post_init__(self) -> None:
        if (self.reason == "too_few") != (self.k is not None):
            raise ValueError("too_few says how many answers are needed, and only too_few does")

    @property
    def message(self) -> Message:
        """The sentence that stands where the number would."""
        if self.band is not None:
            return message(_BANDS[self.band], percent=AT_LEAST_PERCENT)
        if self.k is not None:
            return message("Not shown: fewer than %(k)s answers.", k=self.k)
        return message(_SENTENCES[self.reason])
