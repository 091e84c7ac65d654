"""The pages of surveys, by who uses them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

blueprints = [
    import_module(f"{__name__}.{name}").blueprint
    for name in (
        "answering",
        "promises",
        "receipts",
        "design",
        "surveys",
        "results",
        "downloads",
        "library",
        "reading",
        "importing",
    )
    if find_spec(f"{__name__}.{name}")
]
