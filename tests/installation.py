"""An installation that every test finds empty, and what factories make in it, made once and put back.

Factories that many tests begin with are `@repeated`: what they leave in the database is kept when the same calls were
made from empty for the second time, and is put back from the third time on instead of being made again. As soon as
anything else is written, or the clock or the settings are not the usual ones, everything is made.
"""

from __future__ import annotations

import io
import pickle
import random
import shutil
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import time_machine
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm.state import InstanceState

from feedback.db import Base, db
from feedback.surveys.actions import answering
from feedback.surveys.queries import links

P = ParamSpec("P")
Made = TypeVar("Made")
Chain = tuple[bytes, ...]
"""The day, and the calls that led from empty to what stands in the database; each was made or put back as kept."""
KEY = "tests.installation"
MOST = 60
"""How many states of one database are kept; the one put back least lately goes."""
_ids = random.Random()
_given: set[UUID] = set()
"""Ids given in this test: what is put back winds the numbers back, and no id may be given twice."""


class Installation:
    """One installation on one database; `template` is the migrated, empty file of SQLite."""

    def __init__(self, app: Flask, template: Path | None) -> None:
        self.app, self._usual = app, app.config["FEEDBACK"]
        self._store = _Files(app, template) if template else _Tables(app)
        self._chain: Chain | None = None
        self._behind, self._lazily = False, False
        self._seen: set[Chain] = set()
        self._values: dict[Chain, bytes] = {}
        app.extensions[KEY] = self
        with app.app_context():
            event.listen(db.engine, "commit", self._written)
            self._store.before_use(self._catch_up)

    def reset(self) -> None:
        """Empty, as a process that was just started; the database follows when it is first used, or at `settle`."""
        _ids.seed(1)
        _given.clear()
        self._chain, self._lazily = (str(date.today()).encode(),), True
        self._fall_behind()
        for known in (links._links, links._editions, answering._tally_took):
            known.clear()
        self.app.extensions.pop("feedback.wake", None)
        next(iter(self.app.extensions["limiter"])).reset()

    def settle(self) -> None:
        """Bring the database to where it should be, now and from now on: a test may look past the application."""
        self._lazily = False
        with self.app.app_context():
            self._store.settle(self._catch_up)

    def repeated(self, call: bytes, make: Callable[[], Made]) -> Made:
        """What `make` returns, made or put back."""
        if self._chain is None or self._is_unusual():
            return make()
        chain = (*self._chain, call)
        if chain in self._values:
            return self._put_back(chain)  # type: ignore[no-any-return]
        made = make()
        self._chain = None
        if chain not in self._seen:
            self._seen.add(chain)
        elif not self._is_unusual() and (written := pickled((made, _ids.getstate()), self.app)) is not None:
            self._keep(chain, written)
        return made

    def _put_back(self, chain: Chain) -> Any:
        self._values[chain] = written = self._values.pop(chain)
        self._chain = chain
        self._fall_behind()
        if not self._lazily:
            self.settle()
        value, ids = _Unpickler(io.BytesIO(written), self.app).load()
        _ids.setstate(ids)
        return value

    def _keep(self, chain: Chain, written: bytes) -> None:
        with self.app.app_context():
            self._store.settle(self._catch_up)
            if not self._store.keep(chain):
                return
            # What was kept on top of the same beginning, made another time, has other ids.
            for old in [one for one in self._values if one[: len(chain)] == chain]:
                self._forget(old)
            self._values[chain], self._chain = written, chain
            if len(self._values) > MOST:
                self._forget(next(iter(self._values)))

    def _forget(self, chain: Chain) -> None:
        del self._values[chain]
        self._store.forget(chain)

    def _is_unusual(self) -> bool:
        travelling = bool(time_machine.traveller_stack)
        with self.app.app_context():
            busy = self._store.is_busy()
        return travelling or busy or self.app.config["FEEDBACK"] is not self._usual

    def _written(self, connection: object) -> None:
        self._chain = None

    def _fall_behind(self) -> None:
        with self.app.app_context():
            self._store.let_go()
        self._behind = True

    def _catch_up(self, *given: Any) -> None:
        if self._behind:
            self._behind, chain = False, self._chain
            self._store.put_back(chain or (), *given)
            self._chain = chain


class _Files:
    """States of a SQLite database: copies of its file."""

    def __init__(self, app: Flask, template: Path) -> None:
        self._empty, self._kept = template, dict[Chain, Path]()
        self._number = 0

    def before_use(self, act: Callable[..., None]) -> None:
        event.listen(db.engine, "do_connect", lambda *given: act())

    def is_busy(self) -> bool:
        return bool(db.engine.pool.checkedout())  # type: ignore[attr-defined]

    def let_go(self) -> None:
        db.engine.dispose()

    def settle(self, act: Callable[..., None]) -> None:
        act()

    def keep(self, chain: Chain) -> bool:
        """The last connection that is closed folds the log back into the file."""
        db.engine.dispose()
        path = _path()
        if path.with_name(f"{path.name}-wal").exists():
            return False
        self._number += 1
        self._kept[chain] = path.with_name(f"kept-{self._number}.db")
        shutil.copyfile(path, self._kept[chain])
        return True

    def put_back(self, chain: Chain) -> None:
        path = _path()
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self._kept.get(chain, self._empty), path)

    def forget(self, chain: Chain) -> None:
        self._kept.pop(chain).unlink()


def _path() -> Path:
    return Path(str(db.engine.url.database))


class _Tables:
    """States of a PostgreSQL database: copies of the tables that hold something, in a schema beside them."""

    def __init__(self, app: Flask) -> None:
        self._tables = [table.name for table in Base.metadata.sorted_tables]
        self._kept: dict[Chain, dict[str, str]] = {}
        self._number = 0
        with app.app_context(), db.engine.begin() as connection:
            self._may_keep = connection.exec_driver_sql("SHOW is_superuser").scalar() == "on"
            connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS kept")

    def before_use(self, act: Callable[..., None]) -> None:
        event.listen(db.engine, "checkout", lambda raw, *more: act(raw))

    def is_busy(self) -> bool:
        return bool(db.engine.pool.checkedout())  # type: ignore[attr-defined]

    def let_go(self) -> None:
        """Connections may stay: what is put back is put back through them."""

    def settle(self, act: Callable[..., None]) -> None:
        with db.engine.connect():
            """Checking a connection out is a use."""

    def keep(self, chain: Chain) -> bool:
        if not self._may_keep:
            return False
        asking = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM public.\"{name}\")" for name in self._tables
        )
        self._number += 1
        with db.engine.connect() as connection:
            held = [name for (name,) in connection.exec_driver_sql(asking)]
            copies = {name: f'kept."{self._number}_{name}"' for name in held}
            making = [f'CREATE UNLOGGED TABLE {copy} AS SELECT * FROM public."{name}"' for name, copy in copies.items()]
            _run(connection.connection.dbapi_connection, making)
        self._kept[chain] = copies
        return True

    def put_back(self, chain: Chain, raw: Any) -> None:
        """Without the triggers of foreign keys emptying is many times faster than TRUNCATE."""
        if not self._may_keep:
            _run(raw, [f"TRUNCATE {', '.join(self._quoted())} CASCADE"])
            return
        emptying = [f"DELETE FROM {name}" for name in self._quoted()]
        filling = [
            f'INSERT INTO public."{name}" SELECT * FROM {copy}' for name, copy in self._kept.get(chain, {}).items()
        ]
        _run(raw, ["SET LOCAL session_replication_role = replica", *emptying, *filling])

    def _quoted(self) -> list[str]:
        return [f'public."{name}"' for name in self._tables]

    def forget(self, chain: Chain) -> None:
        copies = self._kept.pop(chain).values()
        with db.engine.connect() as connection:
            _run(connection.connection.dbapi_connection, [f"DROP TABLE {copy}" for copy in copies])


def _run(raw: Any, statements: list[str]) -> None:
    """Past the application, which would take it for a write of the test's."""
    if statements:
        raw.execute(";".join(statements))
        raw.commit()


# --- calls and what they return -------------------------------------------------------------------


def fresh_id() -> UUID:
    """A random id that is the same in the same place of every test, so that the same calls are told to be the same."""
    fresh = UUID(int=_ids.getrandbits(128), version=4)
    while fresh in _given:
        fresh = UUID(int=_ids.getrandbits(128), version=4)
    _given.add(fresh)
    return fresh


def repeated(factory: Callable[P, Made]) -> Callable[P, Made]:
    """A factory many tests begin with; its first argument is an application, or something that belongs to one."""

    @wraps(factory)
    def run(*args: P.args, **kwargs: P.kwargs) -> Made:
        app = _app_of(args[0])
        installation: Installation | None = app.extensions.get(KEY)
        call = pickled((factory.__module__, factory.__qualname__, args, kwargs), app) if installation else None
        if installation is None or call is None:
            return factory(*args, **kwargs)
        return installation.repeated(call, lambda: factory(*args, **kwargs))

    return run


def _app_of(first: Any) -> Flask:
    if isinstance(first, Flask):
        return first
    app: Flask = getattr(first, "of", first).app
    return app


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, app: Flask) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._app = app

    def persistent_id(self, thing: Any) -> str | None:
        return "app" if thing is self._app else None

    def reducer_override(self, thing: Any) -> Any:
        """Rows that were read are written without how they were read: nobody reads on from them."""
        if isinstance(thing, InstanceState):
            thing.load_options = ()
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, app: Flask) -> None:
        super().__init__(file)
        self._app = app

    def persistent_load(self, name: str) -> Flask:
        return self._app


def pickled(value: object, app: Flask) -> bytes | None:
    """The value as bytes, the application left out; None where it holds what cannot be written."""
    file = io.BytesIO()
    try:
        _Pickler(file, app).dump(value)
    except (pickle.PicklingError, TypeError, AttributeError):
        return None
    return file.getvalue()
