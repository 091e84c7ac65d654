"""Which improvement may carry on another."""

from __future__ import annotations

from feedback.backlog.rules.merging import may_merge
from feedback.backlog.rules.status import STATUSES


def test_only_what_nobody_promised_or_refused_goes() -> None:
    goes = [one for one in STATUSES if may_merge(one, "open")]
    takes = [one for one in STATUSES if may_merge("open", one)]
    assert goes == ["proposed", "open", "later"]
    assert takes == ["proposed", "open", "decided", "in_progress", "later"]
