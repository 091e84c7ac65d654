"""The write gate, the wall between organisations, and how every connection runs."""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import insert, select, text

from feedback import db as database
from feedback.accounts import actions, queries
from feedback.accounts.models import AuditEntry, Organisation
from feedback.db import (
    SQLITE_PRAGMAS,
    WallError,
    db,
    enter,
    everywhere,
    find,
    inside,
    now,
    storing,
    table_of,
    text_in,
    writing,
)
from feedback.errors import NotFound, StorageAway
from feedback.growth import FIRST, Growth
from feedback.statements import Prepared
from tests.factories.people import Member


def test_every_connection_runs_with_the_promised_pragmas(make_app: Callable[..., Flask]) -> None:
    """Case 94: asserted on several pooled connections, not on one."""
    app = make_app()
    with app.app_context():
        connections = [db.engine.raw_connection() for _ in range(4)]
        for connection in connections:
            for name, value in SQLITE_PRAGMAS.items():
                row = connection.execute(f"PRAGMA {name}").fetchone()
                assert row is None or row[0] == value, name
            connection.close()


def test_the_log_has_it_before_writing_returns(make_app: Callable[..., Flask]) -> None:
    """Case 94: synchronous=FULL (2) syncs the log at every commit; what `writing()` wrote stands in the log then."""
    assert SQLITE_PRAGMAS["synchronous"] == 2
    app = make_app()
    with app.app_context():
        path = Path(str(db.engine.url.database))
        with writing():
            actions.create_organisation(code="acme-in-the-log", name="Acme", languages=["es"])
        assert b"acme-in-the-log" in path.with_name(path.name + "-wal").read_bytes()


def test_what_was_read_before_is_read_anew_inside(acme: Member) -> None:
    with acme.at_work():
        row = db.session.scalars(select(Organisation)).one()
        assert row.name == "Acme"
        other = threading.Thread(target=_rename, args=(acme.app, "Changed meanwhile"))
        other.start()
        other.join()
        with writing():
            if db.engine.dialect.name == "sqlite":
                assert row.name == "Changed meanwhile"


def _rename(app: Flask, name: str) -> None:
    with app.app_context(), writing():
        db.session.scalars(select(Organisation)).one().name = name


