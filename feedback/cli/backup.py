"""`feedback backup` and `feedback restore`: one archive with a manifest; keys stay apart."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask

from feedback.cli import database
from feedback.cli.edge import application, print_json, with_app
from feedback.config import VERSION
from feedback.db import db

MANIFEST = "manifest.json"


class Damaged(click.ClickException):
    """The archive is not what its manifest says."""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_app
def backup(file: Path) -> None:
    """Write database and uploads into FILE, and try it out before saying so."""
    if file.exists():
        raise click.ClickException(f"{file} exists already.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kind = _dump(folder)
        draft = file.with_name(f".{file.name}.part")
        manifest = _pack(folder, _uploads(), draft, kind)
        _verify(draft)
        draft.rename(file)
    click.echo("The keys are not in it: keep secret.key and the buffer key file apart.", err=True)
    print_json({"file": str(file), "items": len(manifest["items"]), "revision": manifest["revision"]})


def _dump(folder: Path) -> str:
    if db.engine.dialect.name == "sqlite":
        with (
            sqlite3.connect(str(db.engine.url.database)) as source,
            sqlite3.connect(folder / "database.sqlite") as copy,
        ):
            source.backup(copy)
        copy.close()
        source.close()
        return "sqlite"
    subprocess.run(["pg_dump", "-Fc", "--no-owner", "-f", str(folder / "database.dump"), _libpq()], check=True)
    return "postgresql"


def _libpq() -> str:
    return db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _uploads() -> list[Path]:
    from feedback.files import folder

    return sorted(path for path in folder().iterdir() if not path.name.startswith("."))


def _pack(folder: Path, uploads: list[Path], target: Path, kind: str) -> dict[str, Any]:
    items = [(f"database/{path.name}", path) for path in sorted(folder.iterdir())]
    items += [(f"files/{path.name}", path) for path in uploads]
    manifest: dict[str, Any] = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": VERSION,
        "revision": database.head(),
        "database": kind,
        "items": {name: _digest(path) for name, path in items},
    }
    target.touch(mode=0o600)
    with tarfile.open(target, "w:gz") as archive:
        _add_bytes(archive, MANIFEST, json.dumps(manifest, indent=2).encode())
        for name, path in items:
            archive.add(path, name, recursive=False)
    return manifest


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _verify(archive: Path) -> dict[str, Any]:
    """Unpack into a temporary folder and compare every item; for SQLite also open it and check it."""
    with tempfile.TemporaryDirectory() as name:
        return _unpack(archive, Path(name))


def _unpack(archive: Path, folder: Path) -> dict[str, Any]:
    manifest = _extracted(archive, folder)
    for name, digest in manifest["items"].items():
        if _digest(folder / name) != digest:
            raise Damaged(f"{name} is damaged: the archive cannot be used.")
    if manifest["database"] == "sqlite":
        with sqlite3.connect(folder / "database" / "database.sqlite") as copy:
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise Damaged("the database in the archive is damaged.")
        copy.close()
    return manifest


def _extracted(archive: Path, folder: Path) -> dict[str, Any]:
    """The manifest, with everything it names in the folder; Damaged where the file is cut off or something else."""
    try:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        missing = [name for name in manifest["items"] if not (folder / name).is_file()]
    except (tarfile.TarError, EOFError, OSError, zlib.error, ValueError, KeyError) as error:
        raise Damaged(f"{archive} is no whole backup: it cannot be used.") from error
    if missing:
        raise Damaged(f"{missing[0]} is missing: the archive cannot be used.")
    return manifest


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the data that is here now.")
def restore(file: Path, replace: bool) -> None:
    """Put the data of FILE in place; stop the server first."""
    app = application()
    with app.app_context(), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manifest = _unpack(file, folder)
        if manifest["database"] != db.engine.dialect.name:
            raise click.ClickException(
                f"The archive holds a {manifest['database']} database; this one is another kind."
            )
        _restore_database(app, folder, replace)
        _restore_files(folder)
    database.upgrade(app)
    print_json({"restored": str(file), "made": manifest["made"], "items": len(manifest["items"])})


def _restore_database(app: Flask, folder: Path, replace: bool) -> None:
    if db.engine.dialect.name == "sqlite":
        _restore_sqlite(folder / "database" / "database.sqlite", replace)
    else:
        clean = ["--clean", "--if-exists"] if replace else []
        dump = str(folder / "database" / "database.dump")
        subprocess.run(["pg_restore", "--no-owner", *clean, "-d", _libpq(), dump], check=True)


def _restore_sqlite(source: Path, replace: bool) -> None:
    target = Path(str(db.engine.url.database))
    if target.exists() and not replace:
        raise click.ClickException(f"{target} exists already; use --replace to put the backup in its place.")
    db.engine.dispose()
    target.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    draft = target.with_name(f".{target.name}.restored")
    draft.write_bytes(source.read_bytes())
    os.chmod(draft, 0o600)
    draft.rename(target)


def _restore_files(folder: Path) -> None:
    from feedback.files import folder as uploads

    for path in sorted((folder / "files").glob("*")):
        (uploads() / path.name).write_bytes(path.read_bytes())
