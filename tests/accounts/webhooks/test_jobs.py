"""Deliveries against real servers: tried again, given up, and never in the way of anybody else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from flask import Flask

from feedback.accounts.webhooks import actions
from feedback.accounts.webhooks import jobs as delivering
from feedback.accounts.webhooks.actions import Letter
from feedback.app import start_worker
from feedback.db import db, writing
from feedback.jobs import DONE, RUNNING, Job
from tests.factories.listener import Listener, byte_by_byte, listening, silent, status
from tests.factories.mailbox import mail_server, text_of
from tests.factories.people import Member, owner
from tests.factories.webhooks import delivered, due_now, log, told, webhook
from tests.webhooks.test_signing import accepts

MakeApp = Callable[..., Flask]


def set_up(app: Flask, monkeypatch: pytest.MonkeyPatch, **values: object) -> Member:
    """An owner on an installation with these settings."""
    monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(**values))
    return owner(app, "acme")


@pytest.fixture
def acme(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Member:
    """On an installation whose webhooks may reach this machine."""
    return set_up(app, monkeypatch, WEBHOOK_PRIVATE=True)


def test_one_id_and_a_new_time_for_every_try(acme: Member) -> None:
    """Case 70: 500, 500, 200."""
    with listening(status(500), status(500), status(200)) as other:
        made, secret = webhook(acme, other.url())
        told(acme)
        delivered(acme)
        [row] = log(acme, made)
        assert (row.state, row.status, row.attempts, len(other.requests)) == ("waiting", 500, 1, 1)
        delivered(acme)
        assert len(other.requests) == 1
        time.sleep(1.1)
        due_now(acme)
        due_now(acme)
        due_now(acme)
    [row] = log(acme, made)
    assert (row.state, row.status, row.attempts) == ("delivered", 200, 3)
    heads = [head for head, _ in other.requests]
    assert {head["webhook-id"] for head in heads} == {f"msg_{row.id.hex}"}
    assert {body for _, body in other.requests} == {row.body.encode()}
    assert heads[0]["webhook-timestamp"] < heads[2]["webhook-timestamp"]
    assert all(accepts(secret, head, body, int(head["webhook-timestamp"])) for head, body in other.requests)
    assert json.loads(row.body)["data"] == {"case": "0"}


def test_both_secrets_are_good_while_one_replaces_the_other(acme: Member) -> None:
    with listening(status(200)) as other:
        made, old = webhook(acme, other.url())
        new = acme.do(lambda: actions.rotate(made))
        told(acme)
        delivered(acme)
    [(head, body)] = other.requests
    for secret in (old, new):
        assert accepts(secret, head, body, int(head["webhook-timestamp"]))


def test_a_webhook_that_is_gone_hears_nothing_more(acme: Member) -> None:
    with listening(status(410)) as other:
        made, _ = webhook(acme, other.url())
        told(acme, times=3)
        delivered(acme)
        told(acme)
        due_now(acme)
        assert len(other.requests) == 1
    assert [row.state for row in log(acme, made)] == ["failed"] * 3


def test_nothing_is_connected_to_inside_without_the_setting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Case 66 at delivery, whatever stands in the database; the same with the setting arrives."""
    for private, connections in ((False, 0), (True, 1)):
        acme = set_up(app, monkeypatch, WEBHOOK_PRIVATE=private)
        with listening(status(200)) as other:
            made, _ = webhook(acme, other.url())
            told(acme)
            delivered(acme)
            assert other.connections == connections
        [row] = log(acme, made)
        assert row.reason == ("" if private else "scheme")
        acme.do(actions.remove, made)


def test_a_redirect_is_a_failure(acme: Member) -> None:
    """Case 67."""
    with listening() as inside, listening(status(302, f"location: {inside.url()}")) as other:
        made, _ = webhook(acme, other.url())
        told(acme)
        delivered(acme)
        assert inside.connections == 0
    [row] = log(acme, made)
    assert (row.state, row.status, row.reason) == ("waiting", 302, "redirect")


def letter(listener: Listener, which: int) -> Letter:
    return Letter(UUID(int=which), UUID(int=1000 + which), listener.url(), "{}", ("whsec_AAAA",))


