"""Jobs: done once, in the transaction of what they are about, and picked up after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from feedback import jobs
from feedback.accounts import actions, queries
from feedback.db import db, everywhere, here, now, storing, writing
from feedback.errors import Conflict, message
from feedback.jobs import Job, Task
from tests.factories.people import Member


@pytest.fixture
def kinds() -> Iterator[list[str]]:
    """Some kinds of jobs for these tests, and what they did."""
    did: list[str] = []

    @jobs.job("test.note")
    def note(task: Task) -> None:
        with task.writing(done=1, total=2):
            actions.record(None, "noted", task.payload["text"])
        did.append(task.payload["text"])

    @jobs.job("test.break")
    def fails(task: Task) -> None:
        did.append("tried")
        raise KeyError("a secret that must not be stored")

    @jobs.job("test.refuse")
    def refuses(task: Task) -> None:
        raise Conflict(message("It cannot be done."))

    yield did
    for kind in ("test.note", "test.break", "test.refuse"):
        jobs._kinds.pop(kind)


def rows(app: Flask) -> list[Job]:
    with app.app_context(), everywhere():
        return list(db.session.scalars(select(Job).order_by(Job.run_at)))


def add(member: Member, kind: str, **kwargs: object) -> None:
    member.do(lambda: jobs.add(kind, organisation_id=here(), **kwargs) and None)


def test_a_job_is_done_inside_its_organisation(acme: Member, kinds: list[str]) -> None:
    add(acme, "test.note", text="one")
    assert jobs.work_off(acme.app) == 1
    assert kinds == ["one"]
    (row,) = rows(acme.app)
    assert (row.state, row.done, row.total, row.payload) == ("done", 1, 2, {})
    with acme.at_work():
        assert [entry.subject for entry in queries.audit()] == ["one"]


def test_a_job_of_a_rolled_back_act_was_never_there(acme: Member, kinds: list[str]) -> None:
    with acme.at_work(), pytest.raises(KeyError), writing():
        jobs.add("test.note", organisation_id=here(), text="never")
        raise KeyError
    assert rows(acme.app) == []


def test_one_waiting_job_per_key(acme: Member, kinds: list[str]) -> None:
    for text in ("one", "two"):
        add(acme, "test.note", key="note", text=text)
    assert jobs.work_off(acme.app) == 1
    add(acme, "test.note", key="note", text="three")
    jobs.work_off(acme.app)
    assert kinds == ["one", "three"]


def test_a_job_added_without_a_session_is_one_per_key_and_wakes_after_the_commit(
    acme: Member, kinds: list[str]
) -> None:
    woken: list[object] = []
    with acme.app.app_context():
        acme.app.extensions["feedback.wake"] = lambda job_id, delay: woken.append(delay)
        try:
            with storing() as write:
                add = {"organisation_id": acme.organisation_id, "key": "one", "delay": 2.0}
                assert [jobs.add_with(write, "test.work", **add) for _ in range(2)] == [True, False]
                assert woken == []
        finally:
            del acme.app.extensions["feedback.wake"]
        assert woken == [2.0]
        with everywhere():
            assert [job.dedup_key for job in db.session.scalars(select(Job))] == ["one"]


def test_a_delayed_job_waits(acme: Member, kinds: list[str]) -> None:
    add(acme, "test.note", text="later", delay=3600)
    assert jobs.work_off(acme.app) == 0


def test_a_failing_job_is_tried_again_and_given_up_in_the_end(acme: Member, kinds: list[str]) -> None:
    add(acme, "test.break")
    add(acme, "test.note", text="others go on")
    for _ in range(jobs.ATTEMPTS + 2):
        jobs.work_off(acme.app)
        _make_due(acme.app)
    broken = next(row for row in rows(acme.app) if row.kind == "test.break")
    assert (broken.state, broken.attempts, broken.error) == ("failed", jobs.ATTEMPTS, "KeyError")
    assert kinds.count("tried") == jobs.ATTEMPTS
    assert "others go on" in kinds


def _make_due(app: Flask) -> None:
    with app.app_context(), everywhere(), writing():
        for row in db.session.scalars(select(Job).where(Job.state == jobs.WAITING)):
            row.run_at = now() - timedelta(seconds=1)


def test_what_the_product_refuses_is_not_tried_again(acme: Member, kinds: list[str]) -> None:
    add(acme, "test.refuse")
    jobs.work_off(acme.app)
    (row,) = rows(acme.app)
    assert (row.state, row.attempts, row.error) == ("failed", 1, "It cannot be done.")


def test_a_killed_workers_job_is_taken_over_and_the_old_worker_cannot_finish(acme: Member, kinds: list[str]) -> None:
    """Case 101: the fence."""
    add(acme, "test.note", text="once")
    (row,) = rows(acme.app)
    with acme.app.app_context():
        old, _, _ = jobs._claim(row.id)
    assert old is not None
    with acme.app.app_context(), everywhere(), writing():
        db.session.scalars(select(Job)).one().lease_until = now() - timedelta(seconds=1)
    assert jobs.work_off(acme.app) == 1
    with acme.at_work(), pytest.raises(jobs.Overtaken), old.writing():
        pass
    assert kinds == ["once"]


def test_a_cancelled_job_stops_at_its_next_chunk(acme: Member, kinds: list[str]) -> None:
    add(acme, "test.note", text="never")
    (row,) = rows(acme.app)
    with acme.app.app_context():
        task, _, _ = jobs._claim(row.id)
    assert task is not None
    assert acme.do(jobs.cancel, row.id, acme.organisation_id)
    with acme.at_work(), pytest.raises(jobs.Overtaken), task.writing():
        pass


def test_a_job_of_another_organisation_is_not_there(acme: Member, globex: Member, kinds: list[str]) -> None:
    add(acme, "test.note", text="ours")
    (row,) = rows(acme.app)
    with globex.at_work():
        assert jobs.find_job(row.id, globex.organisation_id) is None
    assert not globex.do(jobs.cancel, row.id, globex.organisation_id)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_real_worker_is_woken(make_app: Callable[..., Flask], tmp_path: Path, kinds: list[str], kind: str) -> None:
    """The queue wakes a real consumer thread; a job that was there before it started is swept up."""
    import time

    from feedback.app import start_worker
    from tests.factories.people import owner

    app = make_app()
    acme = owner(app, "acme")
    add(acme, "test.note", text="before")
    worker = start_worker(app)
    worker.start()
    try:
        add(acme, "test.note", text="after")
        deadline = time.monotonic() + 20
        while len(kinds) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        worker.stop()
    assert sorted(kinds) == ["after", "before"]


def test_a_job_that_waits_for_others_holds_up_no_other_job(make_app: Callable[..., Flask], kinds: list[str]) -> None:
    """It has a thread of its own beside the one worker; at the end of a command it is done like any other."""
    import threading
    import time

    from feedback.app import start_worker
    from tests.factories.people import owner

    let_go = threading.Event()

    @jobs.job("test.waits", apart=True)
    def waits(task: Task) -> None:
        let_go.wait(20)
        kinds.append("waited")

    app = make_app()
    acme = owner(app, "acme")
    worker = start_worker(app)
    worker.start()
    try:
        add(acme, "test.waits")
        add(acme, "test.note", text="meanwhile")
        deadline = time.monotonic() + 20
        while not kinds and time.monotonic() < deadline:
            time.sleep(0.05)
        assert kinds == ["meanwhile"]
        let_go.set()
        while len(kinds) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        let_go.set()
        worker.stop()
    assert kinds == ["meanwhile", "waited"]
    add(acme, "test.waits")
    assert jobs.work_off(app) == 1
    assert kinds == ["meanwhile", "waited", "waited"]


def test_two_requests_at_once_add_one_job(acme: Member, kinds: list[str]) -> None:
    """Both see no waiting job; the unique key decides, and neither request fails."""
    import threading

    barrier, failures = threading.Barrier(2), []

    def add_at_once() -> None:
        try:
            with acme.at_work():
                db.session.scalar(select(Job.id))
                barrier.wait()
                with writing():
                    jobs.add("test.note", organisation_id=here(), key="at-once", text="once")
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add_at_once) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(rows(acme.app)) == 1
