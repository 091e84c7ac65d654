"""Charts on their way to the browser: drawn once, kept in a folder that cannot grow without end, sent with an ETag."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import cast

from flask import Response, current_app, request

from feedback.charts.records import Shape, Theme

MOST_BYTES = 64 * 2**20
"""All pictures together; beyond it those that were not asked for longest go, down to three quarters."""
SHARE_KEPT = 0.75


def look() -> tuple[Theme, Shape]:
    """Theme and shape that the address asks for: light and wide where it names none there is."""
    theme, shape = request.args.get("theme"), request.args.get("shape")
    return (
        cast(Theme, theme if theme in ("light", "dark") else "light"),
        cast(Shape, shape if shape in ("wide", "narrow") else "wide"),
    )


def kept(draw: Callable[[], bytes], *data: object) -> bytes:
    """The picture of these data, from `VAR`/charts where it was drawn before.

    `data`: everything that is drawn, with theme and shape, as values whose repr tells them apart.
    """
    path = _folder() / f"{fingerprint(*data)}.svg"
    try:
        svg = path.read_bytes()
    except FileNotFoundError:
        svg = draw()
        _write(path, svg)
        prune(path.parent, MOST_BYTES)
    else:
        with suppress(OSError):
            os.utime(path)
    return svg


def fingerprint(*data: object) -> str:
    """SHA-256 over what is drawn."""
    return hashlib.sha256(repr(data).encode("utf-8", "surrogatepass")).hexdigest()


def prune(folder: Path, most: int) -> None:
    """Delete what was asked for longest ago, where all files together have more than `most` bytes."""
    files = sorted(_files(folder))
    spare = sum(size for _, size, _ in files)
    if spare <= most:
        return
    for _, size, path in files:
        if spare <= most * SHARE_KEPT:
            return
        with suppress(OSError):
            path.unlink()
        spare -= size


def sent(svg: bytes) -> Response:
    """The picture as an answer; 304 to who has it already."""
    response = Response(svg, mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=60"})
    response.add_etag()
    return cast(Response, response.make_conditional(request))


def _files(folder: Path) -> list[tuple[float, int, Path]]:
    """When each file was asked for last, its bytes and where it is; another process may delete beside us."""
    found = []
    for entry in os.scandir(folder):
        with suppress(OSError):
            about = entry.stat()
            found.append((about.st_mtime, about.st_size, Path(entry.path)))
    return found


def _write(path: Path, svg: bytes) -> None:
    fresh = path.with_name(f".{uuid.uuid4().hex}")
    fresh.write_bytes(svg)
    os.replace(fresh, path)


def _folder() -> Path:
    path: Path = current_app.config["FEEDBACK"].var / "charts"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
