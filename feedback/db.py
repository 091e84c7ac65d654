"""Database: base model, column types, the wall between organisations, and the only commit.

On SQLite a transaction begins DEFERRED and read-only. `writing()` ends that read, takes the
installation's write lock (a thread lock and a file lock shared with the command line), begins
IMMEDIATE and commits; checkpoints happen only under the same lock. On PostgreSQL it continues the
request's transaction, and races are closed by conditional UPDATE or row locks.
"""

from __future__ import annotations

import fcntl
import itertools
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypeVar, cast
from uuid import UUID, uuid4

from flask import Flask, has_request_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    event,
    select,
)
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    UOWTransaction,
    declared_attr,
    mapped_column,
    registry,
    with_loader_criteria,
)

from feedback.config import Config
from feedback.errors import NotFound, StorageAway
from feedback.growth import Growth

log = logging.getLogger(__name__)

Texts = dict[str, str]
"""One text in several languages: language code -> text."""

LOCK_SECONDS = 8.0
"""How long a write waits for its turn before it is refused with 503."""
RESTED_SECONDS = 2.0
"""How long after its last use a connection to PostgreSQL is believed to be there."""
CHECKPOINT_EVERY = 200
"""After how many commits of this process a writer folds the write-ahead log back into the database."""

SQLITE_PRAGMAS: Mapping[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "secure_delete": 1,
    "wal_autocheckpoint": 0,
    "journal_size_limit": 67_108_864,
    "mmap_size": 0,
    "temp_store": 2,
}
"""What every SQLite connection runs with; read back at connect, refused where it did not take."""


def text_in(texts: Mapping[str, str] | None, language: str, *fallbacks: str) -> str:
    """The text in the language, else in the first fallback that has it, else in any, else ''."""
    if not texts:
        return ""
    for code in (language, *fallbacks):
        if texts.get(code):
            return texts[code]
    return next((text for text in texts.values() if text), "")


def now() -> datetime:
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A point in time, always aware and in UTC, also on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


_registry = registry(
    metadata=MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    ),
    type_annotation_map={
        UUID: Uuid(),
        datetime: Moment(),
        Texts: JSON(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[Any]: JSON(),
        str: String(),
    },
)


class Base(DeclarativeBase):
    """Base of every table; the constraint names follow one convention, so migrations can name them."""

    registry = _registry


class Identified:
    """A row with a random identity that says nothing about when it was made."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Owned:
    """A row of one organisation; every read and write of it passes the wall."""

    @declared_attr
    def organisation_id(cls) -> Mapped[UUID]:
        return mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)


class OwnedThing(Identified, Owned):
    """An owned row other rows may point at, by (organisation, id)."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return owned_table()


def owned_table(*more: Any) -> tuple[Any, ...]:
    """Table arguments of an owned thing: what (organisation, id) references need, and `more`."""
    return (UniqueConstraint("organisation_id", "id"), *more)


def owned_reference(column: str, table: str, *, ondelete: str = "CASCADE") -> ForeignKeyConstraint:
    """A foreign key that cannot cross organisations: (organisation_id, column) -> table."""
    return ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"], ondelete=ondelete
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
Thing = TypeVar("Thing", bound=Base)

# --- the wall between organisations ---------------------------------------------------------------


class WallError(RuntimeError):
    """Code touched owned rows without saying whose: a bug, never shown to anyone."""


_EVERYWHERE = object()
_organisation: ContextVar[UUID | object | None] = ContextVar("organisation", default=None)
_writes: ContextVar[bool] = ContextVar("writes", default=False)


@contextmanager
def inside(organisation_id: UUID) -> Iterator[None]:
    """Everything read and written in here belongs to this organisation; its writes are flushed before it ends."""
    token = _organisation.set(organisation_id)
    try:
        yield
        if _writes.get():
            db.session.flush()
    finally:
        _organisation.reset(token)


@contextmanager
def everywhere() -> Iterator[None]:
    """Without a wall: for sign-in, links that carry no organisation, the job runner and checks."""
    token = _organisation.set(_EVERYWHERE)
    try:
        yield
    finally:
        _organisation.reset(token)


def enter(organisation_id: UUID | None) -> None:
    """Set the wall for the rest of this request or job (the web guard and the job runner only)."""
    _organisation.set(organisation_id)


def here() -> UUID:
    """The organisation this code works in; WallError where none is set."""
    current = _organisation.get()
    if not isinstance(current, UUID):
        raise WallError("no organisation is set")
    return current


