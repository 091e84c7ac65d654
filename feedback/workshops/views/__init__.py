"""Workshops by who looks: facilitators, and participants without an account."""

from __future__ import annotations

from feedback.workshops.views import facilitating, joining

blueprints = (facilitating.blueprint, joining.blueprint)
