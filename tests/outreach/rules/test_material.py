"""Which questionnaire suits a group at a stage."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

import pytest

from feedback.outreach.rules import material
from feedback.outreach.rules.material import Own
from feedback.surveys.library import LEFT_OUT

GROUP, OTHER_GROUP = uuid4(), uuid4()
NAMES = {"booking": {"en": "Booking"}, "visit": {"en": "The visit"}, "museum": {"en": "Museum shop"}}


def own(
    code: str,
    stages: Iterable[str] = ("visit",),
    library: str = "",
    predicts: bool = False,
    groups: Iterable[UUID] = (),
    kinds: Iterable[str] = (),
) -> Own:
    return Own(code, {"en": code}, frozenset(stages), library, predicts, frozenset(groups), frozenset(kinds))


def chosen(*found: Own, kind: str = "customer") -> str | None:
    best = material.own_for(found, stage="visit", group_id=GROUP, kind=kind)
    return best.code if best else None


def test_what_the_group_knows_comes_first_then_its_kind_then_the_librarys_then_the_unsent() -> None:
    ranked = [
        own("fresh"),
        own("made-for", library="repair-customers"),
        own("their-kind", groups=[OTHER_GROUP], kinds=["customer"]),
        own("theirs", groups=[GROUP], kinds=["customer"]),
    ]
    names = []
    while ranked:
        names.append(chosen(*ranked))
        ranked = [one for one in ranked if one.code != names[-1]]
    assert names == ["theirs", "their-kind", "made-for", "fresh"]
    assert chosen(own("newer"), own("older")) == "newer"


@pytest.mark.parametrize(
    "unfit",
    [
        own("elsewhere", stages=["booking"]),
        own("asks-employees", groups=[OTHER_GROUP], kinds=["employee"]),
        own("made-for-others", library="repair-employees"),
        own("predicts", predicts=True),
    ],
)
def test_what_does_not_suit(unfit: Own) -> None:
    assert chosen(unfit) is None


def test_insiders_may_be_asked_to_predict() -> None:
    assert chosen(own("predicts", predicts=True), kind="employee") == "predicts"


def test_what_suits_every_stage_suits_this_one() -> None:
    assert chosen(own("any", stages=[], library="journey-validation")) == "any"
    assert chosen(own("any", stages=[], library="stage-employees"), kind="employee") == "any"
    assert chosen(own("any", stages=[], library="stage-employees")) is None
    assert chosen(own("any", stages=[], library="journey-validation"), kind="other") == "any"


@pytest.mark.parametrize("kind", ["customer", "employee", "supplier"])
def test_the_library_is_taken_from_the_service_most_like_ours(kind: str) -> None:
    ready = material.ready_for(stage="visit", kind=kind, own=NAMES)
    assert ready.entry.code == f"repair-{kind}s"
    assert ready.stages == {"booking": "booking", "wait": LEFT_OUT, "visit": "visit", "billing": LEFT_OUT}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("customer", "journey-validation"),
        ("employee", "stage-employees"),
        ("supplier", "stage-suppliers"),
        ("other", "journey-validation"),
    ],
)
def test_a_stage_no_service_has_gets_what_suits_every_stage(kind: str, code: str) -> None:
    ready = material.ready_for(stage="museum", kind=kind, own=NAMES)
    assert (ready.entry.code, dict(ready.stages)) == (code, {})
    assert ready.entry.stages == ()
