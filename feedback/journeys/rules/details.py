"""What a stage and a touchpoint say beside their names: how long, what sets it off, what one meets. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from feedback.errors import N_, Message, message
from feedback.names import refusal, texts_of

LONGEST_TRIGGER = 500
MOST_MINUTES = 60 * 24 * 3660
"""Ten years: longer than any stage of a service."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit a duration is typed in; `minutes` is what one of it takes."""

    code: str
    label: Message
    minutes: int
    one: Message
    many: str
    """Of several: a message id with their number, `%(n)s`."""


UNITS: tuple[Unit, ...] = (
    Unit("minutes", message("minutes"), 1, message("1 minute"), N_("%(n)s minutes")),
    Unit("hours", message("hours"), 60, message("1 hour"), N_("%(n)s hours")),
    Unit("days", message("days"), 60 * 24, message("1 day"), N_("%(n)s days")),
    Unit("weeks", message("weeks"), 60 * 24 * 7, message("1 week"), N_("%(n)s weeks")),
)
_UNITS = {unit.code: unit for unit in UNITS}

DIMENSIONS: Mapping[str, Message] = {
    "physical": message("Physical"),
    "human": message("Human"),
    "digital": message("Digital"),
}
MOMENTS: Mapping[str, Message] = {
    "start": message("At its start"),
    "during": message("In its course"),
    "end": message("At its end"),
}
_PROPOSED = {
    "shop": "physical",
    "visit": "human",
    "in_person": "human",
    "phone": "human",
    "web": "digital",
    "app": "digital",
    "chat": "digital",
    "mail": "digital",
    "social": "digital",
    "paper": "physical",
    "ad_online": "digital",
    "ad_offline": "physical",
    "word_of_mouth": "human",
}


@dataclass(frozen=True, slots=True)
class StageDetails:
    """What a stage says of itself beside name, goal and feeling; `step` is one of the twelve steps, '' for none."""

    trigger: Mapping[str, str]
    before_contact: bool = False
    lasts_minutes: int | None = None
    step: str = ""

    def checked(self) -> StageDetails:
        """The same with its texts on one line each; Invalid at the field that cannot be."""
        trigger = texts_of("trigger", self.trigger, most=LONGEST_TRIGGER, required=False)
        return StageDetails(trigger, self.before_contact, lasting(self.lasts_minutes), self.step)


@dataclass(frozen=True, slots=True)
class TouchpointDetails:
    """What a touchpoint says of itself beside name and channel; '' where nothing is said."""

    dimension: str = ""
    moment: str = ""

    def checked(self) -> TouchpointDetails:
        """Itself; Invalid at the field that cannot be."""
        if self.dimension and self.dimension not in DIMENSIONS:
            raise refusal("dimension", message("Choose physical, human or digital."))
        if self.moment and self.moment not in MOMENTS:
            raise refusal("moment", message("Choose when in the stage it happens."))
        return self


def dimension(channel: str, said: str = "") -> str:
    """physical, human or digital: as somebody said, else what the channel usually is; '' for channels of any kind."""
    return said or _PROPOSED.get(channel, "")


def minutes_of(number: float | None, unit: str) -> int | None:
    """A typed duration in minutes, to the nearest one; none typed is none. Invalid at `lasts`."""
    if number is None:
        return None
    if unit not in _UNITS:
        raise refusal("lasts_unit", message("Choose a unit."))
    return lasting(round(number * _UNITS[unit].minutes))


def lasting(minutes: int | None) -> int | None:
    """A duration that a stage can have; Invalid at `lasts`."""
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise refusal("lasts", message("From one minute to ten years."))
    return minutes


def unit_of(minutes: int) -> tuple[int, Unit]:
    """A duration in the largest unit that says it in a whole number: 2880 is (2, days)."""
    unit = next(unit for unit in reversed(UNITS) if minutes % unit.minutes == 0)
    return minutes // unit.minutes, unit


def duration(minutes: int) -> Message:
    """A duration as a person says it: "3 days"."""
    number, unit = unit_of(minutes)
    return unit.one if number == 1 else Message(unit.many, {"n": number})
