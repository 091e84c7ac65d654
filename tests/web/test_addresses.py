"""Where people may be sent, and absolute links that never trust the Host header."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import Rule

from feedback.web.addresses import absolute, page_asked, safe_next


@pytest.mark.parametrize("target", ["/o/acme/", "/login?next=%2Fx", "/"])
def test_a_path_of_ours_is_kept(target: str) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize(
    "target", [None, "", "https://evil.example", "//evil.example", "/\\evil.example", "/x\n/y", "/\ty", "/a\\b"]
)
def test_anything_that_could_lead_elsewhere_is_not(target: str | None) -> None:
    assert safe_next(target) == "/"


def test_an_absolute_link_is_the_same_for_a_page_and_for_a_command(app: Flask) -> None:
    link = "http://localhost/s/visit-abc/customers?stage=wait"
    values = {"survey": "visit-abc", "group": "customers", "stage": "wait"}
    with app.app_context():
        assert absolute("answering.form", **values) == link
    with app.test_request_context("/", headers={"Host": "127.0.0.1:9999"}):
        assert absolute("answering.form", **values) == link


def test_an_absolute_link_names_its_organisation(app: Flask) -> None:
    with app.app_context():
        assert absolute("cocreation.home", organisation="acme") == "http://localhost/o/acme/"


@pytest.mark.parametrize(("number", "found"), [("1", True), ("2147483647", True), ("2147483648", False), ("-1", False)])
def test_a_number_that_no_column_holds_is_no_address(app: Flask, number: str, found: bool) -> None:
    assert app.url_map.bind("localhost").test(f"/o/acme/backlog/{number}", "GET") is found


@pytest.mark.parametrize(
    ("asked", "page"),
    [("", 1), ("?page=7", 7), ("?page=0", 1), ("?page=-3", 1), ("?page=x", 1), ("?page=" + "9" * 30, 1_000_000)],
)
def test_the_page_of_a_list_is_one_that_a_database_can_count_to(app: Flask, asked: str, page: int):
    with app.test_request_context(f"/{asked}"):
        assert page_asked() == page


def test_an_application_learns_only_the_addresses_it_writes(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    learned, usual = list[str](), Rule._compile_builder

    def learn(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        learned.append(rule.endpoint)
        return usual(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", learn)
    app = make_app()
    assert set(learned) == {"static"}  # Flask's own, which is there before ours.
    with app.app_context():
        links = [absolute("cocreation.home", organisation="acme", tried="a b") for _ in range(3)]
    assert set(links) == {"http://localhost/o/acme/?tried=a+b"}
    assert learned.count("cocreation.home") == 1
