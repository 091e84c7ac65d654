"""What became of stages: which went on as which other, and where what was said about them counts today. Pure.

A stage that was merged away has one successor that took it over wholly: what was collected at it counts there. A
stage that was split has several; nobody knows who of its people meant which part, so what was collected at it counts at
none of them and stays a figure of the whole before the split. Where all parts of a split come together again, the
whole counts there too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.errors import Invalid, Message, message

FEWEST, MOST = 2, 12
"""Stages that one may become, or that may become one, at once."""
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a stage, above 0 to 1, went on as another."""

    old: UUID
    new: UUID
    share: float


class Lineage:
    """Every passage of an organisation's stages. A passage that would lead back to where it came from is left out."""

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self._after: dict[UUID, list[Passage]] = defaultdict(list)
        self._before: dict[UUID, list[Passage]] = defaultdict(list)
        for one in passages:
            if not self._leads(one.new, one.old):
                self._after[one.old].append(one)
                self._before[one.new].append(one)
        self._standing = {stage: stands for stage in self._after if (stands := self._stands(stage)) != stage}

    def _leads(self, start: UUID, end: UUID) -> bool:
        return start == end or any(self._leads(one.new, end) for one in self._after.get(start, ()))

    def _stands(self, stage: UUID) -> UUID:
        after = self._after.get(stage, ())
        if not after or abs(sum(one.share for one in after) - 1) > _CLOSE:
            return stage
        ends = {self._stands(one.new) for one in after}
        return ends.pop() if len(ends) == 1 else stage

    def standing(self, stage: UUID) -> UUID:
        """Where what was collected at a stage counts today: where it was merged into, else itself."""
        return self._standing.get(stage, stage)

    @property
    def moved(self) -> Mapping[UUID, UUID]:
        """Stage -> where it counts today, of the stages that count elsewhere."""
        return self._standing

    def parts(self, stage: UUID) -> tuple[UUID, ...]:
        """The stages that count at this one, itself first."""
        return (stage, *(old for old, new in self._standing.items() if new == stage))

    def after(self, stage: UUID) -> tuple[tuple[UUID, float], ...]:
        """What a stage went on as at once, with shares."""
        return tuple((one.new, one.share) for one in self._after.get(stage, ()))

    def heirs(self, stage: UUID) -> dict[UUID, float]:
        """What a stage is today, with shares that sum to what went on; itself where it went on as nothing else."""
        found: dict[UUID, float] = defaultdict(float)
        after = self._after.get(stage, ())
        for one in after:
            for heir, share in self.heirs(one.new).items():
                found[heir] += one.share * share
        return dict(found) or {stage: 1.0}

    def before(self, stage: UUID) -> tuple[tuple[UUID, float], ...]:
        """Stages whose past is part of this one's: split ones, as they count today, with the share that went here."""
        found: dict[UUID, float] = defaultdict(float)
        for one in self._before.get(stage, ()):
            stands = self.standing(one.old)
            if stands == one.old:
                found[stands] += one.share
            for older, share in self.before(one.old):
                found[older] += one.share * share
        merged = {old: share for old, share in found.items() if self.standing(old) != self.standing(stage)}
        return tuple(sorted(merged.items(), key=lambda pair: (-pair[1], str(pair[0]))))

    def kin(self, stage: UUID) -> frozenset[UUID]:
        """The stages that a wish about this one is about too: itself, what it became, and what it was part of."""
        stands = self.standing(stage)
        wholes = [part for whole, _ in self.before(stands) for part in self.parts(whole)]
        return frozenset((*self.parts(stands), *self.heirs(stage), *wholes))

    def known_as(self, named: Mapping[UUID, str]) -> dict[UUID, tuple[str, ...]]:
        """Stage -> the codes of those of `named` stages that it became, or that became it, where they are others."""
        families = {one: {*self.heirs(one), self.standing(one)} for one in {*named, *self._after, *self._before}}
        found = {}
        for one, family in families.items():
            codes = (code for stage, code in named.items() if stage != one and not family.isdisjoint(families[stage]))
            if kin := tuple(codes):
                found[one] = kin
        return found

    @property
    def split(self) -> Mapping[UUID, tuple[UUID, ...]]:
        """Split stage, as it counts today -> the stages its comments may be placed among."""
        wholes = [stage for stage in self._after if self.standing(stage) == stage]
        return {stage: tuple(sorted(self.heirs(stage), key=str)) for stage in wholes}


def equal_parts(count: int) -> list[int]:
    """Whole percents that sum to 100 and differ by one at most: the first ones take what is left over."""
    share, left = divmod(100, count)
    return [share + (1 if place < left else 0) for place in range(count)]


def shares_of(percents: Sequence[int | float | None]) -> list[float]:
    """Percents as shares that sum to 1; Invalid with what is wrong at `share_<place>` or at all of them."""
    if not FEWEST <= len(percents) <= MOST:
        raise Invalid(message("A stage is split into %(fewest)s to %(most)s others.", fewest=FEWEST, most=MOST))
    wrong = {
        f"share_{place}": message("More than 0, and at most 100.")
        for place, percent in enumerate(percents)
        if percent is None or not 0 < percent <= 100
    }
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    total = sum(percent for percent in percents if percent is not None)
    if abs(total - 100) > 0.5:
        said: Message = message("The parts make %(total)s %%, not 100 %%.", total=f"{total:g}")
        raise Invalid(said, {"share_0": said})
    return [float(percent or 0) / total for percent in percents]


def neighbours(order: Sequence[UUID], chosen: Iterable[UUID]) -> list[UUID]:
    """The chosen stages in the order of the journey; Invalid where there are too few or others lie between them."""
    wanted = set(chosen)
    places = [place for place, stage in enumerate(order) if stage in wanted]
    if len(places) < FEWEST:
        raise Invalid(message("Choose at least two stages to merge."))
    if places[-1] - places[0] + 1 != len(places) or len(places) != len(wanted):
        raise Invalid(message("Only stages that follow each other can become one."))
    return [order[place] for place in places]
