"""`Idempotency-Key`: case 57."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from time_machine import travel

from feedback import jobs
from feedback.accounts.models import IdempotentCall
from feedback.db import db, everywhere, now
from feedback.stakeholders.models import StakeholderGroup
from tests.dump import state
from tests.factories.callers import System, system
from tests.factories.people import Member

NEW = {"kind": "employee", "name": {"es": "Conductores"}}


def keyed(crm: System, key: str, body: object = NEW) -> tuple[int, object, str | None]:
    answer = crm.post("/groups", body, Idempotency_Key=key)
    return answer.status_code, answer.json, answer.headers.get("Idempotent-Replayed")


def count(app: Flask, model: type) -> int:
    with app.app_context(), everywhere():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_same_call_again_is_done_once_and_answered_alike(acme: Member) -> None:
    crm = system(acme)
    status, body, replayed = keyed(crm, "order-1")
    assert (status, replayed) == (201, None)
    before = state(acme.app)
    assert keyed(crm, "order-1") == (201, body, "true")
    assert state(acme.app) == before
    assert keyed(crm, "order-2")[1]["code"] == "conductores-2"  # type: ignore[index]


def test_another_call_with_the_same_key_is_refused(acme: Member) -> None:
    crm = system(acme)
    keyed(crm, "order-1")
    before = state(acme.app)
    answer = crm.post("/groups", {**NEW, "size": 3}, Idempotency_Key="order-1")
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_reused")
    assert state(acme.app) == before


def test_a_call_that_failed_leaves_its_key_free(acme: Member) -> None:
    crm = system(acme)
    for wrong in ({**NEW, "kind": "plant"}, {**NEW, "parent": "nobody"}):
        assert keyed(crm, "order-1", wrong)[0] == 422
    assert keyed(crm, "order-1")[0] == 201


def test_a_key_is_its_tokens_own(acme: Member, globex: Member) -> None:
    first, second, foreign = system(acme, name="a"), system(acme, name="b"), system(globex)
    assert [keyed(one, "order-1")[0::2] for one in (first, second, foreign)] == [(201, None)] * 3
    assert count(acme.app, StakeholderGroup) == 3


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "ñ"])
def test_a_key_is_one_word(acme: Member, key: str) -> None:
    answer = system(acme).post("/groups", NEW, Idempotency_Key=key)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "Idempotency-Key")


def test_the_key_itself_is_not_kept(acme: Member) -> None:
    keyed(system(acme), "order-1")
    with acme.at_work():
        row = db.session.scalars(select(IdempotentCall)).one()
        assert "order-1" not in repr(vars(row))


@pytest.mark.parametrize("round_", range(3))
def test_of_parallel_calls_one_is_done(acme: Member, round_: int) -> None:
    crm = system(acme)
    crm.get("/groups")

    def call(_: int) -> tuple[int, object, str | None]:
        own = System(acme.app.test_client(), crm.secret, None)
        return keyed(own, "order-1")

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(call, range(20)))
    assert [replayed for _, _, replayed in answers].count(None) == 1
    assert {status for status, _, _ in answers} == {201}
    assert len({str(body) for _, body, _ in answers}) == 1
    assert count(acme.app, StakeholderGroup) == 1


def test_answers_are_kept_for_a_day_and_no_longer(acme: Member) -> None:
    crm = system(acme)
    keyed(crm, "order-1")
    with travel(now() + timedelta(hours=23), tick=False):
        assert keyed(crm, "order-1")[2] == "true"
        jobs.sweep(acme.app)
        assert count(acme.app, IdempotentCall) == 1
    with travel(now() + timedelta(hours=25), tick=False):
        assert keyed(crm, "order-1")[2] is None
        assert count(acme.app, IdempotentCall) == 1
    with travel(now() + timedelta(hours=51), tick=False):
        jobs.sweep(acme.app)
        assert count(acme.app, IdempotentCall) == 0
