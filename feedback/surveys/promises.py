"""What a launch promised stays as it is, for as long as there is an answer to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from feedback.errors import Conflict, message

FROZEN = ("mode", "k_scores", "k_comments", "receipts")


class Promised(Protocol):
    """What these rules read of a survey."""

    @property
    def mode(self) -> str: ...
    @property
    def k_scores(self) -> int: ...
    @property
    def k_comments(self) -> int: ...
    @property
    def receipts(self) -> bool: ...


class AnonymityFrozen(Conflict):
    """Somebody asked for another promise than the one that people answered under."""

    code = "anonymity_frozen"


def may_change(survey: Promised, wanted: Mapping[str, Any]) -> None:
    """AnonymityFrozen where `wanted` names another promise than the survey's own, for better or worse."""
    if any(name in wanted and wanted[name] != getattr(survey, name) for name in FROZEN):
        raise AnonymityFrozen(message("Anonymity cannot be reduced after launch."))
