"""A second organisation on PostgreSQL is as fast as the first, also before autovacuum has counted it.

    python benchmarks/second.py [--mentions 30000] [--improvements 2000]

Two organisations are filled one after the other, alike: mentions in lots of 5,000, each lot a write of its own as a run
of the analysis writes them, then the tally, the ranking job and pages. Autovacuum is off for the tables of this
database, so that nothing but the product makes PostgreSQL count. A statement that takes over 60 s ends as it does in
production: with an error.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import backlog
import map as ground
from _serving import installation, load, postgresql, signed_in, table

STAGES = 60
PAGES = ("journey", "backlog", "backlog/7", "themes")


def fill(app: Any, improvements: int, mentions: int) -> None:
    """Everything that was said, lot by lot."""
    from feedback.accounts.queries import organisation_named
    from feedback.db import inside, writing

    with app.app_context():
        owner = organisation_named("bench").id
        with inside(owner):
            with writing() as session:
                themes = ground._themes(session, owner)
                places, groups = ground._places(), ground._groups()
                backlog._improvements(session, owner, improvements, places, themes)
            for start in range(0, mentions, ground.LOT):
                lot = min(ground.LOT, mentions - start)
                with writing() as session:
                    ground._said(session, owner, lot, random.Random(start), themes, places, groups)


def tally(app: Any) -> None:
    """As a run of the analysis counts in the end."""
    from feedback.accounts.queries import organisation_named
    from feedback.db import inside, writing
    from feedback.insights.actions.runs import write_tally
    from feedback.insights.models import Run
    from feedback.insights.queries import tallying

    with app.app_context(), inside(organisation_named("bench").id):
        rows = tallying.counted()
        with writing() as session:
            write_tally(rows)
            session.add(backlog._run(Run))


def ranking(app: Any) -> None:
    from feedback import jobs
    from feedback.accounts.queries import organisation_named
    from feedback.backlog.actions.improvements import rank_again
    from feedback.db import inside, writing

    with app.app_context():
        with inside(organisation_named("bench").id), writing():
            rank_again()
        jobs.work_off(app)


def pages(app: Any) -> dict[str, float]:
    """Seconds of each page at its second reading, as the first loads templates."""
    client = signed_in(app)
    found = {}
    for page in PAGES:
        client.get(f"/o/bench/{page}")
        found[f"/{page}"] = _seconds(lambda page=page: client.get(f"/o/bench/{page}"))  # type: ignore[misc]
    return found


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def one_round(app: Any, improvements: int, mentions: int) -> dict[str, float]:
    """Seconds of everything, for the organisation that is called bench now."""
    found = {
        "filling": _seconds(lambda: fill(app, improvements, mentions)),
        "counting what was said": _seconds(lambda: tally(app)),
        "ranking": _seconds(lambda: ranking(app)),
    }
    ground._as_served()
    return found | pages(app)


def _aside(app: Any) -> None:
    """The first organisation takes another name, is counted, and stays."""
    from sqlalchemy import text

    from feedback.db import db

    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE organisation SET code = 'first'"))
        connection.execute(text("UPDATE user_account SET email = 'first@bench.example'"))
        connection.execute(text("ANALYZE"))


def _without_autovacuum(app: Any) -> None:
    from sqlalchemy import text

    from feedback.db import Base, db

    with app.app_context(), db.engine.begin() as connection:
        for one in Base.metadata.sorted_tables:
            connection.execute(text(f'ALTER TABLE "{one.name}" SET (autovacuum_enabled = false)'))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--improvements", type=int, default=2_000)
    arguments.add_argument("--mentions", type=int, default=30_000)
    options = arguments.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    print(load())
    with postgresql() as url, tempfile.TemporaryDirectory() as name:
        if url is None:
            return
        with installation(url.replace("postgresql:", "postgresql+psycopg:")) as environ:
            ground.prepare(environ, Path(name), STAGES)
            os.environ.update(environ)
            from feedback import create_app

            app = create_app()
            _without_autovacuum(app)
            first = one_round(app, options.improvements, options.mentions)
            _aside(app)
            ground.prepare(environ, Path(name), STAGES)
            second = one_round(app, options.improvements, options.mentions)
        print(f"{options.mentions:,} mentions, {options.improvements:,} improvements in each organisation")
        rows = [
            [what, f"{first[what]:.2f}", f"{second[what]:.2f}", f"{second[what] / first[what]:.1f}"] for what in first
        ]
        table(["seconds", "first", "second", "ratio"], rows)


if __name__ == "__main__":
    sys.exit(main())