def test_no_update_is_lost_between_threads(acme: Member) -> None:
    """The classic read-then-write race, 8 threads at once."""

    def add_language() -> None:
        with acme.app.app_context(), writing():
            row = db.session.scalars(select(Organisation).with_for_update()).one()
            row.languages = [*row.languages, "xx"]

    threads = [threading.Thread(target=add_language) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with acme.at_work():
        assert queries.organisation().languages == ["es", "en"] + ["xx"] * 8


def test_an_error_rolls_everything_back(acme: Member) -> None:
    with acme.at_work():
        with pytest.raises(KeyError), writing():
            queries.organisation().name = "Half done"
            db.session.flush()
            raise KeyError
        assert queries.organisation().name == "Acme"


def test_writing_cannot_be_nested(acme: Member) -> None:
    with acme.at_work(), writing(), pytest.raises(RuntimeError), writing():
        pass


def test_a_write_without_a_session_is_whole_or_not_at_all(acme: Member) -> None:
    """What is to follow it happens after the commit only, and a read of the session does not stand in its way."""
    happened: list[str] = []
    renaming = Organisation.__table__.update().where(Organisation.id == acme.organisation_id)
    with acme.app.app_context(), everywhere():
        assert db.session.scalar(select(Organisation.name)) is not None
        with storing() as write:
            write.connection.execute(renaming.values(name="Kept"))
            write.then.append(lambda: happened.append("after"))
            assert happened == []
        with pytest.raises(ZeroDivisionError), storing() as write:
            write.connection.execute(renaming.values(name="Lost"))
            write.then.append(lambda: happened.append("never"))
            raise ZeroDivisionError
        with writing(), pytest.raises(RuntimeError), storing():
            pass
        assert (db.session.scalar(select(Organisation.name)), happened) == ("Kept", ["after"])


def test_a_held_lock_is_waited_for_and_then_refused(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Case 96: shorter than the limit it waits; longer it says that storage is away, never SQLITE_BUSY."""
    app = make_app()
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.6)
    with app.app_context():
        path = f"{db.engine.url.database}.lock"
        with open(path, "w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            threading.Timer(0.3, lambda: fcntl.flock(held, fcntl.LOCK_UN)).start()
            with writing():
                actions.create_organisation(code="acme", name="Acme", languages=["es"])
            fcntl.flock(held, fcntl.LOCK_EX)
            began = time.monotonic()
            with pytest.raises(StorageAway), writing():
                pass
            assert time.monotonic() - began < 5


def test_a_connection_that_ignores_our_lock_is_waited_for_too(make_app: Callable[..., Flask]) -> None:
    """Case 96: BEGIN IMMEDIATE in another program, with a commit between our read and our write."""
    app = make_app()
    with app.app_context():
        with writing():
            actions.create_organisation(code="acme", name="Acme", languages=["es"])
        row = db.session.scalars(select(Organisation)).one()
        import sqlite3

        other = sqlite3.connect(str(db.engine.url.database), isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE organisation SET name = 'theirs'")
        threading.Timer(0.4, lambda: other.execute("COMMIT")).start()
        with writing():
            assert row.name == "theirs"
            row.name = "ours"
        assert db.session.scalars(select(Organisation.name)).one() == "ours"
        other.close()


def test_the_wall_hides_and_refuses(acme: Member, globex: Member) -> None:
    acme.do(actions.record, None, "test", "ours")
    with acme.at_work():
        entry = db.session.scalars(select(AuditEntry)).one()
    with globex.at_work():
        assert db.session.scalars(select(AuditEntry)).all() == []
        with pytest.raises(NotFound):
            find(AuditEntry, entry.id)
        with pytest.raises(NotFound):
            find(AuditEntry, "not an id")
        with pytest.raises(WallError), writing():
            db.session.add(AuditEntry(organisation_id=acme.organisation_id, act="x", subject="y"))


def test_owned_rows_cannot_be_read_without_saying_whose(acme: Member) -> None:
    with acme.app.app_context():
        enter(None)
        with pytest.raises(WallError):
            db.session.scalars(select(AuditEntry)).all()
        with everywhere():
            assert db.session.scalars(select(AuditEntry)).all() == []


def test_a_reference_cannot_cross_organisations(acme: Member, globex: Member) -> None:
    """The database itself refuses, also where code forgot to ask."""
    from sqlalchemy.exc import IntegrityError

    from feedback.stakeholders.models import Segment, StakeholderGroup

    with acme.at_work(), writing():
        group = StakeholderGroup(code="customers", kind="customer", name={"es": "Clientes"})
        db.session.add(group)
        db.session.flush()
        group_id = group.id
    with globex.at_work(), pytest.raises(IntegrityError), writing():
        db.session.add(Segment(group_id=group_id, attribute="region", value="north"))


def test_writes_made_inside_are_flushed_before_it_ends(acme: Member) -> None:
    with acme.app.app_context():
        enter(None)
        with writing():
            with inside(acme.organisation_id):
                actions.record(None, "test", "kept")
            assert not db.session.new
        with everywhere():
            assert db.session.scalar(select(AuditEntry.subject)) == "kept"


def test_the_log_is_folded_back_and_waits_for_nobody(
    make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that stays in its transaction neither blocks the checkpoint nor the writers behind it."""
    monkeypatch.setattr(database, "CHECKPOINT_EVERY", 1)
    app = make_app()
    with app.app_context():
        reader = db.engine.connect()
        assert reader.execute(text("SELECT count(*) FROM organisation")).scalar() == 0
        began = time.monotonic()
        for code in ("one", "two"):
            with writing():
                actions.create_organisation(code=f"folded-{code}", name=code, languages=["es"])
        assert time.monotonic() - began < 4
        reader.close()
        with writing():
            queries.organisation_named("folded-one").name = "changed"
        assert b"folded-two" in Path(str(db.engine.url.database)).read_bytes()


def test_texts_fall_back() -> None:
    assert text_in({"es": "hola", "en": "hello"}, "en") == "hello"
    assert text_in({"es": "hola", "en": ""}, "en", "es") == "hola"
    assert text_in({"pt": "olá"}, "en", "es") == "olá"
    assert text_in(None, "en") == ""


def _entries(acme: Member, rows: int) -> None:
    made = [{"organisation_id": acme.organisation_id, "act": "sign in", "subject": "acme"} for _ in range(rows)]
    db.session.execute(insert(AuditEntry), made)


_PREPARED = Prepared(insert(table_of(AuditEntry)), ("organisation_id", "id", "at", "act", "subject", "detail"))


def _prepared_entries(acme: Member, rows: int) -> None:
    given = {"organisation_id": acme.organisation_id, "at": now(), "act": "sign in", "subject": "acme", "detail": {}}
    _PREPARED.run(db.session.connection(), [{**given, "id": uuid4()} for _ in range(rows)])


def _counted(acme: Member) -> int:
    """How many rows PostgreSQL believes the table to have; 0 or less where it never looked."""
    with acme.at_work():
        return int(db.session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'audit_entry'")))


def test_postgresql_counts_what_just_grew_but_nobody_waits_for_it_in_a_request(
    acme: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_growth", Growth())
    with acme.app.app_context():
        sqlite = db.engine.dialect.name == "sqlite"
    if sqlite:
        acme.do(_entries, acme, FIRST)
        assert database._growth.take_due() == [], "SQLite plans without counting"
        return
    before = _counted(acme)
    acme.do(_entries, acme, FIRST - 1)
    assert _counted(acme) == before
    with acme.app.test_request_context():
        acme.do(_entries, acme, 1)
    assert _counted(acme) == before
    acme.do(_entries, acme, 1)
    assert _counted(acme) > FIRST
    acme.do(_prepared_entries, acme, FIRST - 2)
    assert _counted(acme) < 2 * FIRST - 1, "they have not doubled yet"
    acme.do(_prepared_entries, acme, 1)
    assert _counted(acme) >= 2 * FIRST
