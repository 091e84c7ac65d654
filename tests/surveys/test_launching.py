"""What may be launched, to whom, and why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from feedback.analysis.disclosure import Thresholds
from feedback.errors import Invalid
from feedback.surveys.launching import may_open, mode_of, never_shown, people_in, takes_comments, too_few
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
    ("people", "thresholds", "comments", "refused"),
    [
        ([4], PROTECTED, False, True),
        ([5], PROTECTED, False, False),
        ([7], PROTECTED, True, True),
        ([9], PROTECTED, True, True),
        ([10], PROTECTED, True, False),
        ([None], PROTECTED, True, False),
        ([1], OPEN, True, False),
        ([3, 1], PROTECTED, False, True),
        ([4, 1], PROTECTED, False, False),
        ([9, 1], PROTECTED, True, False),
        ([2, None], PROTECTED, True, False),
    ],
)
def test_how_many_people_a_promise_needs(
    people: list[int | None], thresholds: Thresholds, comments: bool, refused: bool
) -> None:
    """Case 82: 4 people are refused, and 7 with comments; all groups count together."""
    assert (too_few(people, "anonymous", thresholds, comments) is not None) is refused


def test_people_are_counted_where_the_size_of_a_group_is_not_known() -> None:
    assert [people_in(*known) for known in ((7, 3), (None, 3), (None, 0))] == [7, 3, None]


def test_groups_that_are_never_shown_alone_are_named() -> None:
    """Case 82: a list of departments with one of a single person."""
    groups = [Group(name={"en": name}) for name in ("One", "Nine", "Twenty", "Nobody knows")]
    sizes = [1, 9, 20, None]

    def told(comments: bool) -> list[tuple[object, object]]:
        found = never_shown(groups, sizes, PROTECTED, comments)
        return [(one.params["group"]["en"], one.params.get("k")) for one in found]

    assert told(comments=True) == [("One", None), ("Nine", 10)]
    assert told(comments=False) == [("One", None)]
    assert never_shown(groups, sizes, OPEN, comments=True) == []


def test_an_archived_group_is_not_asked() -> None:
    with pytest.raises(Invalid, match=r"is archived\. Bring it back first"):
        opened([Group(100, archived_at=TODAY)])


def test_each_mode_has_its_own_words() -> None:
    words = [too_few([3], mode, PROTECTED, False).id for mode in ("anonymous", "confidential")]  # type: ignore[union-attr]
    assert ["an anonymous" in words[0], "a confidential" in words[1]] == [True, True]


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
