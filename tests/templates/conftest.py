"""An application with the real templates and filters, and nothing behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template, request
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

import feedback
from feedback.web import templating, tone

PACKAGE = Path(feedback.__file__).parent
COMPONENTS = PACKAGE / "templates" / "components"
Render = Callable[..., str]


def public_macros() -> dict[str, str]:
    """Macro → the component file that holds it."""
    found = {
        name: file.name
        for file in COMPONENTS.glob("*.html")
        for name in re.findall(r"{% macro (\w+)", file.read_text())
    }
    return {name: file for name, file in found.items() if not name.startswith("_")}


IMPORTS = "".join(f"{{% from 'components/{file}' import {name} %}}" for name, file in public_macros().items())


@pytest.fixture(scope="session")
def bare_app() -> Flask:
    app = Flask("feedback", static_folder=str(PACKAGE / "static"), template_folder=str(PACKAGE / "templates"))
    app.config.update(SECRET_KEY="for tests", BOOTSTRAP_SERVE_LOCAL=True, WTF_CSRF_ENABLED=False)
    Babel(app, locale_selector=lambda: request.args.get("lang", "en"))
    Bootstrap5(app)
    CSRFProtect(app)
    templating.init(app)
    tone.init(app)
    app.add_url_rule("/check", "language.check", str)
    app.add_url_rule("/render/<path:template_name_or_list>", "render", render_template)
    return app


@pytest.fixture
def render(bare_app: Flask) -> Render:
    """render("{{ tag('x') }}", lang="es", …) with every macro at hand; a name ending in .html renders that page."""

    def _render(source: str, lang: str = "en", **given: Any) -> str:
        with bare_app.test_request_context(f"/here?lang={lang}"):
            page = source.endswith(".html")
            template = (
                bare_app.jinja_env.get_template(source) if page else bare_app.jinja_env.from_string(IMPORTS + source)
            )
            context: dict[str, Any] = {}
            bare_app.update_template_context(context)
            return template.render({**context, **given})

    return _render
