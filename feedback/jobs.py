"""Work outside the request. A job is first a row, written in the transaction of what it is about.

huey only wakes the worker: it has one task, `work(job id)`, and one periodic sweep that re-queues what
a killed worker left. Claiming sets a lease and raises the fence; finishing needs the same fence, so a
worker that slept past its lease cannot finish what another took over.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, current_app
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from sqlalchemy import ForeignKey, Index, bindparam, event, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from feedback.db import Base, Identified, Write, db, enter, everywhere, inside, now, table_of, writing
from feedback.errors import ProductError
from feedback.processes import end_with_parent
from feedback.statements import Prepared

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
ATTEMPTS = 5
BESIDE = 8
"""Threads of a worker for jobs that wait for machines of others: so many organisations are served at once."""
WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
Work = Callable[["Task"], None]
_kinds: dict[str, Work] = {}
_apart: set[str] = set()
_rounds: list[Callable[[], None]] = []


class Job(Identified, Base):
    """One piece of work to do once; `organisation_id` is empty for work of the installation."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "state", "run_at"),)

    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    dedup_key: Mapped[str | None] = mapped_column(unique=True)
    """Only one waiting job may carry a key; it is given back when the job is claimed."""
    state: Mapped[str] = mapped_column(default=WAITING)
    run_at: Mapped[datetime] = mapped_column(default=now)
    attempts: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    """What went wrong, as a message id or the name of an exception; never an answer or an address."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a job's function gets: its payload, and ways to write in chunks and to tell how far it is."""

    id: UUID
    fence: int
    payload: dict[str, Any]

    @contextmanager
    def writing(self, done: int | None = None, total: int | None = None) -> Iterator[Session]:
        """One chunk's transaction; refuses where the job was cancelled or taken over, and renews the lease."""
        with writing() as session:
            self._renew(session, done, total)
            yield session

    def _renew(self, session: Session, done: int | None, total: int | None) -> None:
        values: dict[str, Any] = {"lease_until": now() + LEASE}
        values |= {name: value for name, value in (("done", done), ("total", total)) if value is not None}
        mine = update(Job).where(Job.id == self.id, Job.fence == self.fence, Job.state == RUNNING)
        if session.execute(mine.values(**values)).rowcount != 1:  # type: ignore[attr-defined]
            raise Overtaken()


class Overtaken(RuntimeError):
    """The job was cancelled, or another worker has it: stop without writing."""


def job(kind: str, *, apart: bool = False) -> Callable[[Work], Work]:
    """Register the function that does jobs of this kind; the name is stored, so it does not change.

    `apart`: it waits for machines of others, so a worker gives it a thread beside the one that does everything else.
    """

    def register(work: Work) -> Work:
        _kinds[kind] = work
        if apart:
            _apart.add(kind)
        return work

    return register


_WAITING = select(Job.id).where(Job.dedup_key == bindparam("key"))
_IS_WAITING = Prepared(_WAITING)


def each_round(adder: Callable[[], None]) -> Callable[[], None]:
    """Register a function that looks, once a minute, what became due by itself, and adds jobs for it."""
    if adder not in _rounds:
        _rounds.append(adder)
    return adder


def add(
    kind: str, /, *, organisation_id: UUID | None, key: str | None = None, delay: float = 0.0, **payload: Any
) -> Job | None:
    """Add a job in the caller's transaction; None where one with that key is waiting already."""
    if key is not None and db.session.connection().execute(_WAITING, {"key": key}).first():
        return None
    run_at = now() + timedelta(seconds=delay)
    values = {"id": uuid4(), "organisation_id": organisation_id, "kind": kind, "payload": payload, "run_at": run_at}
    # Two requests may have seen no such key at once: the unique key decides, and the second adds nothing.
    adding = _insert()(table_of(Job)).values(dedup_key=key, **values).on_conflict_do_nothing()
    if db.session.execute(adding.returning(table_of(Job).c.id)).first() is None:
        return None
    db.session.info.setdefault("jobs", []).append((values["id"], delay))
    return db.session.scalars(select(Job).where(Job.id == values["id"])).one()


