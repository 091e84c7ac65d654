"""Uploads and exports: files of the installation, kept in `VAR`/files under random names."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from flask import current_app
from werkzeug.datastructures import FileStorage

from feedback.errors import Gone, message


def folder() -> Path:
    """Where uploads lie; made at first use, for the service's user only."""
    path: Path = current_app.config["FEEDBACK"].var / "files"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(upload: FileStorage) -> str:
    """Store an upload durably and return its key; the file's own name is never part of a path."""
    key = uuid.uuid4().hex
    draft = folder() / f".{key}"
    upload.save(draft)
    return _settle(draft, key)


def keep_copy(source: Path) -> str:
    """Store a copy of a file named on the command line."""
    key = uuid.uuid4().hex
    draft = folder() / f".{key}"
    draft.write_bytes(source.read_bytes())
    return _settle(draft, key)


def _settle(draft: Path, key: str) -> str:
    with draft.open("rb") as handle:
        os.fsync(handle.fileno())
    draft.rename(folder() / key)
    directory = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return key


def path_of(key: str) -> Path:
    """The stored file; Gone where it was removed."""
    path = folder() / uuid.UUID(key).hex
    if not path.exists():
        raise Gone(message("This file is no longer here. Upload it again."))
    return path


def discard(key: str | None) -> None:
    if key:
        (folder() / uuid.UUID(key).hex).unlink(missing_ok=True)
