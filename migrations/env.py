"""Alembic: brings a database to the head. One change per file; never imports the application's models.

On SQLite foreign keys are switched off before BEGIN (inside a transaction the switch is ignored, and a
rebuilt table would silently lose its children), and checked before COMMIT.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, TypeDecorator, text

config = context.config


def _render(kind: str, item: object, autogen: object) -> str | bool:
    """Our column types are written as what they are stored as: a migration imports nothing of the application."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def _migrate(connection: Connection) -> None:
    target = config.attributes.get("target_metadata")
    context.configure(
        connection=connection,
        target_metadata=target,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=_render,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite" and (
            broken := connection.execute(text("PRAGMA foreign_key_check")).all()
        ):
            raise RuntimeError(f"the migration broke {len(broken)} references; nothing was changed")


def _sqlite(connection: Connection) -> None:
    """The application opens transactions read-only; a migration takes the whole file for itself."""
    raw = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA query_only=OFF")
    _migrate(connection)


connection = config.attributes["connection"]
if connection.dialect.name == "sqlite":
    _sqlite(connection)
else:
    _migrate(connection)
