"""The backlog at its largest: 2,000 improvements over 100,000 mentions.

Budgets: the list page under 300 ms, the slider's answer under 100 ms of server time, scoring again with 2,000 draws
under 2 s of CPU.

    python benchmarks/backlog.py [--improvements 2000] [--mentions 100000] [--stages 60]

A scratch database is filled by bulk inserts as `map.py` fills it: people of three groups at every stage who each wrote
one sentence of one of 50 themes. Every improvement acts on one theme at one stage; half of them have an estimate of
their effort. Scoring again is the job `backlog.rank` as a worker does it, and alone the part that computes.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import map as ground
from _serving import installation, load, signed_in, table

ROUNDS = 9
SLIDER = "w_customers=2&w_employees=1&w_suppliers=0.5"
PAGES = {
    "list": "backlog",
    "list, narrowed to a stage": "backlog?stage=s7",
    "list, found by words": "backlog?text=7",
    "list, one tier, page 3": "backlog?tier=probably&page=3",
    "slider": f"backlog/compare?{SLIDER}",
    "two lines apart": "backlog/apart?first=3&second=4",
    "views: RICE": "backlog/views",
    "views: impact and effort": "backlog/views/effort",
    "one improvement": "backlog/7",
}


def fill(app: Any, improvements: int, mentions: int) -> None:
    """Themes, improvements and everything that was said, by bulk inserts, and the tally of it."""
    from feedback.accounts.queries import organisation_named
    from feedback.db import inside, writing
    from feedback.insights.actions.runs import write_tally
    from feedback.insights.models import Run
    from feedback.insights.queries import tallying

    with app.app_context():
        owner = organisation_named("bench").id
        with inside(owner), writing() as session:
            themes = ground._themes(session, owner)
            places, groups = ground._places(), ground._groups()
            _improvements(session, owner, improvements, places, themes)
            for start in range(0, mentions, ground.LOT):
                lot = min(ground.LOT, mentions - start)
                ground._said(session, owner, lot, random.Random(start), themes, places, groups)
            write_tally(tallying.counted())
            session.add(_run(Run))


def _run(model: type) -> Any:
    from feedback.db import now

    return model(state="done", parameters={}, seed=1, finished_at=now())


def _improvements(session: Any, owner: UUID, count: int, places: list[UUID], themes: list[UUID]) -> None:
    from sqlalchemy import insert

    from feedback.backlog.models import Improvement, ImprovementTheme

    draw = random.Random(5)
    cells = list(product(places, themes))
    draw.shuffle(cells)
    made = [(number, uuid4(), *cells[number % len(cells)]) for number in range(1, count + 1)]
    rows = [
        {"organisation_id": owner, "id": one, "number": number, "direction": "reduce", "status": "open",
         "title": {"es": f"Mejora {number}", "en": f"Improvement {number}"}, "stage_id": stage, **_effort(draw)}
        for number, one, stage, _ in made
    ]  # fmt: skip
    session.execute(insert(Improvement), rows)
    links = [{"organisation_id": owner, "improvement_id": one, "theme_id": theme} for _, one, _, theme in made]
    session.execute(insert(ImprovementTheme), links)


def _effort(draw: random.Random) -> dict[str, float | None]:
    days = draw.choice((None, None, None, 2.0, 5.0, 15.0))
    times = (None, None, None) if days is None else (days, 2 * days, 4 * days)
    return dict(zip(("effort_low", "effort_likely", "effort_high"), times, strict=True))


def score_again(app: Any) -> list[list[object]]:
    """The job as a worker runs it, and what of it is reading and computing."""
    from feedback import jobs
    from feedback.accounts.queries import organisation_named
    from feedback.analysis.priority import EQUAL
    from feedback.backlog.actions.improvements import rank_again
    from feedback.backlog.queries import evidence
    from feedback.backlog.queries import improvements as queries
    from feedback.backlog.rules import ordering
    from feedback.db import inside, writing

    with app.app_context():
        owner = organisation_named("bench").id
        with inside(owner), writing():
            rank_again()
        whole = _timed(lambda: jobs.work_off(app))
        lines: list[Any] = []
        with inside(owner):
            read = _timed(lambda: lines.extend(evidence.lines(queries.improvements())))
        ordering.computed(lines, EQUAL, draws=20)
        computed = [_timed(lambda: ordering.computed(lines, EQUAL)) for _ in range(3)]
    middle = sorted(computed, key=lambda one: one[1])[1]
    names = ("the whole job", "reading the evidence", f"scoring, {ordering.DRAWS:,} draws")
    rows = zip(names, (whole, read, middle), strict=True)
    return [[name, f"{wall:.2f}", f"{cpu:.2f}"] for name, (wall, cpu) in rows]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


def measure(app: Any) -> list[list[object]]:
    """Each page several times, signed in; milliseconds of wall and CPU time, the reads, and the bytes sent."""
    client = signed_in(app)
    return [ground._row(app, client, name, page) for name, page in PAGES.items()]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--improvements", type=int, default=2_000)
    arguments.add_argument("--mentions", type=int, default=100_000)
    arguments.add_argument("--stages", type=int, default=60)
    options = arguments.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    print(load())
    with installation() as environ, tempfile.TemporaryDirectory() as name:
        ground.prepare(environ, Path(name), options.stages)
        os.environ.update(environ)
        from feedback import create_app

        app = create_app()
        fill(app, options.improvements, options.mentions)
        print(f"{options.improvements:,} improvements, {options.mentions:,} mentions; scoring within 2 s of CPU")
        table(["scoring again", "wall s", "CPU s"], score_again(app))
        ground._as_served()
        print("list within 300 ms, slider within 100 ms of server time")
        table(["page", "status", "wall ms", "CPU ms", "worst ms", "reads", "KB"], measure(app))


if __name__ == "__main__":
    sys.exit(main())
