"""The sponsor's list."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.backlog.actions.improvements import change_improvement
from tests.factories.backlog import decided, found, improvement
from tests.factories.people import Member, post
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
PAGE = "/o/acme/backlog/foundation"


def html(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_what_changes_the_foundation_stands_here_and_not_in_the_order(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "Nothing waits for the sponsor." in html(browser, PAGE)
    titles = ({"es": "Vender menos", "en": "Sell less"}, {"es": "Vender otra cosa", "en": "Sell another thing"})
    first, second = (improvement(acme, scope="foundation", title=title, cost=90000) for title in titles)
    decided(acme, first, "no", "Not with this board.")
    shown = html(browser, PAGE)
    assert shown.index("Sell another thing") < shown.index("Sell less"), "what waits comes first"
    assert ("Not with this board." in shown, "90,000" in shown) == (True, True)
    assert "Sell less" not in html(browser, "/o/acme/backlog")
    assert "Sell less" in html(browser, "/o/acme/backlog?scope=foundation")
    assert "The sponsor decides it" in html(browser, f"/o/acme/backlog/{second}")
    acme.do(lambda: change_improvement(found(second).id, scope="steps"))
    assert "Sell another thing" not in html(browser, PAGE)


def test_the_form_says_how_far_it_reaches(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    form = {"title_es": "Otra", "title_en": "Another", "direction": "reduce", "scope": "foundation"}
    assert post(browser, "/o/acme/backlog/new", form).status_code == 303
    assert "Another" in html(browser, PAGE)


def test_the_reads_do_not_grow_with_the_list(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    decided(acme, improvement(acme, scope="foundation"))
    html(browser, PAGE)

    def reads() -> int:
        with counted(acme.app) as statements:
            html(browser, PAGE)
        return len(statements)

    before = reads()
    for _ in range(2):
        decided(acme, improvement(acme, scope="foundation"))
    assert reads() == before