def add_with(
    write: Write, kind: str, /, *, organisation_id: UUID, key: str, delay: float = 0.0, **payload: Any
) -> bool:
    """Add a job in a transaction without a session; False where one with that key is waiting already."""
    connection = write.connection
    if _IS_WAITING.first(connection, {"key": key}):
        return False
    job_id, run_at = uuid4(), now() + timedelta(seconds=delay)
    values = {"id": job_id, "organisation_id": organisation_id, "kind": kind, "payload": payload, "run_at": run_at}
    adding = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = adding(table_of(Job)).values(dedup_key=key, **values).on_conflict_do_nothing()
    if connection.execute(statement.returning(table_of(Job).c.id)).first() is None:
        return False
    write.then.append(lambda: _wake_up([(job_id, delay)]))
    return True


def _insert() -> Any:
    return postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert


def find_job(job_id: UUID, organisation_id: UUID) -> Job | None:
    return db.session.scalar(select(Job).where(Job.id == job_id, Job.organisation_id == organisation_id))


def cancel(job_id: UUID, organisation_id: UUID) -> bool:
    """Stop a job that waits or runs; what its finished chunks wrote stays."""
    open_job = update(Job).where(
        Job.id == job_id, Job.organisation_id == organisation_id, Job.state.in_((WAITING, RUNNING))
    )
    values = {"state": CANCELLED, "dedup_key": None}
    return bool(db.session.execute(open_job.values(**values)).rowcount)  # type: ignore[attr-defined]


def is_waiting(key: str) -> bool:
    """Whether a job with this deduplication key is still to be taken up."""
    return db.session.scalar(_WAITING, {"key": key}) is not None


# --- waking the worker ----------------------------------------------------------------------------


@event.listens_for(Session, "after_commit")
def _wake(session: Session) -> None:
    _wake_up(session.info.pop("jobs", ()))


def _wake_up(added: Sequence[tuple[UUID, float]]) -> None:
    wake = current_app.extensions.get("feedback.wake") if added else None
    if wake is None:
        return
    for job_id, delay in added:
        try:
            wake(job_id, delay)
        except Exception:
            # The row is committed; the sweep finds it if the queue is away.
            log.warning("queue away, job waits for the sweep", extra={"job": str(job_id)})


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("jobs", None)


# --- doing the work -------------------------------------------------------------------------------


def work(app: Flask, job_id: UUID) -> bool:
    """Claim and do one job in an app context of its own; False where it was not there to claim."""
    with app.app_context():
        enter(None)
        task, kind, organisation_id = _claim(job_id)
        if task is None:
            return False
        _do(task, kind, organisation_id)
        return True


def _claim(job_id: UUID) -> tuple[Task | None, str, UUID | None]:
    moment = now()
    with everywhere(), writing() as session:
        row = session.scalar(select(Job).where(Job.id == job_id, _due(moment)).with_for_update(skip_locked=True))
        if row is None:
            return None, "", None
        row.state, row.dedup_key = RUNNING, None
        row.fence, row.attempts = row.fence + 1, row.attempts + 1
        row.lease_until = moment + LEASE
        return Task(row.id, row.fence, dict(row.payload)), row.kind, row.organisation_id


def _due(moment: datetime) -> Any:
    waiting = (Job.state == WAITING) & (Job.run_at <= moment)
    abandoned = (Job.state == RUNNING) & (Job.lease_until < moment)
    return or_(waiting, abandoned)


def _do(task: Task, kind: str, organisation_id: UUID | None) -> None:
    scope = inside(organisation_id) if organisation_id else everywhere()
    try:
        with scope:
            _kinds[kind](task)
    except Overtaken:
        db.session.rollback()
    except ProductError as error:
        _finish(task, state=FAILED, error=error.message.id)
    except Exception as error:
        log.exception("job failed", extra={"job": str(task.id), "kind": kind})
        _retry(task, type(error).__name__)
    else:
        # A payload may hold what only a mail should hold, such as a link: it goes when it has served.
        _finish(task, state=DONE, payload={})


def _finish(task: Task, **values: Any) -> None:
    db.session.rollback()
    with everywhere(), writing() as session:
        mine = update(Job).where(Job.id == task.id, Job.fence == task.fence, Job.state == RUNNING)
        session.execute(mine.values(lease_until=None, **values))


def _retry(task: Task, error: str) -> None:
    db.session.rollback()
    with everywhere(), writing() as session:
        row = session.scalar(select(Job).where(Job.id == task.id, Job.fence == task.fence, Job.state == RUNNING))
        if row is None:
            return
        row.error, row.lease_until = error, None
        row.state = FAILED if row.attempts >= ATTEMPTS else WAITING
        row.run_at = now() + timedelta(seconds=30 * 2 ** (row.attempts - 1))


