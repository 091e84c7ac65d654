"""Fitting a small model on one thread: several wait for each other longer than they work, and sum in any order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """Within it linear algebra uses the caller's thread alone, so that the same input gives the same sums."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield
