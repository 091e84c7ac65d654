"""How often something may be tried; who tries is never kept by address."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.errors import TooMany, message
from feedback.web import limits

REFUSED = message("Too many requests. Try again in an hour.")


def test_one_try_over_the_limit_is_refused_with_the_time_to_wait(app: Flask) -> None:
    with app.test_request_context():
        for _ in range(3):
            limits.hit("login", 3, 60, "ana", refuse=REFUSED)
        with pytest.raises(TooMany) as refused:
            limits.hit("login", 3, 60, "ana", refuse=REFUSED)
        assert refused.value.message == REFUSED
        assert refused.value.retry_after is not None
        assert 1 <= refused.value.retry_after <= 61
        limits.hit("login", 3, 60, "bea", refuse=REFUSED)


def test_looking_counts_nothing(app: Flask) -> None:
    with app.test_request_context():
        for _ in range(5):
            limits.check("code", 1, 60, "ana", refuse=REFUSED)
        limits.hit("code", 1, 60, "ana", refuse=REFUSED)
        with pytest.raises(TooMany):
            limits.check("code", 1, 60, "ana", refuse=REFUSED)


def test_a_visitor_is_told_from_another_and_not_named(app: Flask) -> None:
    def visitor(address: str) -> str:
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return limits.visitor()

    assert visitor("192.0.2.1") == visitor("192.0.2.1") != visitor("192.0.2.2")
    assert "192.0.2.1" not in visitor("192.0.2.1")


def test_counters_of_this_process_end_and_are_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [1000.0]
    monkeypatch.setattr(limits.time, "time", lambda: moment[0])
    memory = limits.ProcessMemory()
    assert [memory.incr("a", 10) for _ in range(3)] == [1, 2, 3]
    assert memory.incr("b", 100) == 1
    moment[0] += 11
    assert (memory.get("a"), memory.incr("a", 10)) == (0, 1)
    moment[0] += limits.ProcessMemory.SWEEP_SECONDS
    memory.incr("c", 10)
    assert "a" not in memory.storage
    assert memory.get("b") == 1
