"""A LimeSurvey survey as records: the same from both generations of its XML and from its tab-separated form. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from feedback.surveys.importers.source import Words


@dataclass(slots=True)
class Answer:
    """One answer option; `scale` 1 is the second scale of a dual one."""

    code: str
    scale: int = 0
    order: int = 0
    text: Words = field(default_factory=Words)


@dataclass(slots=True)
class Subquestion:
    """One row (`scale` 0) or column (`scale` 1) of a question, or one box of a question of several answers."""

    qid: str
    code: str
    scale: int = 0
    order: int = 0
    relevance: str = ""
    text: Words = field(default_factory=Words)


@dataclass(slots=True)
class Condition:
    """One row of the table of conditions: `field` is the answer it asks for, in SGQA form."""

    scenario: str
    question: str
    field: str
    method: str
    value: str


@dataclass(slots=True)
class LimeQuestion:
    """One question; `attributes` are texts by language, "" where they have none."""

    qid: str
    type: str
    code: str
    order: int = 0
    text: Words = field(default_factory=Words)
    help: Words = field(default_factory=Words)
    mandatory: str = "N"
    other: bool = False
    relevance: str = ""
    pattern: str = ""
    has_script: bool = False
    subquestions: list[Subquestion] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    attributes: dict[str, Words] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)
    defaults: list[str] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """The value of an attribute, in any language; "" where it is not set."""
        return self.attributes.get(name, Words()).any.strip()

    def is_on(self, name: str) -> bool:
        """Whether an attribute is switched on."""
        return self.attribute(name) in ("1", "Y")

    def rows(self) -> list[Subquestion]:
        """Its rows, in order."""
        return [one for one in self.subquestions if one.scale == 0]

    def columns(self) -> list[Subquestion]:
        """Its columns, where it is a grid of numbers or texts."""
        return [one for one in self.subquestions if one.scale == 1]

    def scale(self, number: int) -> list[Answer]:
        """The options of one scale, in order."""
        return [one for one in self.answers if one.scale == number]


@dataclass(slots=True)
class LimeGroup:
    """One group of questions."""

    gid: str
    order: int = 0
    name: Words = field(default_factory=Words)
    description: Words = field(default_factory=Words)
    relevance: str = ""
    random_group: str = ""
    questions: list[LimeQuestion] = field(default_factory=list)


@dataclass(slots=True)
class LimeSurvey:
    """A whole file. `extras` counts the tables that have no counterpart here, by name."""

    format: str
    sid: str = ""
    base_language: str | None = None
    languages: tuple[str, ...] = ()
    title: Words = field(default_factory=Words)
    description: Words = field(default_factory=Words)
    welcome: Words = field(default_factory=Words)
    end: Words = field(default_factory=Words)
    layout: str = "G"
    groups: list[LimeGroup] = field(default_factory=list)
    extras: dict[str, int] = field(default_factory=dict)

    def questions(self) -> Iterator[LimeQuestion]:
        """Every question, in the order of the file."""
        for group in self.groups:
            yield from group.questions


def number(text: str | None) -> int:
    """A whole number from a cell; 0 where it holds none."""
    digits = (text or "").strip()
    return int(digits) if digits.lstrip("-").isdigit() and len(digits) < 12 else 0
