"""Every route has exactly one guard, and a member route stands below an organisation."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from feedback.permissions import Permission
from feedback.web.guards import Guard, member, public

OURS_WITHOUT_GUARD = {"static", "bootstrap.static"}


def faults(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OURS_WITHOUT_GUARD:
            continue
        guard = getattr(app.view_functions[rule.endpoint], "guard", None)
        if not isinstance(guard, Guard):
            yield f"{rule} has no guard"
        elif (guard.kind == "member") != rule.rule.startswith("/o/<organisation>/"):
            yield f"{rule} is guarded as {guard.kind}"


def test_every_route_has_its_guard(app: Flask) -> None:
    assert list(faults(app)) == []


def test_the_sweep_sees_a_route_without_a_guard_and_one_with_the_wrong_kind() -> None:
    bad = Flask("bad")
    bad.add_url_rule("/open", "open", lambda: "")
    bad.add_url_rule("/o/<organisation>/x", "x", public(lambda organisation: ""))
    assert len(list(faults(bad))) == 2


def test_a_view_cannot_have_two_guards() -> None:
    with pytest.raises(TypeError):
        public(member(Permission.VIEW)(lambda: ""))
