"""Pictures are drawn once, kept within bounds, and sent once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask import Flask

from feedback.web import pictures
from feedback.web.pictures import fingerprint, kept, look, prune, sent


def test_the_same_data_are_drawn_once(app: Flask) -> None:
    drawn: list[int] = []

    def draw() -> bytes:
        drawn.append(1)
        return b"<svg/>"

    with app.app_context():
        assert [kept(draw, "once", [0.25], "light"), kept(draw, "once", [0.25], "light")] == [b"<svg/>"] * 2
        assert len(drawn) == 1
        kept(draw, "once", [0.26], "light")
        assert len(drawn) == 2


def test_fingerprints_tell_data_apart() -> None:
    assert fingerprint("a", 1) == fingerprint("a", 1)
    assert len({fingerprint("a", 1), fingerprint("a", "1"), fingerprint(("a", 1)), fingerprint("\ud800")}) == 4


def _file(folder: Path, name: str, age: int) -> Path:
    path = folder / name
    path.write_bytes(b"x" * 100)
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def test_what_was_asked_for_longest_ago_goes_first(tmp_path: Path) -> None:
    for name, age in (("old", 30), ("older", 40), ("new", 10), ("newer", 5)):
        _file(tmp_path, name, age)
    prune(tmp_path, 400)
    assert len(list(tmp_path.iterdir())) == 4
    prune(tmp_path, 399)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "newer"]


def test_a_picture_that_is_asked_for_stays(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        folder = app.config["FEEDBACK"].var / "charts"
        kept(lambda: b"x" * 100, "asked")
        for path in folder.iterdir():
            os.utime(path, (1_000_000, 1_000_000))
        _file(folder, "idle.svg", 0)
        kept(lambda: b"", "asked")
        monkeypatch.setattr(pictures, "MOST_BYTES", 280)
        kept(lambda: b"y" * 100, "fresh")
        assert {path.name for path in folder.iterdir()} == {f"{fingerprint(name)}.svg" for name in ("asked", "fresh")}


def test_the_address_says_how_it_looks(app: Flask) -> None:
    with app.test_request_context("/?theme=dark&shape=narrow"):
        assert look() == ("dark", "narrow")
    with app.test_request_context("/?theme=neon"):
        assert look() == ("light", "wide")


def test_who_has_it_gets_nothing_again(app: Flask) -> None:
    with app.test_request_context():
        first = sent(b"<svg/>")
        tag = first.headers["ETag"]
    assert (first.status_code, first.mimetype) == (200, "image/svg+xml")
    with app.test_request_context(headers={"If-None-Match": tag}):
        assert sent(b"<svg/>").status_code == 304
        assert sent(b"<svg></svg>").status_code == 200
