"""What can be learned from: comments with the score their author gave, and comments whose stage is known."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.analysis.records import Label

# What a rating on 1..5 says about the words beside it: four and five praise, one and two blame.
PRAISE_FROM, BLAME_TO = 3.5, 2.5
# A person who read a sentence and said how it feels is worth several ratings, which only stand beside a text.
CORRECTED = 3.0


@dataclass(frozen=True, slots=True)
class Rated:
    """A text and how it feels, by a rating of its author (1..5, 5 best) or by a person who read it (`label`).

    `weight` is how many ratings it is worth. ValueError unless exactly one of both is given.
    """

    text: str
    rating: float | None = None
    label: Label | None = None
    weight: float = 1.0
    lang: str | None = None

    def __post_init__(self) -> None:
        if (self.rating is None) == (self.label is None):
            raise ValueError("an example has a rating or a label")

    @property
    def feels(self) -> Label:
        return self.label or label_of(self.rating or 0.0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and the code of the stage it was written at, or that a person gave it."""

    text: str
    stage: str
    weight: float = 1.0
    lang: str | None = None


def label_of(rating: float) -> Label:
    """A rating on 1..5 as a feeling: above 3.5 positive, below 2.5 negative, else neither."""
    if rating > PRAISE_FROM:
        return "pos"
    return "neg" if rating < BLAME_TO else "neu"
