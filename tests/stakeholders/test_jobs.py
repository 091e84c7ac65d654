"""Files of people do not stay: what nobody goes on with is gone the next day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask

from feedback import files
from feedback.db import everywhere, now, writing
from feedback.stakeholders.actions import imports
from feedback.stakeholders.jobs import forget_files
from tests.factories.groups import group
from tests.factories.people import Member


def test_an_upload_nobody_went_on_with_is_removed_with_its_row(app: Flask, acme: Member, tmp_path: Path) -> None:
    customers = group(acme, code="customers")
    source = tmp_path / "gente.csv"
    source.write_text("Correo\nana@b.es\n")
    with app.app_context():
        keys = {name: files.keep_copy(source) for name in ("old", "new")}

    def act() -> None:
        for name, key in keys.items():
            row = imports.keep_file(group=customers, file_key=key, file_name=f"{name}.csv", sha256="x")
            row.created_at = now() - timedelta(days=2 if name == "old" else 0)

    acme.do(act)
    with app.app_context(), everywhere():
        with writing():
            forget_files()
        assert [name for name, key in keys.items() if (files.folder() / key).exists()] == ["new"]
        files.discard(keys["new"])
