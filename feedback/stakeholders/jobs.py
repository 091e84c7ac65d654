"""What goes on by itself in step 1: files of people and old fingerprints of erased people do not stay."""

from __future__ import annotations

from feedback import files, jobs
from feedback.stakeholders.actions import erased
from feedback.stakeholders.actions import imports as actions


@jobs.each_round
def forget_files() -> None:
    """Once a minute: files of people nobody went on with."""
    for key in actions.forget_files():
        files.discard(key)


@jobs.each_round
def forget_old_erasures() -> None:
    """Once a minute: fingerprints of erased people that were kept long enough."""
    erased.forget_old()
