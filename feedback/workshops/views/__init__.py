"""Workshops by who looks: facilitators, and participants without an account."""

from __future__ import annotations

from feedback.workshops.views import board, bringing, facilitating, joining

blueprints = (facilitating.blueprint, board.blueprint, bringing.blueprint, joining.blueprint)
