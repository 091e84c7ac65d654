"""One function over many chunks, here or wherever an executor runs it, with the results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, TimeoutError
from typing import TypeVar

IN_FLIGHT = 16
"""Chunks handed out and not yet taken back: what bounds memory whatever the input."""
LISTEN = 0.5
"""Seconds between two ticks while nothing comes back."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Tick = Callable[[], None]


class Cancelled(Exception):
    """Raised out of `progress` by whoever wants the analysis to stop."""


def mapped(
    executor: Executor | None,
    function: Callable[[Item], Result],
    items: Iterable[Item],
    tick: Tick | None = None,
    known: Callable[[Item], Result | None] | None = None,
) -> Iterator[Result]:
    """`function` of each item, in their order, at most IN_FLIGHT of them under way; where `known` has a result, that.

    `tick` is called again and again while a result is waited for; what it raises, as what the function raises, ends
    everything, and what had not begun is taken back.
    """
    if executor is None:
        yield from ((known(item) if known else None) or function(item) for item in items)
        return
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            waiting.append(_begun(executor, function, item, known(item) if known else None))
            if len(waiting) >= IN_FLIGHT:
                yield _result(waiting.popleft(), tick)
        while waiting:
            yield _result(waiting.popleft(), tick)
    finally:
        for future in waiting:
            future.cancel()


def _begun(executor: Executor, function: Callable[[Item], Result], item: Item, known: Result | None) -> Future[Result]:
    if known is None:
        return executor.submit(function, item)
    done: Future[Result] = Future()
    done.set_result(known)
    return done


def _result(future: Future[Result], tick: Tick | None) -> Result:
    while True:
        try:
            return future.result(timeout=LISTEN if tick else None)
        except TimeoutError:
            if future.done() or tick is None:
                raise
            tick()
