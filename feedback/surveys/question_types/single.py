"""One choice out of several, as buttons or as a list."""

from __future__ import annotations

from typing import ClassVar

from feedback.surveys.question_types.choosing import OneChoice
from feedback.surveys.question_types.settings import Setting, one_of

LOOK = one_of("look", "buttons", "list")


class Single(OneChoice):
    """All options in sight, or in a short list."""

    kind = "single"
    settings: ClassVar[tuple[Setting, ...]] = (LOOK, *OneChoice.settings)
