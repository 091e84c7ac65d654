"""The home page: the six steps and what each still needs."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from feedback.permissions import Permission
from feedback.web.guards import member

blueprint = Blueprint("cocreation", __name__)


@blueprint.get("/o/<organisation>/")
@member(Permission.VIEW)
def home() -> ResponseReturnValue:
    return render_template("cocreation/home.html")
