"""One head; a database made by migrations equals one made from the models, constraints and all."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Column, Engine, Integer, MetaData, Table, create_engine, inspect, text

from feedback.cli import database
from feedback.db import Base, db


def differences(engine: Engine, metadata: MetaData) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [change for change in compare_metadata(context, metadata) if "alembic_version" not in str(change)]


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(database.settings()).get_heads()) == 1


def test_the_models_equal_the_head(app: Flask) -> None:
    with app.app_context():
        assert differences(db.engine, Base.metadata) == []


def test_the_comparison_sees_a_missing_table(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/empty.db")
    metadata = MetaData()
    Table("thing", metadata, Column("id", Integer, primary_key=True))
    assert len(differences(engine, metadata)) == 1
    engine.dispose()


def shape(engine: Engine) -> dict[str, list[str]]:
    """Table -> its clauses: columns, CHECKs, keys, WITHOUT ROWID and triggers, in no order."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    found: dict[str, list[str]] = {}
    for kind, name, sql in rows:
        if name != "alembic_version":
            found[f"{kind} {name}"] = sorted(_clauses(sql))
    return found


def _clauses(sql: str) -> list[str]:
    plain = re.sub(r'["`]', "", re.sub(r"\s+", " ", sql))
    plain = plain.replace(") WITHOUT ROWID", ", WITHOUT ROWID")
    return [part.strip(" ()") for part in re.split(r",\s*(?![^()]*\))", plain) if part.strip(" ()")]


def test_constraints_and_storage_equal_the_models(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    app = make_app()
    fresh = create_engine(f"sqlite:///{tmp_path}/models.db")
    Base.metadata.create_all(fresh)
    with app.app_context():
        assert shape(db.engine) == shape(fresh)
        assert any("WITHOUT ROWID" in clause for clause in shape(db.engine)["table response"])
    fresh.dispose()


def test_the_shape_sees_a_dropped_check_and_rowid(tmp_path: Path) -> None:
    one, other = (create_engine(f"sqlite:///{tmp_path}/{name}.db") for name in ("one", "other"))
    with one.begin() as connection:
        connection.execute(text("CREATE TABLE t (id INTEGER PRIMARY KEY, CHECK (id > 0)) WITHOUT ROWID"))
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE t (id INTEGER PRIMARY KEY)"))
    assert shape(one) != shape(other)
    one.dispose()
    other.dispose()


def test_a_migration_never_imports_the_application() -> None:
    for path in sorted((database.scripts() / "versions").glob("*.py")):
        assert "feedback" not in path.read_text("utf-8"), path.name


def test_a_second_upgrade_changes_nothing(app: Flask) -> None:
    with app.app_context():
        before = sorted(inspect(db.engine).get_table_names())
    database.upgrade(app)
    with app.app_context():
        assert sorted(inspect(db.engine).get_table_names()) == before
