"""Where the backlog shows up on pages of lower slices."""

from __future__ import annotations

from typing import Any


def stage_improvements(**context: Any) -> str:
    return ""


def theme_improvements(**context: Any) -> str:
    return ""


def shared_actions(**context: Any) -> str:
    return ""
