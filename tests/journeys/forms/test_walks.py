"""The check-list of one service, as it is shown and as it comes back."""

from __future__ import annotations

from uuid import UUID

from feedback.journeys.forms.walks import sent, shown
from feedback.journeys.models import Stage, Touchpoint, Walk, WalkExtra, WalkStep
from feedback.journeys.rules.walks import Extra, Looked

FIRST, SECOND, KEPT, STAGE = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)


def stage() -> Stage:
    points = [Touchpoint(id=one, name={"en": "Call"}, channel="phone") for one in (FIRST, SECOND)]
    return Stage(id=STAGE, name={"en": "Visit"}, touchpoints=points)


def walk() -> Walk:
    steps = [WalkStep(touchpoint_id=FIRST, outcome="not", note="Closed")]
    return Walk(steps=steps, extras=[WalkExtra(id=KEPT, text="A fee", stage_id=STAGE)])


def posted() -> dict[str, str]:
    """The form as the page holds it, untouched."""
    page = shown(walk(), [stage()])
    fields: dict[str, str] = {}
    for step in page.steps:
        one = step.touchpoint.id
        fields |= {f"outcome-{one}": step.outcome, f"note-{one}": step.note, f"was-{one}": step.was}
    for line in page.lines:
        fields |= {f"extra-{line.key}": line.text, f"at-{line.key}": line.stage, f"was-{line.key}": line.was}
    return fields


def test_the_page_shows_what_is_kept_and_empty_lines() -> None:
    page = shown(walk(), [stage(), Stage(id=UUID(int=9), name={}, touchpoints=[])])
    assert [(step.touchpoint.id, step.outcome, step.note) for step in page.steps] == [
        (FIRST, "not", "Closed"),
        (SECOND, "", ""),
    ]
    assert [(line.key, line.text) for line in page.lines] == [(str(KEPT), "A fee"), ("new1", ""), ("new2", "")]
    assert page.looked_at == 1


def test_only_what_was_changed_comes_back() -> None:
    seen = sent(posted(), [stage()]).seen()
    assert seen is not None
    assert (seen.steps, seen.extras, seen.added) == ({}, {}, [])


def test_what_was_changed_comes_back() -> None:
    typed = posted() | {
        f"outcome-{SECOND}": "happened",
        f"extra-{KEPT}": "",
        "extra-new2": "A gift",
        "at-new2": str(STAGE),
    }
    seen = sent(typed, [stage()]).seen()
    assert seen is not None
    assert (seen.steps, seen.extras) == ({SECOND: Looked("happened")}, {KEPT: None})
    assert seen.added == [Extra("A gift", STAGE)]


def test_what_cannot_be_is_said_at_its_field_and_stays_typed() -> None:
    typed = posted() | {f"note-{SECOND}": "Who knows", "extra-new1": "x" * 1001, "extra-odd": "y"}
    page = sent(typed, [stage()])
    assert page.seen() is None
    assert [field for field, _error in page.errors] == [f"note-{SECOND}", "extra-new1"]
    assert page.steps[1].note == "Who knows"
