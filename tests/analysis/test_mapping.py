from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from feedback.analysis import mapping
from feedback.analysis.mapping import Cancelled, mapped


def double(number: int) -> int:
    return 2 * number


def test_results_are_in_order_wherever_they_are_made() -> None:
    with ThreadPoolExecutor(3) as threads:
        assert list(mapped(threads, double, range(50))) == list(mapped(None, double, range(50)))


def test_what_is_known_is_not_done_again() -> None:
    done: list[int] = []

    def work(number: int) -> str:
        done.append(number)
        return f"new {number}"

    with ThreadPoolExecutor(1) as threads:
        for where in (threads, None):
            found = list(mapped(where, work, range(3), known=lambda number: "old 1" if number == 1 else None))
            assert found == ["new 0", "old 1", "new 2"]
    assert done == [0, 2, 0, 2]


def test_only_so_many_are_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "IN_FLIGHT", 4)
    asked: list[int] = []

    def items() -> Iterator[int]:
        for number in range(20):
            asked.append(number)
            yield number

    with ThreadPoolExecutor(1) as threads:
        results = mapped(threads, double, items())
        assert next(results) == 0
        assert len(asked) == 4
        results.close()  # type: ignore[attr-defined]


def test_who_waits_is_told_and_may_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "LISTEN", 0.01)
    go_on, began = threading.Event(), threading.Event()
    done: list[int] = []

    def work(number: int) -> int:
        began.set()
        go_on.wait(10)
        done.append(number)
        return number

    def tick() -> None:
        if began.is_set():
            raise Cancelled

    with ThreadPoolExecutor(1) as threads:
        with pytest.raises(Cancelled):
            list(mapped(threads, work, range(5), tick))
        go_on.set()
    assert done == [0]


def test_what_goes_wrong_there_is_raised_here() -> None:
    with ThreadPoolExecutor(1) as threads, pytest.raises(ZeroDivisionError):
        list(mapped(threads, lambda number: 1 // number, [1, 0]))
