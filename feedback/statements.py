"""Core statements that are compiled once and then handed straight to the driver.

For the few statements that run at every answer and on every page: what SQLAlchemy does around executing one takes
several times longer than the database does. Types are converted by SQLAlchemy's own processors; nothing is ever put
into the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Dialect, Float, Uuid, bindparam
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import with_loader_criteria

from feedback.db import Owned, away, db, grown, here
from feedback.errors import StorageAway

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
        self.constants = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        columns = getattr(statement, "selected_columns", ()) if keys is None else ()
        results = [_resulting(column.type, dialect) for column in columns]
        self.results = [(place, process) for place, process in enumerate(results) if process is not None]
        self.several: dict[int, str] = {}

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        return [given[name] if bind is None else bind(given[name]) for name, bind in self.binds]

    def asked(self, given: Mapping[str, Any]) -> list[Any]:
        """The values of a SELECT: those that are given, and those that stand in the statement."""
        return self.values({**self.constants, **given} if self.constants else given)

    def read(self, row: Row) -> Row:
        if not self.results:
            return row
        found = list(row)
        for place, process in self.results:
            found[place] = process(found[place])
        return tuple(found)

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
    if isinstance(kind, Uuid) and dialect.name == "sqlite":
        return _identity
    if isinstance(kind, Float):
        # Which of the two numbers of PostgreSQL it is, SQLAlchemy would ask the cursor.
        return _float
    process: Process = kind.dialect_impl(dialect).result_processor(dialect, None)
    return process


@lru_cache(maxsize=8192)
def _same(text: str) -> UUID:
    """The same few ids stand in row after row of page after page; what is one object is also equal at once."""
    return UUID(text)


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _identity(text: str | None) -> UUID | None:
    return None if text is None else _same(text)


class Prepared:
    """A SELECT with named parameters, or an INSERT of these columns (`keys`), ready to run on either database."""

    def __init__(self, statement: Any, keys: Sequence[str] | None = None) -> None:
        self._statement, self._keys = statement, keys
        self._ready: dict[str, _Compiled] = {}

    def first(self, connection: Connection, given: Mapping[str, Any]) -> Row | None:
        """Run it with these values; its first row, if any."""
        rows, ready = self._rows(connection, given)
        return ready.read(rows[0]) if rows else None

    def all(self, connection: Connection, given: Mapping[str, Any]) -> list[Row]:
        """Run it with these values; its rows."""
        rows, ready = self._rows(connection, given)
        return [ready.read(row) for row in rows]

    def _rows(self, connection: Connection, given: Mapping[str, Any]) -> tuple[list[Row], _Compiled]:
        ready = self._for(connection)
        cursor = _cursor(connection)
        cursor.execute(ready.text, ready.asked(given))
        rows = cursor.fetchall()
        cursor.close()
        return rows, ready

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert these rows, all of them with every column."""
        ready = self._for(connection)
        cursor = _cursor(connection)
        for start in range(0, len(rows), MOST_ROWS):
            some = rows[start : start + MOST_ROWS]
            values = [value for row in some for value in ready.values(row)]
            cursor.execute(ready.text_for(len(some)), values)
        cursor.close()
        grown(connection, self._statement, len(rows))

    def in_session(self, given: Mapping[str, Any]) -> list[Row]:
        """Its rows as the session sees them, with what it has yet to write; StorageAway where the database is gone."""
        db.session.flush()
        connection = db.session.connection()
        for told in connection.dispatch.before_cursor_execute:
            told(connection, None, self.text(connection), given, None, False)
        try:
            return self.all(connection, given)
        except away(connection.engine) as error:
            connection.invalidate(error)
            raise StorageAway() from error

    def text(self, connection: Connection) -> str:
        """How it reads in the words of this database."""
        return self._for(connection).text

    def _for(self, connection: Connection) -> _Compiled:
        name = connection.dialect.name
        if name not in self._ready:
            self._ready[name] = _Compiled(self._statement, self._keys, _dialect(name))
        return self._ready[name]


ME = bindparam("me", type_=Uuid())
"""The organisation of the request, in statements that name it themselves."""


class Walled:
    """A SELECT of columns that every page runs, ready to run inside whatever organisation the request is in.

    The wall is compiled into it, for every table of owned rows in it; where no organisation is set it does not run at
    all. Constants stand one by one: a list after `IN` cannot be compiled once.
    """

    def __init__(self, statement: Any) -> None:
        wall = with_loader_criteria(Owned, lambda cls: cls.organisation_id == ME, include_aliases=True)
        self._prepared = Prepared(statement.options(wall))

    def all(self, **given: Any) -> list[Row]:
        """Its rows, as the session sees them."""
        return self._prepared.in_session({**given, ME.key: here()})

    def text(self, connection: Connection) -> str:
        """How it reads in the words of this database."""
        return self._prepared.text(connection)
