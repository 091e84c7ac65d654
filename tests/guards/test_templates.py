"""Templates parse, use what they import, and carry nothing the content policy forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, TemplateSyntaxError

TEMPLATES = Path(__file__).parents[2] / "feedback" / "templates"
FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*="),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>"),
    "inline handler": re.compile(r"\son[a-z]+\s*="),
    "something from elsewhere": re.compile(r"(?:src|href)=\"(?:https?:)?//"),
}
UNESCAPED = re.compile(r"\|\s*safe\b")
JINJA = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.S)
IMPORT = re.compile(r"{%-?\s*from\s+\S+\s+import\s+(.+?)\s*-?%}", re.S)


def names() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def faults(source: str) -> Iterator[str]:
    markup = JINJA.sub("", source)
    yield from (what for what, pattern in FORBIDDEN.items() if pattern.search(markup))
    if UNESCAPED.search(source):
        yield "escaping switched off"
    yield from (f"unused {name}" for name in unused(source))


def unused(source: str) -> list[str]:
    """Macros that a template imports and never uses."""
    imported: list[str] = []
    for group in IMPORT.findall(source):
        parts = [part.strip() for part in group.replace("with context", "").split(",")]
        imported += [part.split(" as ")[-1].strip() for part in parts if part]
    body = IMPORT.sub("", source)
    return [name for name in imported if not re.search(rf"\b{name}\b", body)]


@pytest.mark.parametrize("name", names())
def test_template(name: str) -> None:
    from feedback import create_app

    assert list(faults((TEMPLATES / name).read_text("utf-8"))) == []
    _environment(create_app).parse((TEMPLATES / name).read_text("utf-8"))


_kept: list[Environment] = []


def _environment(create_app: object) -> Environment:
    if not _kept:
        app = Flask("templates")
        app.jinja_env.add_extension("jinja2.ext.i18n")
        _kept.append(app.jinja_env)
    return _kept[0]


def test_the_search_sees_each_fault() -> None:
    bad = (
        '{% from "x.html" import one, two %}{{ one() }}<p style="color:red" onclick="x()">'
        '<script>1</script><img src="//cdn.example/x.png">{{ x|safe }}'
    )
    assert list(faults(bad)) == [*FORBIDDEN, "escaping switched off", "unused two"]
    assert list(faults("{% for one in ones %}{{ f(one=one, style=1) }}{% endfor %}")) == []
    with pytest.raises(TemplateSyntaxError):
        Environment().parse("{% if %}")