@event.listens_for(Session, "do_orm_execute")
def _keep_inside(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_relationship_load:
        return
    current = _organisation.get()
    if current is _EVERYWHERE:
        return
    if current is None:
        if any(issubclass(mapper.class_, Owned) for mapper in state.all_mappers):
            raise WallError(f"owned rows read without an organisation: {state.statement}")
        return
    state.statement = state.statement.options(_wall(cast(UUID, current)))


@lru_cache(maxsize=1024)
def _wall(current: UUID) -> Any:
    """What keeps a statement inside this organisation: it holds the id and nothing else, and to make it takes longer
    than a small statement does.
    """
    return with_loader_criteria(Owned, lambda cls: cls.organisation_id == current, include_aliases=True)


@event.listens_for(Session, "before_flush")
def _stamp_owner(session: Session, context: UOWTransaction, instances: object) -> None:
    for row in session.new:
        if isinstance(row, Owned):
            _stamp(row)


def _stamp(row: Owned) -> None:
    current = _organisation.get()
    if row.organisation_id is None:
        row.organisation_id = here()
    elif current is not _EVERYWHERE and row.organisation_id != current:
        raise WallError(f"{type(row).__name__} of another organisation written")


def table_of(model: type[Base]) -> Table:
    """The table of a model, for Core statements: those pass no wall, so they name the organisation themselves."""
    return cast(Table, model.__table__)


def find(model: type[Thing], identity: UUID | str | None) -> Thing:
    """The row of this organisation with that id; NotFound also where it is somebody else's."""
    row = db.session.scalars(select(model).where(model.id == _uuid(identity))).first()  # type: ignore[attr-defined]
    if row is None:
        raise NotFound()
    return row


def _uuid(identity: UUID | str | None) -> UUID:
    if isinstance(identity, UUID):
        return identity
    try:
        return UUID(str(identity))
    except ValueError:
        raise NotFound() from None


# --- connections ----------------------------------------------------------------------------------


def init(app: Flask, config: Config) -> None:
    """Bind the database to the app; engine options differ between SQLite and PostgreSQL."""
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(config.database_url)
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine)
        else:
            _prepare_postgresql(db.engine)


def _engine_options(url: str) -> dict[str, Any]:
    options: dict[str, Any] = {"json_serializer": _json}
    if url.startswith("sqlite"):
        # The connection that wrote last is the one whose pages are still at hand.
        return {**options, "pool_size": 20, "max_overflow": 20, "pool_use_lifo": True}
    limits = "-c statement_timeout=60s -c lock_timeout=5s"
    return {**options, "pool_timeout": 5, "connect_args": {"options": limits, "connect_timeout": 5}}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _prepare_sqlite(engine: Engine) -> None:
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)


