"""What people do to themes."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.accounts.actions import record
from feedback.insights.models import Theme
from feedback.names import texts_of
from feedback.permissions import Access


def rename(theme: Theme, *, names: Mapping[str, str], by: Access | None = None) -> Theme:
    """Give a theme its names, by language; from now on no run changes them. Invalid at the field that is wrong."""
    theme.names = texts_of("name", names)
    theme.renamed = True
    record(by, "theme.rename", theme.code)
    return theme