def due(moment: datetime | None = None) -> list[UUID]:
    """Ids of the jobs that could be done now, oldest first."""
    with everywhere():
        return list(db.session.scalars(select(Job.id).where(_due(moment or now())).order_by(Job.run_at)))


def look_round() -> None:
    """Let every slice add jobs for what became due by itself."""
    with everywhere(), writing():
        for adder in _rounds:
            adder()


def work_off(app: Flask) -> int:
    """Do everything that is due, in this process, until nothing is: how a command ends with its work done."""
    count = 0
    while ids := _pending(app):
        count += sum(work(app, job_id) for job_id in ids)
    return count


def _pending(app: Flask) -> list[UUID]:
    with app.app_context():
        enter(None)
        return due()


# --- the queue that wakes workers -----------------------------------------------------------------


def open_queue(app: Flask, url: str, folder: Path) -> Huey:
    """The wake-up queue: Redis, PostgreSQL or a SQLite file of its own, with one task and one sweep."""
    if url.startswith("redis"):
        queue: Huey = RedisHuey("feedback", url=url)
    elif url.startswith("postgres"):
        queue = PostgresHuey("feedback", dsn=url)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        queue = SqliteHuey("feedback", filename=str(folder / "queue.db"))
    beside = app.extensions["feedback.beside"] = Beside(app)
    task = queue.task(name="work")(lambda job_id: beside.work(UUID(job_id)))
    queue.periodic_task(crontab(minute="*"), name="sweep")(lambda: sweep(app, beside.work))
    app.extensions["feedback.wake"] = lambda job_id, delay: task.schedule((str(job_id),), delay=delay)
    return queue


def sweep(app: Flask, do: Callable[[UUID], bool] | None = None) -> int:
    """Do what no wake-up reached: what became due by itself, jobs of a lost queue, those a killed worker left."""
    with app.app_context():
        enter(None)
        look_round()
    return sum(do(job_id) if do else work(app, job_id) for job_id in _pending(app))


class Beside:
    """Threads for jobs that wait for machines of others, so that a slow machine holds up nothing of ours."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._waiting: SimpleQueue[UUID] = SimpleQueue()
        self._started = 0

    def work(self, job_id: UUID) -> bool:
        """Do a job in this thread, or hand it to one beside; False where it was not done in this one."""
        if not self._is_apart(job_id):
            return work(self._app, job_id)
        self._waiting.put(job_id)
        if self._started < BESIDE:
            self._started += 1
            # Daemons: nobody waits for a machine of others when the program ends; the lease brings the job back.
            threading.Thread(target=self._go_on, daemon=True).start()
        return False

    def _is_apart(self, job_id: UUID) -> bool:
        with self._app.app_context(), everywhere():
            return db.session.scalar(select(Job.kind).where(Job.id == job_id)) in _apart

    def _go_on(self) -> None:
        while True:
            job_id = self._waiting.get()
            try:
                work(self._app, job_id)
            except Exception:
                log.exception("job left for the sweep", extra={"job": str(job_id)})


class Worker:
    """huey's consumer inside this process; the web server keeps its own signal handlers."""

    def __init__(self, app: Flask, queue: Huey) -> None:
        self._app = app
        self._consumer = queue.create_consumer(
            workers=1, periodic=True, initial_delay=0.05, max_delay=0.5, check_worker_health=False
        )
        self._consumer._set_signal_handlers = lambda: None

    def start(self) -> None:
        """Sweep once for what an earlier process left, then wait for wake-ups."""
        self._consumer.start()
        threading.Thread(target=self._first_sweep, daemon=True).start()

    def stop(self) -> None:
        """Stop taking work; a job that runs is left to its lease and picked up at the next start."""
        self._consumer.stop(graceful=False)

    def _first_sweep(self) -> None:
        try:
            sweep(self._app, self._app.extensions["feedback.beside"].work)
        except Exception:
            log.exception("sweep failed")


# --- work for other processes ---------------------------------------------------------------------


@contextmanager
def pool(processes: int) -> Iterator[Executor]:
    """Spawned processes for pure, CPU-bound functions; never threads of the server, never forks of it."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max(1, processes), mp_context=context, initializer=end_with_parent) as executor:
        yield executor