def _prepare_postgresql(engine: Engine) -> None:
    """Ask a connection that rested whether its server is still there; one in use until just now need not be asked."""

    @event.listens_for(engine, "checkin")
    def rested(raw: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def asked(raw: Any, record: Any, proxy: Any) -> None:
        moment = time.monotonic()
        if moment - record.info.get("used", moment) < RESTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(raw)
        except Exception as error:
            # The pool opens another connection in its place.
            raise DisconnectionError() from error

    @event.listens_for(engine, "after_cursor_execute")
    def executed(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if context.isinsert and context.compiled is not None:
            grown(connection, context.compiled.statement, cursor.rowcount)


def _connected(connection: Any, record: Any) -> None:
    connection.isolation_level = None
    for name, value in SQLITE_PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    for name, value in SQLITE_PRAGMAS.items():
        if (got := connection.execute(f"PRAGMA {name}").fetchone()) and got[0] != value:
            raise RuntimeError(f"SQLite did not take {name}={value} (is {got[0]}): is the folder on a local disk?")


def _begun(connection: Connection) -> None:
    """Straight to the driver: this runs before every transaction."""
    write, raw = _writes.get(), connection.connection.dbapi_connection
    assert raw is not None
    if connection.info.get("query_only") is not (not write):
        raw.execute(f"PRAGMA query_only={'OFF' if write else 'ON'}")
        connection.info["query_only"] = not write
    raw.execute("BEGIN IMMEDIATE" if write else "BEGIN")


# --- the only commit ------------------------------------------------------------------------------

_turn = threading.Lock()
_commits = itertools.count(1)
_growth = Growth()


@contextmanager
def writing() -> Iterator[Session]:
    """One write transaction: commits at the end, rolls back on any error.

    Called by the three edges only (web guard, job runner, command line). What was read before is read
    anew inside; nothing slow belongs in here. StorageAway where the database cannot take the write.
    """
    if _writes.get():
        raise RuntimeError("writing() inside writing()")
    session = db.session()
    sqlite = session.get_bind().dialect.name == "sqlite"
    if sqlite:
        # Before waiting for the turn: whoever has it must not wait for this read to end.
        session.rollback()
    try:
        with _file_turn() if sqlite else _no_turn():
            yield from _transaction(session)
    except (OperationalError, InterfaceError) as error:
        raise StorageAway() from error
    if not sqlite and not has_request_context():
        _look_again()


def grown(connection: Connection, insert: Any, rows: int) -> None:
    """Remember that this INSERT added so many rows: PostgreSQL looks at tables again that grew (`growth`)."""
    if rows > 0 and connection.dialect.name == "postgresql":
        _growth.add(str(_organisation.get()), insert.table.name, rows)


def _look_again() -> None:
    """Let PostgreSQL count what just grew. Nobody waits for it in a request, and no work fails with it."""
    tables = _growth.take_due()
    if not tables:
        return
    quoted = db.engine.dialect.identifier_preparer.quote
    try:
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"ANALYZE (SKIP_LOCKED) {', '.join(map(quoted, tables))}")
    except DBAPIError:
        log.warning("PostgreSQL did not count %s again", ", ".join(tables))


@dataclass(slots=True)
class Write:
    """A write transaction without a session; `then` is called once it is committed, and never otherwise."""

    connection: Connection
    then: list[Callable[[], None]] = field(default_factory=list)


@contextmanager
def storing() -> Iterator[Write]:
    """`writing()` on one plain connection, for the busiest write of the product; the same turn, the same promises.

    Core statements only, which name the organisation themselves.
    """
    if _writes.get():
        raise RuntimeError("storing() inside writing()")
    if db.session.registry.has():
        # Whoever has the turn must not wait for a read of ours to end.
        db.session.rollback()
    engine = db.engine
    try:
        with _file_turn() if engine.dialect.name == "sqlite" else _no_turn():
            yield from _stored(engine)
    except away(engine) as error:
        raise StorageAway() from error


def away(engine: Engine) -> tuple[type[BaseException], ...]:
    """What a driver raises, wrapped or not, where the database cannot take a write."""
    driver = engine.dialect.dbapi
    own = (driver.OperationalError, driver.InterfaceError) if driver is not None else ()
    return (OperationalError, InterfaceError, *own)


def _stored(engine: Engine) -> Iterator[Write]:
    token = _writes.set(True)
    try:
        with engine.connect() as connection, connection.begin():
            write = Write(connection)
            yield write
    finally:
        _writes.reset(token)
    for act in write.then:
        act()


@contextmanager
def looking() -> Iterator[Connection]:
    """Reads on one plain connection, without a session; for the busiest reads of the product.

    On PostgreSQL each stands for itself: a transaction around one statement takes three times as many round trips.
    StorageAway where the database is gone.
    """
    engine = db.engine
    try:
        with engine.connect() as connection, _each_alone(connection):
            yield connection
    except away(engine) as error:
        raise StorageAway() from error


@contextmanager
def _each_alone(connection: Connection) -> Iterator[None]:
    raw: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "postgresql":
        yield
        return
    raw.autocommit = True
    try:
        yield
    finally:
        # One that broke is thrown away by the pool.
        if not raw.closed:
            raw.autocommit = False


def _transaction(session: Session) -> Iterator[Session]:
    token = _writes.set(True)
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _writes.reset(token)


@contextmanager
def _no_turn() -> Iterator[None]:
    yield


@contextmanager
def _file_turn() -> Iterator[None]:
    path = str(db.engine.url.database)
    deadline = time.monotonic() + LOCK_SECONDS
    if not _turn.acquire(timeout=LOCK_SECONDS):
        raise StorageAway()
    try:
        handle = os.open(f"{path}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            _wait_for(handle, deadline)
            yield
            _checkpoint()
        finally:
            os.close(handle)
    finally:
        _turn.release()


def _wait_for(handle: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise StorageAway() from None
            time.sleep(0.002)


def _checkpoint() -> None:
    """Now and then, still holding the turn; PASSIVE, because anything else would wait for readers."""
    if next(_commits) % CHECKPOINT_EVERY == 0:
        raw = db.engine.raw_connection()
        try:
            raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            raw.close()


def sweep(*models: type[Base]) -> None:
    """Leave no earlier versions of rows in the files of the database: not where they stood, nor in which order.

    SQLite folds its log back and empties it; PostgreSQL vacuums these tables. Outside of any transaction, and only as
    far as nobody is in the way: what somebody still reads goes another time.
    """
    db.session.rollback()
    if db.engine.dialect.name != "sqlite":
        with suppress(OperationalError), db.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            for model in models:
                connection.exec_driver_sql(f'VACUUM "{table_of(model).name}"')
        return
    with _file_turn():
        raw = db.engine.raw_connection()
        try:
            # Whoever waits to write must not wait for a reader meanwhile.
            raw.execute("PRAGMA busy_timeout=0")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.execute(f"PRAGMA busy_timeout={SQLITE_PRAGMAS['busy_timeout']}")
            raw.close()


def storage_failure(error: BaseException) -> bool:
    """Whether an exception means that the database is away, rather than a bug of ours."""
    return isinstance(error, OperationalError | InterfaceError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )


def iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value is not None else None
