"""Writes a new migration: what the models have that the head has not. `make migration MESSAGE="Add x to y"`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from feedback import config, create_app
from feedback.cli import database
from feedback.db import db


def main(message: str) -> None:
    """Compare a fresh database at the head with the models, and write the difference."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config.load({"FEEDBACK_VAR": folder, "FEEDBACK_BUFFER_KEY_FILE": f"{folder}/key"}))
        database.upgrade(app)
        number = len(list((database.scripts() / "versions").glob("[0-9]*.py"))) + 1
        with app.app_context(), db.engine.connect() as connection:
            command.revision(database.settings(connection), message, autogenerate=True, rev_id=f"{number:04d}")
        print(Path(database.scripts() / "versions"))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1]:
        sys.exit('Say what changes: make migration MESSAGE="Add x to y"')
    main(sys.argv[1])
