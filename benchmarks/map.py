"""The journey map at its largest: 60 stages × 12 rows over 100,000 mentions answer in under 300 ms of server time.

    python benchmarks/map.py [--mentions 100000] [--stages 60]

A scratch database is filled by bulk inserts: stages with three touchpoints and blueprint items each, evidence with
ratings at every stage of three groups, comments with one mention and a theme each, improvements. The tally is counted
as a run of the analysis counts it. Then pages are asked for in this process, signed in, each several times.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from _serving import feedback, installation, load, signed_in, table

ROUNDS = 9
LOT = 5_000
THEMES = 50
ROWS = "area.goal.trigger.touchpoints.wait.question.process.curve.lived.themes.moments.improvements"
PAGES = {
    "map, 12 rows": f"journey?rows={ROWS}",
    "map, rows of the beginning": "journey?rows=",
    "map, 2 rows": "journey?rows=goal.lived",
    "curve, drawn before": "journey/curve.svg?theme=light&shape=wide",
    "paper": f"journey/paper?rows={ROWS}",
    "workbook": f"journey.xlsx?rows={ROWS}",
}
BUDGET = "map, 12 rows"
CHANNELS = ("phone", "web", "shop")
FEELINGS = {"neg": -0.6, "neu": 0.0, "pos": 0.6}
KINDS = ("customer", "employee", "supplier")


def journey(stages: int) -> dict[str, Any]:
    """As `feedback journey import` reads it; every fifth stage is silent."""

    def texts(words: str) -> dict[str, str]:
        return {"es": words, "en": words}

    def stage(number: int) -> dict[str, Any]:
        points = [
            {"code": f"t{place}", "name": texts(f"Contacto {number}.{place}"), "channel": channel}
            for place, channel in enumerate(CHANNELS)
        ]
        return {
            "code": f"s{number}",
            "name": texts(f"Etapa {number}"),
            "goal": texts("Saber qué pasa y cuándo, sin tener que preguntar."),
            "trigger": texts("Algo cambió y hace falta ayuda."),
            "lasts_minutes": 60,
            "assumed_feeling": 4.0,
            "silent": number % 5 == 3,
            "touchpoints": [] if number % 5 == 3 else points,
        }

    return {"code": "bench", "name": texts("Ruta"), "stages": [stage(number) for number in range(stages)]}


def prepare(environ: dict[str, str], folder: Path, stages: int) -> None:
    """An organisation with its groups and its journey."""
    feedback(environ, "organisation", "add", "bench", "--name", "Bench")
    feedback(environ, "user", "add", "--email", "b@bench.example", "--name", "B", "--organisation", "bench",
             "--role", "owner", "--password-stdin", stdin="a password of mine\n")  # fmt: skip
    (folder / "journey.json").write_text(json.dumps(journey(stages)))
    feedback(environ, "journey", "import", str(folder / "journey.json"), "--organisation", "bench")
    for kind in KINDS:
        named = ("--kind", kind, "--name", kind, "--size", "90000")
        feedback(environ, "group", "add", f"{kind}s", "--organisation", "bench", *named)


def fill(app: Any, mentions: int) -> None:
    """Everything that was said, by bulk inserts, and the tally of it."""
    from feedback.accounts.queries import organisation_named
    from feedback.db import inside, writing
    from feedback.insights.actions.runs import write_tally
    from feedback.insights.queries import tallying

    with app.app_context():
        owner = organisation_named("bench").id
        with inside(owner), writing() as session:
            themes = _themes(session, owner)
            places, groups = _places(), _groups()
            _behind(session, owner, places)
            _improvements(session, owner, places, themes)
            for start in range(0, mentions, LOT):
                _said(session, owner, min(LOT, mentions - start), random.Random(start), themes, places, groups)
            write_tally(tallying.counted())


def _places() -> list[UUID]:
    from feedback.journeys.queries import stages

    return [stage.id for stage in stages()]


def _groups() -> list[UUID]:
    from feedback.stakeholders.queries.groups import groups

    return [group.id for group in groups()]


def _themes(session: Any, owner: UUID) -> list[UUID]:
    from sqlalchemy import insert

    from feedback.insights.models import Theme

    rows = [
        {"organisation_id": owner, "id": uuid4(), "code": f"found-{number}", "source": "found",
         "names": {"es": f"Tema {number}", "en": f"Theme {number}"}}
        for number in range(THEMES)
    ]  # fmt: skip
    session.execute(insert(Theme), rows)
    return [UUID(str(row["id"])) for row in rows]


def _behind(session: Any, owner: UUID, places: list[UUID]) -> None:
    from sqlalchemy import insert

    from feedback.journeys.models import BlueprintItem

    kinds = ("wait", "question", "process", "process")
    rows = [
        {"organisation_id": owner, "stage_id": place, "kind": kind, "position": number, "minutes": None,
         "text": {"es": f"Algo que pasa {number}", "en": f"Something {number}"}, "state": "missing" * (number == 3)}
        for place in places
        for number, kind in enumerate(kinds)
    ]  # fmt: skip
    session.execute(insert(BlueprintItem), rows)


def _improvements(session: Any, owner: UUID, places: list[UUID], themes: list[UUID]) -> None:
    from sqlalchemy import insert

    from feedback.backlog.models import Improvement, ImprovementTheme

    made = [uuid4() for _ in places]
    rows = [
        {"organisation_id": owner, "id": one, "number": number, "direction": "reduce", "status": "open",
         "title": {"es": f"Mejora {number}", "en": f"Improvement {number}"}, "stage_id": places[number - 1]}
        for number, one in enumerate(made, 1)
    ]  # fmt: skip
    session.execute(insert(Improvement), rows)
    links = zip(made, themes * len(made), strict=False)
    session.execute(
        insert(ImprovementTheme),
        [{"organisation_id": owner, "improvement_id": one, "theme_id": theme} for one, theme in links],
    )


def _said(
    session: Any, owner: UUID, n: int, draw: random.Random, themes: list[UUID], places: list[UUID], groups: list[UUID]
) -> None:
    """`n` people who each wrote one comment, with one mention of one theme."""
    from sqlalchemy import insert

    from feedback.evidence.models import Evidence
    from feedback.insights.models import Comment, Mention, MentionTheme

    drawn = list(_drawn(n, draw, themes, places, groups))
    own = {"organisation_id": owner}
    where = [{"group_id": one["group"], "stage_id": one["stage"]} for one in drawn]
    pairs = list(zip(drawn, where, strict=True))
    evidence = [
        {**own, **place, "id": one["id"], "kind": "review", "source": "Bench", "text": "La espera fue larga.",
         "lang": "es", "rating": one["rating"]}
        for one, place in pairs
    ]  # fmt: skip
    comments = [
        {**own, **place, "id": one["comment"], "evidence_id": one["id"], "lang": "es", "sentiment": one["feeling"],
         "score": FEELINGS[one["feeling"]], "non_answer": False, "theme_id": one["theme"]}
        for one, place in pairs
    ]  # fmt: skip
    mentions = [
        {**own, "id": one["mention"], "comment_id": one["comment"], "start": 0, "end": 20, "words": [],
         "sentiment": one["feeling"], "score": FEELINGS[one["feeling"]]}
        for one in drawn
    ]  # fmt: skip
    about = [{**own, "mention_id": one["mention"], "theme_id": one["theme"], "strength": 1.0} for one in drawn]
    for model, rows in ((Evidence, evidence), (Comment, comments), (Mention, mentions), (MentionTheme, about)):
        session.execute(insert(model), rows)


def _drawn(
    n: int, draw: random.Random, themes: list[UUID], places: list[UUID], groups: list[UUID]
) -> Iterator[dict[str, Any]]:
    for _ in range(n):
        yield {
            "id": uuid4(),
            "comment": uuid4(),
            "mention": uuid4(),
            "theme": draw.choice(themes),
            "stage": draw.choice(places),
            "group": draw.choice(groups),
            "feeling": draw.choice(list(FEELINGS)),
            "rating": float(draw.randint(1, 5)),
        }


def _as_served() -> None:
    """What `feedback serve` does once it stands: the collector leaves alone what will never go."""
    from feedback.cli.serve import spare_the_collector

    spare_the_collector()


def measure(app: Any) -> list[list[object]]:
    """Each page several times, signed in; milliseconds of wall and CPU time, the reads, and the bytes sent."""
    client = signed_in(app)
    return [_row(app, client, name, page) for name, page in PAGES.items()]


def _row(app: Any, client: Any, name: str, page: str) -> list[object]:
    from tests.statements import counted

    wall, cpu = [], []
    answer = client.get(f"/o/bench/{page}")
    for _ in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        answer = client.get(f"/o/bench/{page}")
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    with counted(app) as seen:
        client.get(f"/o/bench/{page}")
    middle = f"{statistics.median(wall):.0f}", f"{statistics.median(cpu):.0f}", f"{max(wall):.0f}"
    return [name, answer.status_code, *middle, len(seen), f"{len(answer.data) / 1000:.0f}"]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--mentions", type=int, default=100_000)
    arguments.add_argument("--stages", type=int, default=60)
    options = arguments.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    print(load())
    with installation() as environ, tempfile.TemporaryDirectory() as name:
        prepare(environ, Path(name), options.stages)
        os.environ.update(environ)
        from feedback import create_app

        app = create_app()
        fill(app, options.mentions)
        _as_served()
        print(f"{options.stages} stages, {options.mentions:,} mentions, {THEMES} themes; “{BUDGET}” within 300 ms")
        table(["page", "status", "wall ms", "CPU ms", "worst ms", "reads", "KB"], measure(app))


if __name__ == "__main__":
    sys.exit(main())
