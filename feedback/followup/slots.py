"""The way from a sentence to looking after who said it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g, render_template
from markupsafe import Markup

from feedback.permissions import Permission


def mention_actions(*, response_id: UUID | None = None, **_: Any) -> Markup:
    """A link to open a case, or to the one there is; nothing for evidence and for protected answers.

    The page below names a response only where it was identified; the view asks again.
    """
    if response_id is None or not g.access.may(Permission.FOLLOW_UP):
        return Markup("")
    return Markup(render_template("followup/mention_actions.html", response_id=response_id))
