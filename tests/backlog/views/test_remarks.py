"""What members say about an improvement, and what happened to it, through the pages."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.backlog.queries import remarks
from feedback.permissions import Role
from tests.factories.backlog import decided, found, improvement
from tests.factories.people import Member, member, post

SignedIn = Callable[..., FlaskClient]


def html(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_a_remark_is_said_changed_and_taken_back(acme: Member, as_member: SignedIn) -> None:
    browser, number = as_member(acme), improvement(acme)
    page = f"/o/acme/backlog/{number}"
    assert "Nobody has said anything about it yet." in html(browser, page)
    said = post(browser, f"{page}/remarks", {"text": "We tried <b>once</b>.\nIt failed."})
    assert (said.status_code, said.location) == (303, f"{page}#h-remarks")
    shown = html(browser, page)
    for line in ("We tried &lt;b&gt;once&lt;/b&gt;.", "It failed."):
        assert f'<p class="mb-0">{line}</p>' in shown
    with acme.at_work():
        own = f"{page}/remarks/{remarks.remarks(found(number).id)[0].id}"
    assert "It failed." in html(browser, own)
    assert post(browser, own, {"text": "We tried twice."}).status_code == 303
    shown = html(browser, page)
    assert ("We tried twice." in shown, "· changed" in shown) == (True, True)
    assert post(browser, f"{own}/remove", {}).status_code == 303
    assert "We tried twice." not in html(browser, page)


def test_nothing_said_keeps_the_form(acme: Member, as_member: SignedIn) -> None:
    answer = post(as_member(acme), f"/o/acme/backlog/{improvement(acme)}/remarks", {"text": " "})
    assert (answer.status_code, 'id="text-error"' in answer.get_data(as_text=True)) == (422, True)


def test_somebody_elses_remark_is_no_page_of_mine(acme: Member, as_member: SignedIn) -> None:
    number = improvement(acme)
    page = f"/o/acme/backlog/{number}"
    post(as_member(acme), f"{page}/remarks", {"text": "Mine."})
    with acme.at_work():
        own = f"{page}/remarks/{remarks.remarks(found(number).id)[0].id}"
    manager = as_member(member(acme.app, "acme", Role.MANAGER))
    assert (manager.get(own).status_code, post(manager, f"{own}/remove", {}).status_code) == (404, 404)
    assert own not in html(manager, page)
    viewer = as_member(member(acme.app, "acme", Role.VIEWER))
    assert ("Mine." in html(viewer, page), post(viewer, f"{page}/remarks", {"text": "x"}).status_code) == (True, 403)


def test_the_history_tells_everything_the_newest_first(acme: Member, as_member: SignedIn) -> None:
    browser, number = as_member(acme), improvement(acme)
    page = f"/o/acme/backlog/{number}"
    form = {"title_es": "Otra", "title_en": "Another", "scope": "quick", "cost": "1.200", "tags": "web, web"}
    assert post(browser, f"{page}/edit", form).status_code == 303
    decided(acme, number, "no", "Not with this money.")
    told = html(browser, f"{page}/history")
    order = [told.index(words) for words in ("Decided</b>: No", "Changed</b>: cost, how far it reaches", "Added</b>")]
    assert order == sorted(order)
    improvement(acme)
    assert html(browser, f"/o/acme/backlog/{number + 1}/history").count('<li class="d-block">') == 1
    assert "Newer" in html(browser, f"{page}/history?page=2"), "beyond the end leads back"
