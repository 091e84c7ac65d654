"""Base, layouts and error pages: what every page has, and what the error pages do without."""

from __future__ import annotations

from types import SimpleNamespace as Record

import pytest
from flask import Flask

from tests.templates.conftest import PACKAGE, Render
from tests.templates.markup import every, faults, having, words
from tests.templates.test_components import STEPS

ERRORS = sorted(int(page.stem) for page in (PACKAGE / "templates" / "errors").glob("[0-9]*.html"))
SHELL = {
    "organisation": Record(name="Clima <Sur>"), "cycle_line": "Autumn cycle", "steps": STEPS,
    "person": Record(name="Ana"),
    "links": {"home": "/o/c/", "settings": "/s", "preferences": "/p", "sign_out": "/out"},
}  # fmt: skip
PAGE = (
    "{% extends 'layouts/app.html' %}{% set current_step = 2 %}"
    "{% block title %}T{% endblock %}{% block main %}<p>M</p>{% endblock %}"
)


def page(app: Flask, source: str, **given: object) -> str:
    with app.test_request_context("/here?a=1"):
        context: dict[str, object] = {}
        app.update_template_context(context)
        return app.jinja_env.from_string(source).render({**context, **given})


def test_error_pages_exist_for_every_way_to_fail() -> None:
    assert ERRORS == [400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503]


@pytest.mark.parametrize("status", ERRORS)
def test_error_page_says_what_happened_and_what_to_do(render: Render, status: int) -> None:
    html = render(f"errors/{status}.html", request_id="9f3c")
    assert faults(html) == []
    title, *rest = words(html).split(" Skip to the content ")
    assert len(every(html, "h1")) == 1
    assert len(every(html, "p")) == 4
    assert "9f3c" in rest[0]
    assert str(status) not in title


@pytest.mark.parametrize("status", ERRORS)
def test_error_page_prefers_the_sentence_it_was_given(render: Render, status: int) -> None:
    assert "Survey <closed>." in words(render(f"errors/{status}.html", explanation="Survey <closed>."))


def test_error_pages_read_no_cookie(bare_app: Flask) -> None:
    client = bare_app.test_client()
    plain, error = client.get("/render/layouts/plain.html"), client.get("/render/errors/404.html")
    assert (plain.status_code, error.status_code) == (200, 200)
    assert (plain.headers.get("Vary"), error.headers.get("Vary")) == ("Cookie", None)


def test_page_has_language_title_skip_link_and_one_main(bare_app: Flask) -> None:
    html = page(bare_app, PAGE, site_name="Clima", **SHELL)
    assert faults(html) == []
    assert every(html, "html") == [{"lang": "en"}]
    assert every(html, "a")[0]["href"] == "#main"
    assert [main["id"] for main in every(html, "main")] == ["main"]
    assert words(html).startswith("T · Clima Skip to the content Clima <Sur> Autumn cycle")


@pytest.mark.parametrize(("theme", "expected"), [("dark", "dark"), ("light", "light"), (None, None), ("pink", None)])
def test_theme_stands_on_the_document(bare_app: Flask, theme: str | None, expected: str | None) -> None:
    assert every(page(bare_app, PAGE, theme=theme, **SHELL), "html")[0].get("data-theme") == expected


def test_everything_loaded_is_our_own(bare_app: Flask) -> None:
    html = page(bare_app, PAGE, **SHELL)
    loaded = [link["href"] for link in every(html, "link")] + [script["src"] for script in every(html, "script")]
    assert {address.split("/")[1] for address in loaded} == {"static", "bootstrap"}


def test_current_step_and_sign_out(bare_app: Flask) -> None:
    html = page(bare_app, PAGE, **SHELL)
    assert having(html, "aria-current") == ["step"]
    assert {"method": "post", "action": "/out"} in every(html, "form")
    assert [field["value"] for field in every(html, "input") if field["name"] == "next"] == ["/here?a=1"] * 2


def test_an_aside_makes_two_columns(bare_app: Flask) -> None:
    beside = PAGE + "{% block aside %}<p>A</p>{% endblock %}"
    assert (
        "cols" in having(page(bare_app, PAGE, **SHELL), "class"),
        "cols" in having(page(bare_app, beside, **SHELL), "class"),
    ) == (
        False,
        True,
    )
    assert words(page(bare_app, beside, **SHELL)).endswith("M A")


def test_errors_stand_in_the_title(bare_app: Flask) -> None:
    assert words(page(bare_app, PAGE, form=Record(errors={"name": ["x"]}), **SHELL)).startswith("Error: T")
    assert words(page(bare_app, PAGE, form=Record(errors={}), **SHELL)).startswith("T")


def test_bare_context_is_enough(bare_app: Flask) -> None:
    for layout in ("layouts/app.html", "layouts/plain.html", "layouts/public.html"):
        assert faults(page(bare_app, f"{{% extends '{layout}' %}}")) == []


def test_plain_links_keep_the_query(bare_app: Flask) -> None:
    html = page(bare_app, "{% extends 'layouts/plain.html' %}")
    assert [link["href"] for link in every(html, "a") if "lang" in link] == ["?a=1&lang=es", "?a=1&lang=pt"]


def test_bootstrap_is_served_from_here(bare_app: Flask) -> None:
    sheet = every(page(bare_app, PAGE, **SHELL), "link")[1]["href"]
    answer = bare_app.test_client().get(sheet)
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
