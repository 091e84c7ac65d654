"""One choice out of many, from a list that can be searched."""

from __future__ import annotations

from feedback.surveys.question_types.choosing import OneChoice

SEARCH_FROM = 8
"""Fewest options with which the page offers a search; fewer are read faster than typed."""


class Dropdown(OneChoice):
    """For lists too long to be seen at once: the native list of the browser, and with a script a search in it."""

    kind = "dropdown"
