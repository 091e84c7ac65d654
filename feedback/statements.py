"""Core statements that are compiled once and then handed straight to the driver.

For the few statements that run at every answer: what SQLAlchemy does around executing one takes several times longer
than the database does. Types are converted by SQLAlchemy's own processors; nothing is ever put into the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

Row = tuple[Any, ...]
Process = Callable[[Any], Any] | None
_NUMBER = re.compile(r"\$(\d+)")
MOST_ROWS = 50
"""Rows of one INSERT; more of them are several."""


@lru_cache
def _dialect(name: str) -> Dialect:
    if name == "postgresql":
        return PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
    return SQLiteDialect_pysqlite(paramstyle="qmark")


class _Compiled:
    """A statement in the words of one database."""

    def __init__(self, statement: Any, keys: Sequence[str] | None, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=keys)
        self.text = str(compiled)
        self.binds = [(name, _binding(compiled.binds[name].type, dialect)) for name in compiled.positiontup]
        columns = getattr(statement, "selected_columns", ()) if keys is None else ()
        self.results = [_resulting(column.type, dialect) for column in columns]
        self.several: dict[int, str] = {}

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        return [given[name] if bind is None else bind(given[name]) for name, bind in self.binds]

    def read(self, row: Row) -> Row:
        if not self.results:
            return row
        pairs = zip(row, self.results, strict=True)
        return tuple(value if process is None else process(value) for value, process in pairs)

    def text_for(self, rows: int) -> str:
        """The INSERT of so many rows at once."""
        if rows not in self.several:
            head, _, group = self.text.partition(" VALUES ")
            groups = [_numbered(group, len(self.binds) * row) for row in range(rows)]
            self.several[rows] = f"{head} VALUES {', '.join(groups)}"
        return self.several[rows]


def _numbered(group: str, before: int) -> str:
    """The values of one row where so many others stand before it; question marks need no number."""
    return _NUMBER.sub(lambda found: f"${int(found[1]) + before}", group)


def _cursor(connection: Connection) -> Any:
    """Of psycopg one that takes the statement as it is: rewriting parameters costs more than sending them."""
    raw: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "postgresql":
        return raw.cursor()
    from psycopg import RawCursor

    return RawCursor(raw)


def _binding(kind: Any, dialect: Dialect) -> Process:
    process: Process = kind.dialect_impl(dialect).bind_processor(dialect)
    return process


def _resulting(kind: Any, dialect: Dialect) -> Process:
    process: Process = kind.dialect_impl(dialect).result_processor(dialect, None)
    return process


class Prepared:
    """A SELECT with named parameters, or an INSERT of these columns (`keys`), ready to run on either database."""

    def __init__(self, statement: Any, keys: Sequence[str] | None = None) -> None:
        self._statement, self._keys = statement, keys
        self._ready: dict[str, _Compiled] = {}

    def first(self, connection: Connection, given: Mapping[str, Any]) -> Row | None:
        """Run it with these values; its first row, if any."""
        ready = self._for(connection)
        cursor = _cursor(connection)
        cursor.execute(ready.text, ready.values(given))
        rows = cursor.fetchall()
        cursor.close()
        return ready.read(rows[0]) if rows else None

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert these rows, all of them with every column."""
        ready = self._for(connection)
        cursor = _cursor(connection)
        for start in range(0, len(rows), MOST_ROWS):
            some = rows[start : start + MOST_ROWS]
            values = [value for row in some for value in ready.values(row)]
            cursor.execute(ready.text_for(len(some)), values)
        cursor.close()

    def _for(self, connection: Connection) -> _Compiled:
        name = connection.dialect.name
        if name not in self._ready:
            self._ready[name] = _Compiled(self._statement, self._keys, _dialect(name))
        return self._ready[name]
