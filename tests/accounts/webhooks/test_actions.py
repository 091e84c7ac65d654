"""Setting webhooks up, telling them, and what a delivery leaves behind."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from feedback.accounts import queries as accounts
from feedback.accounts.models import Webhook, WebhookMessage
from feedback.accounts.webhooks import actions, queries, rules
from feedback.accounts.webhooks.actions import Letter
from feedback.db import db, now
from feedback.errors import Conflict, Invalid, NotFound
from feedback.jobs import Job
from feedback.webhooks import retrying
from feedback.webhooks.sending import Outcome
from tests.factories.people import Member
from tests.factories.webhooks import log, told, webhook

URL = "https://hooks.example/x"


def taken(of: Member) -> list[Letter]:
    letters: list[Letter] = of.do(actions.take)
    return letters


def test_only_active_webhooks_that_want_the_event_are_told(acme: Member, globex: Member) -> None:
    wanted, _ = webhook(acme, URL, [rules.CASE_OPENED])
    other, _ = webhook(acme, URL, [rules.RESULTS_RELEASED])
    off, _ = webhook(acme, URL)
    theirs, _ = webhook(globex, URL)
    acme.do(lambda: actions.switch_off(off).id)
    told(acme)
    assert [len(log(acme, one)) for one in (wanted, other, off)] == [1, 0, 0]
    assert log(globex, theirs) == []
    [row] = log(acme, wanted)
    assert (row.event, row.state, row.attempts) == ("case.opened", "waiting", 0)
    assert row.body.endswith('"data":{"case":"0"}}')


def test_what_nobody_wants_to_know_adds_no_job(acme: Member) -> None:
    told(acme)
    with acme.at_work():
        assert db.session.scalars(db.select(Job).where(Job.kind == actions.DELIVER)).all() == []


def test_secrets_are_closed_in_the_database_and_two_sign_after_a_change(acme: Member) -> None:
    made, secret = webhook(acme, URL)
    newer = acme.do(lambda: actions.rotate(made))
    told(acme)
    [letter] = taken(acme)
    assert letter.secrets == (newer, secret)
    with acme.at_work():
        row = queries.webhook(made)
        assert secret not in (row.secret, row.former_secret)
        assert newer not in (row.secret, row.former_secret)

    def tomorrow() -> None:
        db.session.get(Webhook, made).former_until = now() - timedelta(seconds=1)  # type: ignore[union-attr]
        for row in db.session.scalars(db.select(WebhookMessage)):
            row.next_at = now()

    acme.do(tomorrow)
    assert taken(acme)[0].secrets == (newer,)


def test_what_was_taken_is_nobody_elses(acme: Member) -> None:
    webhook(acme, URL)
    told(acme, times=2)
    assert len(taken(acme)) == 2
    assert taken(acme) == []


def test_a_failing_webhook_gets_one_try_at_a_time_and_others_all_of_theirs(acme: Member) -> None:
    failing, _ = webhook(acme, URL, name="A")
    healthy, _ = webhook(acme, URL, name="B")
    acme.do(lambda: setattr(queries.webhook(failing), "failing_since", now()))
    told(acme, times=5)
    letters = taken(acme)
    assert [sum(one.webhook_id == which for one in letters) for which in (failing, healthy)] == [1, 5]


def test_a_try_that_was_not_made_is_due_at_once_and_counts_as_none(acme: Member) -> None:
    made, _ = webhook(acme, URL)
    told(acme)
    [letter] = taken(acme)
    acme.do(actions.keep, letter, None)
    assert log(acme, made)[0].attempts == 0
    assert taken(acme) == [letter]


def test_a_failure_waits_and_the_twelfth_is_the_last(acme: Member) -> None:
    made, _ = webhook(acme, URL)
    told(acme)
    [letter] = taken(acme)
    for tries in range(1, retrying.TRIES + 1):
        acme.do(actions.keep, letter, Outcome(500, "status"))
        [row] = log(acme, made)
        assert (row.attempts, row.status, row.reason) == (tries, 500, "status")
        assert (row.state == "failed") is (tries == retrying.TRIES) is (row.next_at is None)
    with acme.at_work():
        assert queries.webhook(made).active
    again = acme.do(lambda: actions.replay(letter.id).id)
    assert again == letter.id
    [row] = log(acme, made)
    assert (row.state, row.attempts) == ("waiting", 0)
    with pytest.raises(Conflict):
        acme.do(actions.replay, letter.id)


def test_a_delivery_ends_the_failing(acme: Member) -> None:
    made, _ = webhook(acme, URL)
    told(acme)
    [letter] = taken(acme)
    acme.do(actions.keep, letter, Outcome(None, "timeout"))
    with acme.at_work():
        assert queries.webhook(made).failing_since is not None
    acme.do(actions.keep, letter, Outcome(204))
    with acme.at_work():
        assert queries.webhook(made).failing_since is None
    [row] = log(acme, made)
    assert (row.state, row.status, row.reason, row.delivered_at is None) == ("delivered", 204, "", False)
    acme.do(actions.keep, letter, Outcome(500, "status"))
    assert log(acme, made)[0].state == "delivered"


@pytest.mark.parametrize("ending", ["gone", "failing"])
def test_a_webhook_that_is_gone_or_fails_for_three_days_is_switched_off(acme: Member, ending: str) -> None:
    """Case 70: the owners are written to, and nothing of what waits is lost."""
    made, _ = webhook(acme, URL)
    told(acme, times=2)
    letters = taken(acme)
    if ending == "failing":
        since = now() - timedelta(days=3, minutes=1)
        acme.do(lambda: setattr(queries.webhook(made), "failing_since", since))
    acme.do(actions.keep, letters[0], Outcome(410 if ending == "gone" else 500, "status"))
    acme.do(actions.keep, letters[1], Outcome(500, "status"))
    with acme.at_work():
        row = queries.webhook(made)
        assert (row.active, row.reason) == (False, ending)
        mails = [one.payload for one in db.session.scalars(db.select(Job).where(Job.kind == actions.OFF_MAIL))]
        assert mails == [{"to": acme.email, "webhook": "CRM", "reason": ending}]
        assert accounts.audit(1)[0].act == "webhook.off"
    assert {one.state for one in log(acme, made)} == {"failed"}
    with pytest.raises(Conflict):
        acme.do(actions.replay, letters[0].id)
    with pytest.raises(Conflict):
        acme.do(actions.test, made)
    acme.do(lambda: actions.switch_on(made).id)
    acme.do(lambda: actions.replay(letters[0].id).id)
    assert [one.id for one in taken(acme)] == [letters[0].id]


def test_removing_takes_the_log_along_even_while_it_is_sent(acme: Member) -> None:
    made, _ = webhook(acme, URL)
    told(acme)
    [letter] = taken(acme)
    acme.do(actions.remove, made)
    acme.do(actions.keep, letter, Outcome(200))
    with acme.at_work(), pytest.raises(NotFound):
        queries.webhook_message(letter.id)


def test_a_webhook_wants_a_name_and_known_events(acme: Member) -> None:
    for values in ({"name": " "}, {"events": []}, {"events": ["everything"]}):
        with pytest.raises(Invalid):
            acme.do(actions.add_webhook, **{"name": "CRM", "url": URL, "events": [rules.CASE_OPENED], **values})
    made, _ = webhook(acme, URL)
    acme.do(lambda: actions.change_webhook(made, name="ERP", url=URL, events=[rules.DECISION_MADE]).id)
    with acme.at_work():
        row = queries.webhook(made)
        assert (row.name, row.events) == ("ERP", [rules.DECISION_MADE])
    with pytest.raises(NotFound):
        acme.do(actions.switch_off, uuid4())


def test_the_log_forgets_after_a_month_but_not_what_waits(acme: Member) -> None:
    made, _ = webhook(acme, URL)
    told(acme, times=3)
    letters = taken(acme)
    acme.do(actions.keep, letters[0], Outcome(200))
    acme.do(actions.keep, letters[1], Outcome(200))

    def long_ago() -> None:
        for letter in letters[1:]:
            queries.webhook_message(letter.id).created_at = now() - timedelta(days=31)

    acme.do(long_ago)
    acme.do(actions.forget_old, now())
    assert {one.id for one in log(acme, made)} == {letters[0].id, letters[2].id}


def test_a_lost_installation_secret_signs_nothing(acme: Member) -> None:
    made, _ = webhook(acme, URL)
    other, _ = webhook(acme, URL)
    told(acme)
    acme.do(lambda: setattr(queries.webhook(made), "secret", queries.webhook(other).secret))
    assert sorted(len(one.secrets) for one in taken(acme)) == [0, 1]
