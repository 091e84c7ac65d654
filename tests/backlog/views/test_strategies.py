"""Strategies through their pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from feedback.backlog.queries import strategies as queries
from tests.factories.backlog import analysed, ground, improvement
from tests.factories.heard import heard, theme
from tests.factories.people import Member, post

SignedIn = Callable[..., FlaskClient]
STRATEGIES = "/o/acme/backlog/strategies"


def page(client: FlaskClient, path: str = STRATEGIES) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def shared_point(of: Member) -> None:
    """Both customers and employees raise waiting; others write about something else."""
    ground(of)
    for group in ("customers", "employees"):
        heard(of, group, "waiting", "neg", "visit", n=8)
    analysed(of)


def test_a_shared_point_waits_until_a_strategy_acts_on_it(acme: Member, as_member: SignedIn) -> None:
    shared_point(acme)
    browser = as_member(acme)
    waiting = theme(acme)
    assert f'href="{STRATEGIES}/new?theme={waiting}"' in page(browser)
    assert f'value="{waiting}"' in page(browser, f"{STRATEGIES}/new?theme={waiting}")
    typed = {"name_es": "A la hora", "name_en": "On time", "themes": [str(waiting)]}
    assert post(browser, f"{STRATEGIES}/new", typed).status_code == 303
    shown = page(browser)
    assert "On time" in shown
    assert "None: every point that groups share is in a strategy or set aside." in shown


def test_a_shared_point_is_set_aside_with_its_reason(acme: Member, as_member: SignedIn) -> None:
    shared_point(acme)
    browser = as_member(acme)
    waiting = theme(acme)
    aside = f"/o/acme/backlog/aside/{waiting}"
    assert post(browser, aside, {"reason": ""}).status_code == 422
    assert post(browser, aside, {"reason": "The landlord decides."}).status_code == 303
    assert "The landlord decides." in page(browser)
    assert post(browser, f"{aside}/undo").status_code == 303
    assert "The landlord decides." not in page(browser)


def test_a_strategy_is_changed_and_removed(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    post(browser, f"{STRATEGIES}/new", {"name_es": "A la hora"})
    with acme.at_work():
        [row] = queries.strategies()
    path = f"{STRATEGIES}/{row.id}"
    assert post(browser, path, {"name_es": ""}).status_code == 422
    assert post(browser, path, {"name_es": "Con calma", "what": "Slowly"}).status_code == 303
    assert "Con calma" in page(browser)
    assert post(browser, f"{path}/remove").status_code == 303
    assert "Your strategies will stand here." in page(browser)


def test_the_shared_point_says_on_its_own_page_what_happens_with_it(acme: Member, as_member: SignedIn) -> None:
    shared_point(acme)
    browser = as_member(acme)
    assert "Start a strategy" in page(browser, "/o/acme/themes/shared")
    post(browser, f"{STRATEGIES}/new", {"name_es": "A la hora", "name_en": "On time", "themes": [str(theme(acme))]})
    assert "Strategy: On time" in page(browser, "/o/acme/themes/shared")


def test_a_strategy_says_why_and_whose_and_lists_what_it_holds(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    form = {"name_es": "Avisar", "name_en": "Tell", "why": "It costs least.", "owner": str(acme.user_id)}
    assert post(browser, "/o/acme/backlog/strategies/new", form).status_code == 303
    with acme.at_work():
        made = queries.strategies()[0].id
    assert "No point is shared by two groups yet" in page(browser), "and not that every one is taken care of"
    started = browser.get(f"/o/acme/backlog/new?strategy={made}").get_data(as_text=True)
    assert f'<option selected value="{made}">' in started
    number = improvement(acme, strategy_id=made)
    shown = browser.get("/o/acme/backlog/strategies?lang=en").get_data(as_text=True)
    for words in ("It costs least.", "Whose it is", f'href="/o/acme/backlog/{number}"'):
        assert words in shown, words
    refused = post(browser, f"/o/acme/backlog/strategies/{made}", {**form, "owner": str(made)})
    assert refused.status_code == 422


def test_a_waiting_point_says_who_where_and_how_many(acme: Member, as_member: SignedIn) -> None:
    shared_point(acme)
    shown = page(as_member(acme))
    assert "One point that several groups share waits for one" in shown
    waiting = shown[shown.index('id="h-waiting"') :]
    for words in ('href="/o/acme/themes/waiting"', "n 8</small>", "Visit"):
        assert words in waiting, words


def test_what_groups_share_is_offered_first_with_who_shares_it(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    heard(acme, "customers", "noise", "neg", "visit", n=3)
    for group in ("customers", "employees"):
        heard(acme, group, "waiting", "neg", "visit", n=8)
    analysed(acme)
    form = page(as_member(acme), f"{STRATEGIES}/new")
    first, others = form.split("Other themes")
    assert "(Customers, Employees)" in first
    assert first.count('name="themes"') == 1
    assert others.count('name="themes"') == 1


def test_improvements_on_its_points_are_put_in_and_taken_out(acme: Member, as_member: SignedIn) -> None:
    shared_point(acme)
    browser = as_member(acme)
    post(browser, f"{STRATEGIES}/new", {"name_es": "A la hora", "themes": [str(theme(acme))]})
    with acme.at_work():
        [plan] = queries.strategies()
        [there] = queries.on_the_points_of(plan)
    other = improvement(acme)
    path = f"{STRATEGIES}/{plan.id}"
    started = page(browser, f"/o/acme/backlog/new?strategy={plan.id}")
    assert re.search(rf'<input checked [^>]*value="{theme(acme)}"', started), "it starts on the points of the strategy"
    assert re.search(r"<option selected [^>]*>Visit<", started), "and at the stage where they are shared"
    assert f'href="{path}#h-held">Choose among those' in page(browser)
    assert 'aria-label="Put in: ' in page(browser, path)
    assert post(browser, f"{path}/improvements", {"leave": other}).status_code == 303
    assert post(browser, f"{path}/improvements", {"take": there.number}).status_code == 303
    with acme.at_work():
        assert [row.number for row in queries.improvements_of(plan.id)] == [there.number]
        assert queries.on_the_points_of(queries.strategy(plan.id)) == []
    assert post(browser, f"{path}/improvements", {"leave": there.number}).status_code == 303
    assert post(browser, f"{path}/improvements", {"take": 999}).status_code == 404
    with acme.at_work():
        assert queries.improvements_of(plan.id) == []
