"""Anonymity: 20 known people answer in a known order; whoever holds the database tries to tell who said what.

Case 72 of the security promises, on a real SQLite file and a real PostgreSQL server: join by transaction, by order, by
place, by any equal value or hash in any table, on the answers of an anonymous survey asked by personal links. The
same on a build that does it the obvious way. Expected hits of 20, beside what chance gives and from when it is more.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from _serving import load, postgresql, table  # noqa: E402
from flask import Flask  # noqa: E402

from feedback import config, create_app  # noqa: E402
from feedback.cli.database import upgrade  # noqa: E402
from feedback.db import db  # noqa: E402
from tests.e2e import linking  # noqa: E402
from tests.e2e.linking import PEOPLE, too_many  # noqa: E402
from tests.factories import people  # noqa: E402

Line = list[object]


def main() -> int:
    """Attack both databases and print what each linker finds; 1 where ours is found above chance or theirs is not."""
    lines = _attacked("SQLite", None)
    with postgresql() as url:
        lines += _attacked("PostgreSQL", url) if url else []
    table(["database", "build", "linker", f"hits of {PEOPLE}", "chance", "too many"], lines)
    ours = [line for line in lines if line[1] != "obvious"]
    best = max(float(str(line[3])) for line in ours)
    obvious = max(float(str(line[3])) for line in lines if line[1] == "obvious")
    print(f"best linker: {best:.1f} of {PEOPLE} against ours, {obvious:.1f} against the obvious build; {load()}")
    linked = [line for line in ours if float(str(line[3])) >= too_many(str(line[2]))]
    return int(bool(linked) or obvious < PEOPLE)


def _attacked(name: str, url: str | None) -> list[Line]:
    lines: list[Line] = []
    for build, close in (("open, buffer empty", False), ("closed", True)):
        with tempfile.TemporaryDirectory(prefix="feedback-linker-") as folder:
            app = _app(folder, url)
            _, known = linking.twenty(people.owner(app, f"acme{int(close)}"), close=close)
            lines += _lines(name, build, linking.attack(linking.plainly(linking.dump(app)), known))
            if close:
                obvious = linking.naive(app, list(known.people))
                rows = linking.plainly(linking.dump_naive(app))
                lines += _lines(name, "obvious", linking.attack(rows, obvious, linking.NAIVE))
                linking.forget_naive(app)
            with app.app_context():
                db.engine.dispose()
    return lines


def _app(folder: str, url: str | None) -> Flask:
    environ = {
        "FEEDBACK_VAR": folder,
        "FEEDBACK_BUFFER_KEY_FILE": f"{folder}/keys/buffer.key",
        "FEEDBACK_SECRET_KEY": "a secret of the benchmarks",
        "FEEDBACK_BASE_URL": "http://localhost",
        "FEEDBACK_LOG_LEVEL": "WARNING",
    }
    app = create_app(config.load({**environ, **({"FEEDBACK_DATABASE_URL": url} if url else {})}))
    upgrade(app)
    return app


def _lines(name: str, build: str, found: dict[str, float]) -> list[Line]:
    return [[name, build, linker, f"{hits:.1f}", "1.0", too_many(linker)] for linker, hits in found.items()]


if __name__ == "__main__":
    sys.exit(main())
