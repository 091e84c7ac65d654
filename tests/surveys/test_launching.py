"""What may be launched, to whom, and why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from feedback.analysis.disclosure import Thresholds
from feedback.errors import Invalid
from feedback.surveys.launching import may_open, mode_of, takes_comments, why_not
from tests.surveys.samples import asked, question, questionnaire

PROTECTED, OPEN = Thresholds(5, 10), Thresholds(1, 1)
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Group:
    size: int | None = None
    archived_at: object = None
    name: dict[str, str] = field(default_factory=lambda: {"en": "Night shift"})


@dataclass(frozen=True)
class Stage:
    code: str
    name: dict[str, str] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("size", "thresholds", "comments", "refused"),
    [
        (4, PROTECTED, False, True),
        (5, PROTECTED, False, False),
        (5, PROTECTED, True, True),
        (9, PROTECTED, True, True),
        (10, PROTECTED, True, False),
        (None, PROTECTED, True, False),
        (1, OPEN, True, False),
    ],
)
def test_how_many_people_a_promise_needs(
    size: int | None, thresholds: Thresholds, comments: bool, refused: bool
) -> None:
    assert (why_not(Group(size), "anonymous", thresholds, comments) is not None) is refused


def test_an_archived_group_is_not_asked() -> None:
    assert (
        why_not(Group(archived_at=TODAY), "identified", OPEN, False).id
        == "“%(group)s” is archived. Bring it back first."
    )


def test_each_mode_has_its_own_words() -> None:
    words = [why_not(Group(3), mode, PROTECTED, False).id for mode in ("anonymous", "confidential")]
    assert ["An anonymous" in words[0], "A confidential" in words[1]] == [True, True]


@pytest.mark.parametrize(("kind", "answer"), [("nps", False), ("text", True), ("longtext", True), ("single", False)])
def test_where_people_write(kind: str, answer: bool) -> None:
    assert takes_comments([question("nps"), question(kind, code="other")]) is answer
    assert takes_comments([question("single", settings={"other": True})])


def test_modes() -> None:
    assert mode_of("anonymous") == "anonymous"
    with pytest.raises(Invalid):
        mode_of("secret")


def opened(groups: list[Group], stage: Stage | None = None, closes_on: date | None = None) -> None:
    draft = questionnaire(asked("c", "csat", stage="visit"), asked("w", "longtext", stage="billing"))
    may_open(draft, groups, stage, "anonymous", PROTECTED, closes_on, TODAY)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"groups": []}, "groups"),
        ({"groups": [Group(8)]}, "groups"),
        ({"groups": [Group(8)], "stage": Stage("booking")}, "stage"),
        ({"groups": [Group(20)], "closes_on": date(2026, 11, 21)}, "closes_on"),
    ],
)
def test_refusals_name_the_field(arguments: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        opened(**arguments)
    assert list(refused.value.fields) == [field]


def test_only_the_questions_of_the_stage_decide() -> None:
    """Eight people may be asked at a stage where nobody has to write."""
    opened([Group(8)], Stage("visit"), TODAY)


@pytest.mark.parametrize(
    ("kind", "mode", "opens"),
    [
        ("email", "anonymous", False),
        ("phone", "anonymous", False),
        ("email", "identified", True),
        ("text", "anonymous", True),
        ("hidden", "anonymous", True),
    ],
)
def test_an_anonymous_survey_asks_who_nobody_is(kind: str, mode: str, opens: bool) -> None:
    asked_for = questionnaire(asked("who", kind), asked("n", "nps"))
    thresholds = PROTECTED if mode == "anonymous" else OPEN

    def opening() -> None:
        may_open(asked_for, [Group(50)], None, mode, thresholds, None, TODAY)

    if opens:
        opening()
    else:
        with pytest.raises(Invalid):
            opening()
