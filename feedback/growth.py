"""Which tables grew so much that PostgreSQL should look at them again before it plans.

Its planner takes what it has not counted yet for one row, and a new organisation beside larger ones is not counted:
autovacuum looks when a tenth of a table has changed. Two tables of such an organisation are then joined by reading one
of them once for every row of the other, so thirty thousand comments take longer than any statement may.
"""

from __future__ import annotations

import threading
from collections import Counter

FIRST = 500
"""Rows of one organisation in one table that a wrong plan can still read quickly."""


class Growth:
    """Rows this process added, by organisation and table; a table is due at `FIRST` rows and whenever they doubled."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows = Counter[tuple[str, str]]()
        self._next = dict[tuple[str, str], int]()
        self._due = set[str]()

    def add(self, organisation: str, table: str, rows: int) -> None:
        """So many rows were added to a table."""
        key = organisation, table
        with self._lock:
            self._rows[key] += rows
            if self._rows[key] >= self._next.get(key, FIRST):
                self._next[key] = 2 * self._rows[key]
                self._due.add(table)

    def take_due(self) -> list[str]:
        """Tables to look at now, by name; they are not due any more."""
        with self._lock:
            due, self._due = sorted(self._due), set()
        return due
