"""What goes on by itself in step 1: files of people do not stay."""

from __future__ import annotations

from feedback import files, jobs
from feedback.stakeholders.actions import imports as actions


@jobs.each_round
def forget_files() -> None:
    """Once a minute: files of people nobody went on with."""
    for key in actions.forget_files():
        files.discard(key)
