"""The log in words: every act that code writes has some, in every language, and no others stand there."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, gettext

from feedback.accounts.log_words import ACTS, about, happened
from feedback.followup.rules.cases import NOTE, REPLY
from feedback.insights.rules import acts
from feedback.journeys.actions.reviews import VERDICTS
from feedback.web.languages import INTERFACE
from feedback.web.templating import say
from tests.factories.groups import group
from tests.factories.people import Member

CODE = Path(__file__).parents[2] / "feedback"
ACT = re.compile(r"[a-z_]+\.[a-z_]+")
COMPUTED = {
    "case.": {NOTE, REPLY},
    "journey.": set(VERDICTS),
    "theme.": acts.KINDS.keys() - {acts.MOVE},  # A move is written by its own call.
}
"""What stands before the part that is put in -> what may be."""


def written() -> set[str]:
    """Every act that a call of `record` names, or is handed on to one."""
    return {act for path in sorted(CODE.rglob("*.py")) for act in _in_module(path)}


def _in_module(path: Path) -> Iterator[str]:
    code = path.read_text("utf-8")
    if "record(" not in code:
        return
    tree, handed_on = ast.parse(code), False
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "record"):
        act = call.args[1]
        found = set(_acts(act, path))
        handed_on = handed_on or not found
        yield from found
    if handed_on:
        yield from _constants(tree)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _acts(node: ast.expr, path: Path) -> Iterator[str]:
    """The acts that an argument can be; nothing where the function was handed it."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*_acts(node.body, path), *_acts(node.orelse, path))
    elif isinstance(node, ast.JoinedStr):
        start = str(getattr(node.values[0], "value", ""))
        yield from (f"{start}{part}" for part in COMPUTED[start])
    elif isinstance(node, ast.Name) and node.id.isupper():
        module = ".".join(("feedback", *path.relative_to(CODE).with_suffix("").parts))
        yield str(getattr(import_module(module), node.id))


def _constants(tree: ast.Module) -> Iterator[str]:
    """Acts that are handed on: written out in some call of the module."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        for one in call.args:
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and ACT.fullmatch(one.value):
                yield one.value


def test_every_act_that_code_writes_has_its_words_and_no_other_has() -> None:
    found = written()
    assert len(found) > 150
    assert set(ACTS) == found


def test_the_words_are_there_in_every_language_and_tell_acts_apart(app: Flask) -> None:
    for language in INTERFACE:
        with app.test_request_context(), force_locale(language):
            said = [gettext(words) for words in ACTS.values()]
            assert len(set(said)) == len(said), language
            assert language == "en" or not set(said) & set(ACTS.values()), language


def test_an_entry_says_what_it_was_about_unless_that_is_an_id(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert (say(happened("group.created")), about("customers")) == ("Group made", "customers")
        assert (say(happened("lamp.lit")), about("100%"), about(str(uuid4()))) == ("lamp.lit", "100%", "")


def test_the_settings_tell_it_without_codes(acme: Member, as_member: Callable[[Member], FlaskClient]) -> None:
    group(acme, "supplier", code="haulers")
    page = as_member(acme).get("/o/acme/settings?lang=en").get_data(as_text=True)
    assert "Group made: haulers" in page
    assert "group.created" not in page
