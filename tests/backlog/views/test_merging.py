"""Improvements that look alike, through the pages."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories.backlog import decided, improvement, reread
from tests.factories.people import Member, post
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
ALIKE = "/o/acme/backlog/alike"


def html(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_two_are_merged_read_and_parted(acme: Member, as_member: SignedIn) -> None:
    browser, one, other = as_member(acme), improvement(acme), improvement(acme)
    decided(acme, other, "later", "After the summer.")
    assert "100% of the words of their titles are the same" in html(browser, ALIKE)
    assert "It looks like another one" in html(browser, f"/o/acme/backlog/{one}")
    merged = post(browser, f"/o/acme/backlog/{other}/merge", {"into": one})
    assert (merged.status_code, merged.location) == (303, f"/o/acme/backlog/{one}")
    assert "It carries on" in html(browser, f"/o/acme/backlog/{one}")
    gone = html(browser, f"/o/acme/backlog/{other}")
    assert [words in gone for words in ("Another one carries it on", "After the summer.", "/edit", "/decide")] == [
        *(True, True, False, False)
    ]
    assert browser.get(f"/o/acme/backlog/{other}/edit").location == f"/o/acme/backlog/{other}"
    assert f"/o/acme/backlog/{other}" not in html(browser, "/o/acme/backlog")
    assert "No two improvements look alike." in html(browser, ALIKE)
    assert post(browser, f"/o/acme/backlog/{other}/part", {}).status_code == 303
    assert reread(acme, other).merged_into_id is None


def test_two_that_are_two_are_not_shown_again(acme: Member, as_member: SignedIn) -> None:
    browser, one, other = as_member(acme), improvement(acme), improvement(acme)
    assert post(browser, f"/o/acme/backlog/{one}/not-same", {"other": other}).location == ALIKE
    assert "No two improvements look alike." in html(browser, ALIKE)


def test_what_cannot_be_merged_says_so(acme: Member, as_member: SignedIn) -> None:
    browser, one, other = as_member(acme), improvement(acme), improvement(acme, direction="amplify")
    path = f"/o/acme/backlog/{one}/merge"
    sent = [post(browser, path, {"into": into}).status_code for into in (other, 99, "x", "")]
    assert sent == [409, 404, 422, 422]
    assert post(browser, f"/o/acme/backlog/{one}/part", {}).status_code == 409


def test_the_reads_do_not_grow_with_the_pairs(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    for _ in range(2):
        improvement(acme)
    html(browser, ALIKE)

    def reads() -> int:
        with counted(acme.app) as statements:
            html(browser, ALIKE)
        return len(statements)

    before = reads()
    for _ in range(2):
        improvement(acme)
    assert reads() == before
