from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from flask.testing import FlaskClient

from tests.factories import surveys
from tests.factories.heard import answered_about, counted, heard
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.statements import counted as statements

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/o/acme/themes/heat?lang=en&{query}")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def rows(page: str) -> list[str]:
    """Each row of the table as it reads."""
    body = page[page.index("<tbody") : page.index("</tbody>")]
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in body.split("</tr>")[:-1]]


def test_before_anything_was_heard(acme: Member, as_member: Browser) -> None:
    assert "Your themes will stand here, stage by stage." in shown(as_member(acme))


def test_numbers_stand_in_the_table_for_the_group_that_wrote_most(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    heard(acme, "customers", "noise", "pos", "visit", n=1)
    heard(acme, "employees", "waiting", "neg", "booking", n=1)
    counted(acme)
    browser = as_member(acme)
    page = shown(browser)
    assert rows(page) == ["Waiting not asked 75% n 4 not asked", "Noise not asked 25% n 4 not asked"]
    assert '<th scope="col" role="columnheader">Visit</th>' in page and '<th scope="row"' in page
    assert rows(shown(browser, "measure=negative")) == [
        "Waiting not asked 100% n 3 not asked",
        "Noise not asked 0% n 1 not asked",
    ]
    assert rows(shown(browser, "group=employees")) == ["Waiting 100% n 1 not asked not asked"]


def test_groups_side_by_side(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=1)
    heard(acme, "employees", "waiting", "pos", "visit", n=1)
    counted(acme)
    page = shown(as_member(acme), "group=every&measure=negative")
    assert rows(page) == ["Waiting not asked not asked 100% n 1 0% n 1 not asked not asked"]
    assert 'aria-label="Customers"' in page and 'aria-label="Employees"' in page


def test_too_few_protected_people_have_no_number(acme: Member, as_member: Browser) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 4)
    counted(acme)
    page = shown(as_member(acme), "group=employees")
    assert "too few" in rows(page)[0] and "%" not in rows(page)[0]


def test_only_the_most_important_ones_unless_all_are_asked_for(acme: Member, as_member: Browser) -> None:
    ground(acme)
    for number in range(26):
        heard(acme, "customers", f"theme-{number:02}", n=1)
    counted(acme)
    browser = as_member(acme)
    page = shown(browser)
    assert len(rows(page)) == 25 and "Show all 26 themes" in page
    assert len(rows(shown(browser, "all=1"))) == 26


def test_what_is_not_there_is_not_found(acme: Member, as_member: Browser) -> None:
    browser = as_member(acme)
    for query in ("measure=fame", "group=nobody"):
        assert browser.get(f"/o/acme/themes/heat?{query}").status_code == 404


def test_the_page_asks_the_same_for_one_and_for_fifty(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=1)
    counted(acme)
    browser = as_member(acme)

    def reads() -> int:
        with statements(acme.app) as seen:
            shown(browser, "group=every&all=1")
        return len(seen)

    reads()
    few = reads()
    for number in range(50):
        heard(acme, "employees", f"theme-{number}", n=1)
    counted(acme)
    assert reads() == few
