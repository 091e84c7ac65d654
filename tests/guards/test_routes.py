"""Every route has exactly one guard; a member route stands below an organisation, a token's below the API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from feedback.permissions import Permission
from feedback.web.api import token
from feedback.web.guards import Guard, member, public

OURS_WITHOUT_GUARD = {"static", "bootstrap.static"}
PACKAGE = Path(__file__).parents[2] / "feedback"
HEAD_IS_SENT = re.compile(r"""request\.method\s*[!=]=\s*["']GET["']""")
OPEN_OF_THE_API = {"/api/v1/openapi.json"}


def scopes_for(methods: set[str]) -> set[str]:
    """Scopes a token may need: nothing is changed by one that may only read."""
    return {"write", "events"} if methods - {"GET", "HEAD", "OPTIONS"} else {"read", "events"}


def faults(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OURS_WITHOUT_GUARD:
            continue
        guard = getattr(app.view_functions[rule.endpoint], "guard", None)
        of_pages = rule.rule.startswith("/o/<organisation>/")
        of_the_api = rule.rule.startswith("/api/v1/") and rule.rule not in OPEN_OF_THE_API
        if not isinstance(guard, Guard):
            yield f"{rule} has no guard"
        elif (guard.kind == "member", guard.kind == "token") != (of_pages, of_the_api):
            yield f"{rule} is guarded as {guard.kind}"
        elif guard.kind == "token" and guard.scope not in scopes_for(set(rule.methods or ())):
            yield f"{rule} asks for the scope {guard.scope}"


def test_every_route_has_its_guard(app: Flask) -> None:
    assert list(faults(app)) == []


def test_the_sweep_sees_a_route_without_a_guard_and_one_with_the_wrong_kind() -> None:
    bad = Flask("bad")
    bad.add_url_rule("/open", "open", lambda: "")
    bad.add_url_rule("/o/<organisation>/x", "x", public(lambda organisation: ""))
    bad.add_url_rule("/api/v1/open", "api", public(lambda: ""))
    bad.add_url_rule("/elsewhere", "elsewhere", token("read")(lambda: ""))
    bad.add_url_rule("/api/v1/weak", "weak", token("read")(lambda: ""), methods=["POST"])
    assert len(list(faults(bad))) == 5


def test_a_view_cannot_have_two_guards() -> None:
    with pytest.raises(TypeError):
        public(member(Permission.VIEW)(lambda: ""))


def test_a_view_tells_what_was_sent_from_what_is_read() -> None:
    """Case 33: who asks whether it is a GET takes a HEAD for a form, one that is empty and has no token."""
    views = [path for path in PACKAGE.rglob("*.py") if "views" in str(path.relative_to(PACKAGE))]
    assert len(views) > 50
    assert [str(path) for path in views if HEAD_IS_SENT.search(path.read_text("utf-8"))] == []


def test_the_search_sees_a_view_that_takes_a_head_for_a_form() -> None:
    assert HEAD_IS_SENT.search('if request.method == "GET":')
    assert not HEAD_IS_SENT.search('if request.method != "POST":')
