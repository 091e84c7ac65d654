"""Undoing and doing again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.history import Steps, steps


def walked(*acts: str) -> list[str]:
    """The drafts that acts leave behind: "undo", "redo", else the draft somebody saves."""
    drafts = ["0"]
    for act in acts:
        found = steps(drafts)
        place = {"undo": found.undo, "redo": found.redo}.get(act, -1)
        drafts += [act] if place == -1 else [] if place is None else [drafts[place]]
    return drafts


def test_nothing_can_be_undone_before_a_change() -> None:
    assert steps(["0"]) == Steps()


def test_several_steps_back_and_forward() -> None:
    assert walked("1", "2", "3", "undo", "undo")[-1] == "1"
    assert walked("1", "2", "3", "undo", "undo", "redo")[-1] == "2"
    assert walked("1", "2", "undo", "undo", "undo")[-1] == "0"
    assert walked("1", "2", "undo", "redo", "redo")[-1] == "2"


def test_a_change_after_going_back_is_a_new_way() -> None:
    drafts = walked("1", "2", "undo", "3")
    assert steps(drafts).redo is None
    assert walked("1", "2", "undo", "3", "undo")[-1] == "1"


def test_the_oldest_kept_draft_is_where_going_back_ends() -> None:
    drafts = walked("1", "2", "3")[2:]
    assert drafts[steps(drafts).undo or 0] == "2"


@given(st.lists(st.sampled_from(["a", "b", "c", "undo", "redo"]), max_size=25))
def test_it_goes_as_a_line_with_a_finger_on_it(acts: list[str]) -> None:
    """Against the obvious: a list of drafts and a place in it. Saving what stands beside is going there."""
    line, at = ["0"], 0
    for act in acts:
        back, forward = line[at - 1] if at else None, line[at + 1] if at + 1 < len(line) else None
        if act == "undo" or (act == back and act != line[at]):
            at = max(at - 1, 0)
        elif act == "redo" or (act == forward and act != line[at]):
            at = min(at + 1, len(line) - 1)
        elif act != line[at]:
            line, at = [*line[: at + 1], act], at + 1
    assert walked(*acts)[-1] == line[at]
