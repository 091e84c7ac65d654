"""Workshops by who looks: facilitators, and participants without an account."""

from __future__ import annotations

from feedback.workshops.views import board, bringing, counting, facilitating, joining

blueprints = (facilitating.blueprint, board.blueprint, bringing.blueprint, counting.blueprint, joining.blueprint)