def test_slow_webhooks_are_sent_to_beside_each_other(acme: Member) -> None:
    """Case 69 with a shorter deadline: ten that never answer take as long as one, and the good one is delivered."""
    with listening(silent) as slow, listening(status(200)) as good:
        letters = [*(letter(slow, number) for number in range(10)), letter(good, 10)]
        began = time.monotonic()
        outcomes = {one.id.int: outcome for one, outcome in delivering.send_all(letters, private=True, seconds=1.0)}
        assert time.monotonic() - began < 3
    assert outcomes.pop(10).status == 200  # type: ignore[union-attr]
    assert {outcome.reason for outcome in outcomes.values() if outcome} == {"timeout"}
    assert len(outcomes) == 10


def test_after_a_failure_the_rest_of_a_webhook_is_left_for_later(acme: Member) -> None:
    with listening(status(500)) as other:
        same = [letter(other, 1), letter(other, 1), letter(other, 1)]
        outcomes = [outcome for _, outcome in delivering.send_all(same, private=True)]
        assert [outcome.status if outcome else None for outcome in outcomes] == [500, None, None]
        assert len(other.requests) == 1


def test_a_secret_that_cannot_be_read_sends_nothing(acme: Member) -> None:
    with listening() as other:
        unsigned = Letter(letter(other, 1).id, letter(other, 1).webhook_id, other.url(), "{}", ())
        [(_, outcome)] = delivering.send_all([unsigned], private=True)
        assert (outcome.status, outcome.reason, other.connections) == (None, "secret", 0)  # type: ignore[union-attr]


@contextmanager
def at_work(app: Flask) -> Iterator[None]:
    worker = start_worker(app)
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def test_two_hundred_slow_webhooks_delay_nobody_else(make_app: MakeApp) -> None:
    """Case 69: acme's endpoints trickle; globex hears within five seconds, and other work goes on at once."""
    app = make_app(WEBHOOK_PRIVATE="true")
    acme, globex = owner(app, "acme"), owner(app, "globex")
    with listening(byte_by_byte) as slow, listening(status(200)) as good, at_work(app):
        acme.do(lambda: [actions.add_webhook(name=f"{n}", url=slow.url(), events=["case.opened"]) for n in range(200)])
        webhook(globex, good.url())
        told(acme)
        _until(lambda: slow.connections >= actions.AT_ONCE)
        began = time.monotonic()
        told(globex)
        told(acme)
        with globex.at_work(), writing():
            from feedback import jobs

            other = jobs.add(
                actions.OFF_MAIL, organisation_id=globex.organisation_id, to="a@b.example", webhook="x", reason="gone"
            )
            assert other is not None
            mail = other.id
        _until(lambda: len(good.requests) == 1)
        assert time.monotonic() - began < 5
        with globex.at_work():
            _until(lambda: _state(mail) == DONE)
        assert time.monotonic() - began < 5
        assert slow.connections == actions.AT_ONCE
    # Thrown off by the slow one they write down what failed, which must not fall into the tests after this one.
    with acme.at_work():
        _until(lambda: RUNNING not in _states())


def _states() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(db.select(Job.state)))


def _state(job_id: object) -> str | None:
    db.session.rollback()
    return db.session.scalar(db.select(Job.state).where(Job.id == job_id))


def _until(true: Callable[[], bool], seconds: float = 15) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come"
        time.sleep(0.05)


def test_owners_are_written_to_when_a_webhook_is_switched_off(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as mailbox:
        settings = {"WEBHOOK_PRIVATE": True, "SMTP_URL": mailbox.url, "DEFAULT_LANGUAGE": "en"}
        acme = set_up(app, monkeypatch, **settings)
        with listening(status(410)) as other:
            webhook(acme, other.url(), name="Our CRM")
            told(acme)
            delivered(acme)
            url = other.url()
    [mail] = mailbox.to(acme.email)
    assert mail["Subject"] == "The webhook “Our CRM” was switched off"
    assert "no longer there" in text_of(mail)
    assert url not in text_of(mail)
