from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from flask.testing import FlaskClient

from feedback import jobs
from feedback.insights.queries import runs
from tests.factories.evidence import note
from tests.factories.people import Member, post
from tests.factories.runs import analysed, spoken

Browser = Callable[..., FlaskClient]


def fragment(of: Member) -> str:
    with of.at_work():
        newest = runs.newest()
        assert newest is not None
        return f"/o/acme/themes/runs/{newest.id}?lang=en"


def test_a_run_from_the_button_to_the_result(acme: Member, as_member: Browser) -> None:
    spoken(acme)
    browser = as_member(acme)
    answer = post(browser, "/o/acme/themes/runs", page="/o/acme/themes")
    assert (answer.status_code, answer.location) == (303, "/o/acme/themes")
    waiting = browser.get(fragment(acme)).get_data(as_text=True)
    assert "waiting for its turn" in waiting and 'data-controller="poll"' in waiting
    page = browser.get("/o/acme/themes?lang=en").get_data(as_text=True)
    assert "waiting for its turn" in page and "Find themes" not in page
    jobs.work_off(acme.app)
    done = browser.get(fragment(acme)).get_data(as_text=True)
    assert 'href="/o/acme/themes"' in done and "data-poll-url" not in done


def test_an_unchanged_fragment_costs_a_304(acme: Member, as_member: Browser) -> None:
    spoken(acme)
    browser = as_member(acme)
    post(browser, "/o/acme/themes/runs")
    first = browser.get(fragment(acme))
    tag = first.headers["ETag"]
    assert browser.get(fragment(acme), headers={"If-None-Match": tag}).status_code == 304
    jobs.work_off(acme.app)
    assert browser.get(fragment(acme), headers={"If-None-Match": tag}).status_code == 200


def test_stopping_a_run(acme: Member, as_member: Browser) -> None:
    spoken(acme)
    browser = as_member(acme)
    post(browser, "/o/acme/themes/runs")
    answer = post(browser, fragment(acme).partition("?")[0] + "/cancel")
    assert answer.status_code == 303
    assert "cancelled" in browser.get(fragment(acme)).get_data(as_text=True)
    assert "Find themes" in browser.get("/o/acme/themes?lang=en").get_data(as_text=True)


def test_a_run_of_another_organisation_is_not_found(acme: Member, globex: Member, as_member: Browser) -> None:
    spoken(acme)
    post(as_member(acme), "/o/acme/themes/runs")
    theirs = fragment(acme).partition("?")[0].replace("/acme/", "/globex/")
    browser = as_member(globex)
    assert browser.get(theirs).status_code == browser.get(f"/o/globex/themes/runs/{uuid4()}").status_code == 404
    assert post(browser, f"{theirs}/cancel").status_code == 404


def test_what_was_added_is_told_and_everything_can_be_read_again(acme: Member, as_member: Browser) -> None:
    spoken(acme)
    analysed(acme)
    note(acme, text="We waited two hours in the queue")
    analysed(acme)
    browser = as_member(acme)
    page = browser.get("/o/acme/themes?lang=en").get_data(as_text=True)
    assert "One of them was new" in page and "/o/acme/themes/runs?everything=1" in page
    post(browser, "/o/acme/themes/runs?everything=1", page="/o/acme/themes")
    jobs.work_off(acme.app)
    page = browser.get("/o/acme/themes?lang=en").get_data(as_text=True)
    assert "of them was new" not in page and "everything=1" not in page


def test_progress_without_script_has_a_way_to_look_again(acme: Member, as_member: Browser) -> None:
    spoken(acme)
    browser = as_member(acme)
    post(browser, "/o/acme/themes/runs")
    assert '<noscript><a href="/o/acme/themes">See how far it is now</a></noscript>' in browser.get(
        fragment(acme)
    ).get_data(as_text=True)
