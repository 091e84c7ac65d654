"""The figures of an effect check as they may be seen, and as they are kept once there is a verdict. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias, cast
from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown, Thresholds, figure
from feedback.analysis.disclosure.figures import Unit
from feedback.analysis.disclosure.outcomes import Reason
from feedback.analysis.effect_checks import Change, Level, Sample, interval
from feedback.analysis.statistics import BEST, WORST, wilson
from feedback.errors import Message, message
from feedback.programme.rules.effect_figures import Baseline, Said, Weighed
from feedback.programme.rules.effects import YESNO

Result: TypeAlias = Shown[float] | Hidden
Caveat: TypeAlias = tuple[str, Mapping[str, Any]]
"""What it is about, and what its sentence names: `effect_words` writes it."""
NOBODY = Hidden("nobody")
NOT_YET = "not_yet"


class NotCounted(Hidden):
    """A protected survey had released nothing on the day of the verdict."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(NOT_YET)  # type: ignore[arg-type]

    @property
    def message(self) -> Message:
        return message("Nothing of it had been released on the day of the verdict.")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a check shows. `chosen`, `before` and `after` are levels, the others movements, in the unit of the measure.

    `pulled` is the old baseline pulled towards the mean of the journey, where that is what counts. `detectable` is the
    smallest true change that would have been found four times out of five.
    """

    baseline: Baseline
    chosen: Result
    before: Result
    pulled: Result
    after: Result
    own: Result
    effect: Result
    controls: Mapping[UUID, Result]
    detectable: float | None
    caveats: Sequence[Caveat]
    look: int = 1


def figures(
    said: Said,
    weighed: Weighed,
    journey: Mapping[UUID, Said],
    *,
    measure: str,
    thresholds: Thresholds,
    missing: Mapping[str, Hidden] = MappingProxyType({}),
    caveats: Sequence[Caveat] = (),
    look: int = 1,
) -> Figures:
    """Every figure through the disclosure rule; `missing` says, by window, why nobody may be counted."""
    seen = _Seen(measure, thresholds)
    why = {window: missing.get(window, NOBODY) for window in ("chosen", "fresh", "after")}
    nothing = why["after"] if weighed.before is not None else why["fresh"]
    people = min(weighed.before_people, said.after.people)
    old = weighed.before if weighed.baseline == "old" else None
    return Figures(
        weighed.baseline,
        seen.sample(said.chosen, why["chosen"]),
        seen.sample(said.fresh, why["fresh"]),
        seen.level(old, weighed.before_people) if old else why["chosen"],
        seen.sample(said.after, why["after"]),
        seen.change(weighed.own, people) if weighed.own else nothing,
        seen.change(weighed.effect, people) if weighed.effect else nothing,
        {
            one: seen.movement(own, _people(journey.get(one, Said()), weighed.baseline))
            for one, own in weighed.controls.items()
        },
        round(weighed.effect.detectable, 2) if weighed.effect else None,
        list(caveats),
        look,
    )


def _people(said: Said, baseline: Baseline) -> int:
    return min((said.fresh if baseline == "fresh" else said.chosen).people, said.after.people)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What decides over the figures of one check."""

    measure: str
    thresholds: Thresholds

    @property
    def unit(self) -> Unit:
        return "share" if self.measure == YESNO else "mean"

    @property
    def ends(self) -> tuple[float, float]:
        return (0.0, 1.0) if self.measure == YESNO else (WORST, BEST)

    def sample(self, sample: Sample, nothing: Hidden) -> Result:
        if sample.people == 0:
            return nothing
        if self.measure == YESNO:
            share = wilson(round(sample.total), sample.people)
            assert share is not None, "somebody answered"
            return self._shown(share.value, sample.people, share.low, share.high)
        if sample.people == 1:
            return self._shown(sample.mean, 1, None, None)
        return self.level(Level(sample.mean, sample.variance / sample.people, sample.people - 1), sample.people)

    def level(self, found: Level, people: int) -> Result:
        low, high = interval(found)
        return self._shown(found.value, people, max(low, self.ends[0]), min(high, self.ends[1]))

    def movement(self, found: Level, people: int) -> Result:
        return self._shown(found.value, people, *interval(found))

    def change(self, found: Change, people: int) -> Result:
        return self._shown(found.value, people, found.low, found.high)

    def _shown(self, value: float, people: int, low: float | None, high: float | None) -> Result:
        return figure(value, people, self.thresholds, low, high, unit=self.unit)


# --- kept as they were --------------------------------------------------------------------------------

_SINGLE = ("chosen", "before", "pulled", "after", "own", "effect")


def kept(shown: Figures) -> dict[str, Any]:
    """As a check keeps it with its verdict; `read` makes it again."""
    return {
        **{name: _written(getattr(shown, name)) for name in _SINGLE},
        "baseline": shown.baseline,
        "controls": {str(stage): _written(result) for stage, result in shown.controls.items()},
        "detectable": shown.detectable,
        "caveats": [[code, dict(named)] for code, named in shown.caveats],
        "look": shown.look,
    }


def read(held: Mapping[str, Any]) -> Figures:
    """What `kept` wrote."""
    return Figures(
        **{name: _read(held[name]) for name in _SINGLE},
        baseline=held["baseline"],
        controls={UUID(stage): _read(one) for stage, one in held["controls"].items()},
        detectable=held["detectable"],
        caveats=[(code, named) for code, named in held["caveats"]],
        look=held["look"],
    )


def _written(result: Result) -> dict[str, Any]:
    if isinstance(result, Hidden):
        return {"hidden": result.reason, "k": result.k}
    return {"value": result.value, "n": result.n, "low": result.low, "high": result.high}


def _read(held: Mapping[str, Any]) -> Result:
    if held.get("hidden") == NOT_YET:
        return NotCounted()
    if "hidden" in held:
        return Hidden(cast(Reason, held["hidden"]), held["k"])
    return Shown(held["value"], held["n"], held["low"], held["high"])
