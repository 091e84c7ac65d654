"""Where chunks wait between the two passes: in memory, or in a folder from which a run that died goes on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Protocol


class Spool(Protocol):
    """Keeps bytes under names until they are asked for."""

    def get(self, name: str) -> bytes | None: ...

    def put(self, name: str, body: bytes) -> None: ...


class Memory:
    """For as much as fits."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self._kept.get(name)

    def put(self, name: str, body: bytes) -> None:
        self._kept[name] = body


class Folder:
    """One file per name, readable by its owner only; whole or not there, whatever dies while it is written."""

    def __init__(self, path: Path) -> None:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = path

    def get(self, name: str) -> bytes | None:
        try:
            return (self._path / name).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, name: str, body: bytes) -> None:
        fresh = self._path / f".{name}.{os.getpid()}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(body)
        fresh.replace(self._path / name)

    def remove(self) -> None:
        """Everything of it; what is gone already is no error."""
        shutil.rmtree(self._path, ignore_errors=True)
