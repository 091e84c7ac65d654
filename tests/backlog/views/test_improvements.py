"""One improvement through its pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.backlog.actions import improvements as actions
from feedback.backlog.actions import strategies
from feedback.backlog.queries import improvements as queries
from feedback.journeys import queries as journeys
from feedback.journeys.queries import functions
from feedback.permissions import Role
from feedback.stakeholders.queries import groups
from tests.factories.backlog import TITLE, analysed, decided, ground, improvement, listed, reread, said_and_proposed
from tests.factories.functions import area
from tests.factories.heard import answered_about, counted, heard
from tests.factories.journeys import current, touchpoint
from tests.factories.people import Member, member, post
from tests.factories.surveys import opened, published

SignedIn = Callable[..., FlaskClient]


@pytest.fixture
def pain(acme: Member) -> str:
    """Address of a proposed improvement that reduces a pain."""
    said_and_proposed(acme)
    number = next(one.improvement.number for one in listed(acme).lines if one.improvement.direction == "reduce")
    return f"/o/acme/backlog/{number}"


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def test_every_number_opens_into_its_sentences(acme: Member, as_member: SignedIn, pain: str) -> None:
    browser = as_member(acme)
    shown = page(browser, pain)
    assert f'<a href="{pain}/sentences?group=employees">4 of 4</a>' in shown
    assert f'<a href="{pain}/sentences">' in shown, "ten sentences, six on this page"
    assert page(browser, f"{pain}/sentences?group=employees").count("<blockquote") == 4
    assert page(browser, f"{pain}/sentences?feeling=pos").count("<blockquote") == 0
    assert page(browser, f"{pain}/sentences").count("<blockquote") == 10


@pytest.mark.parametrize("query", ["group=nobody", "feeling=angry"])
def test_an_unknown_filter_does_not_exist(acme: Member, as_member: SignedIn, pain: str, query: str) -> None:
    assert as_member(acme).get(f"{pain}/sentences?{query}").status_code == 404


def test_an_identified_answer_can_be_looked_after_from_its_sentence(
    acme: Member, as_member: SignedIn, pain: str
) -> None:
    survey = opened(acme, published(acme), ["customers"])
    [response] = answered_about(survey, "customers", 1, text="Nobody ever called me back.")
    counted(acme)
    shown = page(as_member(acme), f"{pain}/sentences")
    assert "Nobody ever called me back." in shown
    assert shown.count(f"/o/acme/followup/answer/{response}") == 1
    viewer = as_member(member(acme.app, "acme", Role.VIEWER))
    assert "/followup/answer/" not in page(viewer, f"{pain}/sentences")


def test_a_decision_is_recorded_with_its_reason_and_shown(acme: Member, as_member: SignedIn, pain: str) -> None:
    browser = as_member(acme)
    answer = post(browser, f"{pain}/decide", {"verdict": "later", "reason": "After the summer."})
    assert (answer.status_code, answer.location) == (303, f"{pain}#h-decisions")
    shown = page(browser, pain)
    assert "After the summer." in shown
    assert "10 people, every group counts the same." in shown
    with acme.at_work():
        assert "improvement.decided" in [entry.act for entry in accounts.audit()]


def test_a_no_without_reason_keeps_the_form(acme: Member, as_member: SignedIn, pain: str) -> None:
    answer = post(as_member(acme), f"{pain}/decide", {"verdict": "no", "reason": " "})
    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.get_data(as_text=True)
    assert reread(acme, int(pain.rsplit("/", 1)[1])).status == "proposed"


def test_where_only_a_no_can_follow_its_reason_is_not_called_optional(
    acme: Member, as_member: SignedIn, pain: str
) -> None:
    label = re.compile(r'for="reason">Why[^<]*<span class="opt-note"')
    assert label.search(page(as_member(acme), pain))
    decided(acme, int(pain.rsplit("/", 1)[1]))
    assert not label.search(page(as_member(acme), pain))


def test_only_who_decides_decides(acme: Member, as_member: SignedIn, pain: str) -> None:
    analyst = as_member(member(acme.app, "acme", Role.ANALYST))
    assert "Record the decision" not in page(analyst, pain)
    assert post(analyst, f"{pain}/decide", {"verdict": "yes"}).status_code == 403


def test_a_proposal_is_taken_up_and_no_move_decides(acme: Member, as_member: SignedIn, pain: str) -> None:
    browser = as_member(acme)
    assert post(browser, f"{pain}/status", {"status": "open"}).status_code == 303
    assert post(browser, f"{pain}/status", {"status": "decided"}).status_code == 409
    assert reread(acme, int(pain.rsplit("/", 1)[1])).status == "open"


def test_an_improvement_is_changed(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = improvement(acme)
    browser = as_member(acme)
    path = f"/o/acme/backlog/{number}/edit"
    assert TITLE["en"] in page(browser, path)
    typed = {"title_es": "Otra cosa", "title_en": "Another", "owner": str(acme.user_id), "due_on": "2027-01-15"}
    assert post(browser, path, typed).status_code == 303
    row = reread(acme, number)
    assert (row.title["en"], row.owner_id, str(row.due_on)) == ("Another", acme.user_id, "2027-01-15")
    assert post(browser, path, {**typed, "due_on": "soon"}).status_code == 422


def test_a_late_improvement_says_so(acme: Member, as_member: SignedIn) -> None:
    from datetime import date

    ground(acme)
    number = improvement(acme, due_on=date(2020, 1, 1))
    decided(acme, number)
    assert "Late, by January 1, 2020" in page(as_member(acme), f"/o/acme/backlog/{number}")


def test_another_organisations_number_is_not_found(acme: Member, globex: Member, as_member: SignedIn) -> None:
    ground(acme)
    number = improvement(acme)
    browser = as_member(globex)
    assert browser.get(f"/o/globex/backlog/{number}").status_code == 404
    assert browser.get(f"/o/acme/backlog/{number}").status_code == 404


def test_everything_an_improvement_carries_goes_through_its_form(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    code, point = area(acme, "kitchen"), touchpoint(acme, current(acme)[1])
    with acme.at_work():
        kitchen, group = functions.function(code).id, groups.group_named("employees").id
        booking = journeys.stage_named("booking").id
    browser, first, number = as_member(acme), improvement(acme), improvement(acme, "visit", direction="amplify")
    form = {
        **{"title_es": "Otra", "title_en": "Another", "scope": "redesign", "cost": "1.200", "tags": "web, Web, app"},
        **{"how": "spread", "strong_stage": str(booking), "strong_group": str(group), "area": str(kitchen)},
        **{"further_stages": str(booking), "touchpoints": str(point), "groups": str(group), "needs": f"#{first}"},
    }
    assert post(browser, f"/o/acme/backlog/{number}/edit", form).status_code == 303
    shown = page(browser, f"/o/acme/backlog/{number}")
    for words in (
        "Redesign",
        "Spread it",
        "1,200",
        "Kitchen",
        "Needs these first",
        "?tag=app",
        "Touchpoints it changes",
    ):
        assert words in shown, words
    assert "These wait for it" in page(browser, f"/o/acme/backlog/{first}")
    again = page(browser, f"/o/acme/backlog/{number}/edit")
    assert ('value="1200"' in again, 'value="web, app"' in again, f'value="{first}"' in again) == (True, True, True)


@pytest.mark.parametrize(
    ("typed", "field"), [({"cost": "a lot"}, "cost"), ({"needs": "99"}, "needs"), ({"tags": "x" * 50}, "tags")]
)
def test_what_cannot_be_kept_stays_typed(acme: Member, as_member: SignedIn, typed: dict[str, str], field: str) -> None:
    number = improvement(acme)
    form = {"title_es": "Otra", "title_en": "Another", **typed}
    answer = post(as_member(acme), f"/o/acme/backlog/{number}/edit", form)
    shown = answer.get_data(as_text=True)
    assert (answer.status_code, f'id="{field}-error"' in shown, typed[field] in shown) == (422, True, True)
    assert ('<details class="more" open>' in shown) == (field != "cost"), "what is wrong is not folded away"


def test_a_pain_is_not_asked_how_to_amplify_it(acme: Member, as_member: SignedIn) -> None:
    number = improvement(acme)
    assert 'name="how"' not in page(as_member(acme), f"/o/acme/backlog/{number}/edit")
    assert 'name="how"' in page(as_member(acme), "/o/acme/backlog/new?direction=amplify")


def test_a_decision_stands_beside_what_is_known_now(acme: Member, as_member: SignedIn, pain: str) -> None:
    decided(acme, int(pain.rsplit("/", 1)[1]), "later", "After the summer.")
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    analysed(acme)
    shown = page(as_member(acme), pain)
    assert "What it was decided on, and what is known now" in shown
    assert shown.index("6 of 6") < shown.rindex("9 of 9")


def test_what_is_missing_is_named_with_the_way_to_it(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    alone = f"/o/acme/backlog/{improvement(acme)}"
    shown = page(as_member(acme), alone)
    for words in (f'href="{alone}/edit#effort_low">Estimate it', f'href="{alone}/edit#themes">Choose its themes'):
        assert words in shown, words
    for words in ("no strategy yet", "no objective yet", "no themes yet"):
        assert words in shown, words
    assert '<h2 id="h-order">Where it stands in the list</h2></header>' in shown, "nobody put it off: no tier is named"
    viewer = page(as_member(member(acme.app, "acme", Role.VIEWER)), alone)
    assert "Estimate it" not in viewer and "Choose its themes" not in viewer


def test_what_it_belongs_to_and_what_would_settle_its_place_are_one_click_away(
    acme: Member, as_member: SignedIn, pain: str
) -> None:
    plan = acme.do(lambda: strategies.add_strategy(name={"es": "Avisar"}).id)
    acme.do(lambda: actions.change_improvement(queries.improvement(int(pain[-1])).id, strategy_id=plan))
    shown = page(as_member(acme), pain)
    for words in (
        f'href="/o/acme/backlog/strategies#strategy-{plan}"',
        'href="/o/acme/backlog?stage=visit"',
        'href="/o/acme/backlog/apart?first=1&amp;second=2"',
    ):
        assert words in shown, words
    refused = post(as_member(acme), f"{pain}/decide", {"verdict": "no", "reason": ""}).get_data(as_text=True)
    assert f'action="{pain}/decide#h-decisions"' in refused, "without a script the page opens at the form"
