"""Laws of every template: it parses, carries no inline style or script, and uses only icons that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.templates.conftest import PACKAGE

TEMPLATES = PACKAGE / "templates"
# Written to files that are opened without a server: these have to carry their own style sheet, and nothing else.
BY_THEMSELVES = {Path("insights/file.html"), Path("reports/paper.html")}
PAGES = sorted(page.relative_to(TEMPLATES) for page in TEMPLATES.rglob("*.html"))
OURS = [page for page in PAGES if page.parts[0] in {"base.html", "layouts", "components", "errors"}]
SPRITE = PACKAGE / "static" / "icons.svg"
_BANNED = {
    "inline style": re.compile(r"\sstyle\s*="),
    "inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)"),
    "style element": re.compile(r"<style"),
    "foreign address": re.compile(r"(?:src|href)=\"(?:https?:)?//"),
    "icon macro with inline style": re.compile(r"render_icon"),
}


def offences(source: str) -> list[str]:
    """What a strict policy would refuse in this source; comments do not count."""
    seen = re.sub(r"{#.*?#}", "", source, flags=re.DOTALL)
    return [name for name, pattern in _BANNED.items() if pattern.search(seen)]


@pytest.mark.parametrize("page", OURS, ids=str)
def test_parses(bare_app: Flask, page: Path) -> None:
    assert bare_app.jinja_env.get_template(page.as_posix()).name == page.as_posix()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_strict_policy_refuses_nothing(page: Path) -> None:
    carried = ["style element"] if page in BY_THEMSELVES else []
    assert offences((TEMPLATES / page).read_text()) == carried


@pytest.mark.parametrize(
    ("source", "offence"),
    [
        ('<p style="color:red">', "inline style"),
        ('<a onclick="go()">', "inline handler"),
        ("<script>go()</script>", "inline script"),
        ("<style>p{}</style>", "style element"),
        ('<img src="//elsewhere.example/x.png">', "foreign address"),
        ("{{ render_icon('x') }}", "icon macro with inline style"),
    ],
)
def test_the_law_sees_an_offence(source: str, offence: str) -> None:
    assert offences(source) == [offence]


def test_every_icon_used_exists() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))
    used = set()
    for page in PAGES:
        source = (TEMPLATES / page).read_text()
        used |= set(re.findall(r"\bicon\('([\w-]+)'", source))
        used |= set(re.findall(r"icon_name='([\w-]+)'", source))
    assert used - drawn == set()
    assert {"warn", "ok", "person"} <= used


def test_status_icons_exist(render: object) -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))
    states = ("proposed", "open", "decided", "in_progress", "done", "declined", "later")
    shown = "".join(render(f"{{{{ status('{state}') }}}}") for state in states)  # type: ignore[operator]
    named = re.findall(r"icons\.svg#([\w-]+)", shown)
    assert len(set(named)) == len(states)
    assert set(named) <= drawn


def test_the_sprite_is_only_drawings() -> None:
    sprite = SPRITE.read_text()
    assert re.findall(r"<(?!/?(?:svg|symbol|path|circle)\b)\w+", sprite) == []
    assert re.findall(r"\s(?:style|fill|stroke|on\w+)=", sprite) == []
