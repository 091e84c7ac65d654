"""The pages of accounts: signing in, members and settings; what is connected."""

from __future__ import annotations

from importlib import import_module

import_module(f"{__name__}.settings")
blueprints = [
    import_module(name).blueprint
    for name in (
        f"{__name__}.people",
        f"{__name__}.connections",
        "feedback.accounts.webhooks.views",
        "feedback.accounts.trackers.views",
    )
]
