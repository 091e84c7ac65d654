"""Which status may follow which; decided only by a recorded decision."""

from __future__ import annotations

import pytest

from feedback.backlog.rules import status
from feedback.errors import Conflict, Invalid


@pytest.mark.parametrize("before", status.STATUSES)
@pytest.mark.parametrize("after", [status.DECIDED, status.DECLINED, status.LATER])
def test_no_move_decides(before: str, after: str) -> None:
    """The one way back to decided is to stop the work on what was decided before."""
    if (before, after) == (status.IN_PROGRESS, status.DECIDED):
        return status.check_move(before, after)
    with pytest.raises(Conflict):
        status.check_move(before, after)
    return None


def test_what_may_follow_without_a_decision() -> None:
    assert {before: status.may_follow(before) for before in status.STATUSES} == {
        "proposed": ("open",),
        "open": (),
        "decided": ("in_progress",),
        "in_progress": ("done", "decided"),
        "done": ("in_progress",),
        "declined": ("open",),
        "later": ("open",),
    }


def test_an_unknown_status_is_named_as_such() -> None:
    with pytest.raises(Invalid) as refused:
        status.check_move("open", "archived")
    assert list(refused.value.fields) == ["status"]


@pytest.mark.parametrize(("verdict", "after"), [("yes", "decided"), ("no", "declined"), ("later", "later")])
def test_a_verdict_leads_somewhere(verdict: str, after: str) -> None:
    assert status.after_verdict("open", verdict) == after


@pytest.mark.parametrize(("before", "verdict"), [("done", "no"), ("decided", "yes"), ("declined", "no")])
def test_a_verdict_that_changes_nothing_is_refused(before: str, verdict: str) -> None:
    with pytest.raises(Conflict):
        status.after_verdict(before, verdict)


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(Invalid):
        status.after_verdict("open", "perhaps")


@pytest.mark.parametrize("verdict", ["no", "later"])
def test_a_no_needs_its_reason(verdict: str) -> None:
    with pytest.raises(Invalid) as refused:
        status.check_reason(verdict, "  ")
    assert list(refused.value.fields) == ["reason"]
    status.check_reason(verdict, "Too dear")
    status.check_reason("yes", "")


@pytest.mark.parametrize("guesses", [(None, None, None), (1, 1, 1), (0.5, 2, 9)])
def test_efforts_that_can_be(guesses: tuple[float | None, ...]) -> None:
    status.check_effort(*guesses)


@pytest.mark.parametrize("guesses", [(None, 2, 3), (0, 1, 2), (3, 2, 4), (1, 2, 20_000), (1, float("nan"), 2)])
def test_efforts_that_cannot(guesses: tuple[float | None, ...]) -> None:
    with pytest.raises(Invalid):
        status.check_effort(*guesses)


def test_only_done_and_declined_leave_the_order() -> None:
    assert [one for one in status.STATUSES if not status.ranked(one)] == ["done", "declined"]
