"""feedback: ask everyone who takes part in a service, and work one prioritised list of improvements."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from feedback.config import Config


def create_app(config: Config | None = None) -> Flask:
    """The web application, wired from the one list of slices in `feedback.app`."""
    from feedback.app import build

    return build(config)
