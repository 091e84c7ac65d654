"""Budget 8.4: server time of managers' pages with 10,000 comments; the backlog page first of all.

FEEDBACK_BENCH_COMMENTS=100000 measures with as many as the budget names.

The comments are the real ones of the corpora where they lie (FEEDBACK_CORPORA, default ../shared/data/feedback),
else sentences put together here.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from _serving import feedback, installation, load, signed_in, table

COMMENTS = int(os.environ.get("FEEDBACK_BENCH_COMMENTS", "10000"))
ROUNDS = 7
CORPORA = Path(os.environ.get("FEEDBACK_CORPORA", Path(__file__).parents[1] / ".." / "shared" / "data" / "feedback"))
FILES = ("survey_es_cuba_hotels.csv.gz", "theme_sentiment_en_nhs_fft_phase1.csv.gz")
THEME_PAGES = (
    "themes/waiting",
    "themes/heat",
    "themes/heat?group=every&measure=negative",
    "themes/sentences?theme=waiting",
    "themes/reader",
    "themes/reader?theme=waiting&feeling=neg",
)
PAGES = (
    "backlog",
    "backlog/1",
    "themes",
    "themes/shared",
    *THEME_PAGES,
    "journey",
    "evidence",
    "outreach",
    "programme",
    "",
)
STAGES = ("reserva", "llegada", "habitación", "comida", "salida")
PARTS = (
    ("La espera en {} fue eterna", "Nadie me explicó nada en {}", "El personal de {} muy amable", "Todo limpio en {}"),
    ("y el precio subió sin avisar", "pero resolvieron todo", "y tuve que llamar tres veces", "y volvería mañana"),
)


def comments() -> Iterator[str]:
    """Real comments first, then composed ones, up to the number wanted."""
    for name in FILES:
        path = CORPORA / name
        if path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as handle:
                yield from (row["text"] for row in csv.DictReader(handle))
    draw = random.Random(1)
    while True:
        first, second = (draw.choice(part) for part in PARTS)
        yield f"{first.format(draw.choice(STAGES))} {second}, visita {draw.randrange(10**6)}."


def prepare(environ: dict[str, str], folder: Path) -> None:
    """An organisation whose three groups wrote the comments, analysed and ranked."""
    feedback(environ, "organisation", "add", "bench", "--name", "Bench")
    feedback(environ, "user", "add", "--email", "b@bench.example", "--name", "B", "--organisation", "bench",
             "--role", "owner", "--password-stdin", stdin="a password of mine\n")  # fmt: skip
    (folder / "journey.json").write_text(json.dumps(journey()))
    feedback(environ, "journey", "import", str(folder / "journey.json"), "--organisation", "bench")
    source = comments()
    for number, kind in enumerate(("customer", "employee", "supplier")):
        code = f"{kind}s"
        feedback(
            environ, "group", "add", code, "--organisation", "bench", "--kind", kind, "--name", code, "--size", "9000"
        )
        path = folder / f"{code}.csv"
        share = COMMENTS // 3 + (COMMENTS % 3 if number == 0 else 0)
        write(path, [next(source) for _ in range(share)])
        feedback(environ, "evidence", "import", str(path), "--organisation", "bench", "--group", code, "--text", "text")
    feedback(environ, "analyse", "--organisation", "bench")


def journey() -> dict[str, object]:
    stages = [
        {"code": f"s{number}", "name": {"es": name.title(), "en": name.title()}, "goal": {"es": name, "en": name}}
        for number, name in enumerate(STAGES)
    ]
    return {"code": "bench", "name": {"es": "Ruta", "en": "Journey"}, "stages": stages}


def write(path: Path, texts: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["text"])
        writer.writerows([text] for text in texts)


def measure(environ: dict[str, str]) -> list[list[object]]:
    """Each page several times in one process, signed in; milliseconds of wall and CPU time."""
    os.environ.update(environ)
    from feedback import create_app

    client = signed_in(create_app())
    return [row(client, page) for page in PAGES]


def row(client: object, page: str) -> list[object]:
    wall, cpu, status = [], [], 0
    for _ in range(ROUNDS + 1):
        began, used = time.perf_counter(), time.process_time()
        status = client.get(f"/o/bench/{page}").status_code  # type: ignore[attr-defined]
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return [page or "(home)", status, f"{statistics.median(wall[1:]):.0f}", f"{statistics.median(cpu[1:]):.0f}"]


def main() -> None:
    print(load())
    missing = [name for name in FILES if not (CORPORA / name).exists()]
    if missing:
        print(f"corpora not here ({', '.join(missing)}): composed comments instead")
    with installation() as environ, tempfile.TemporaryDirectory() as name:
        prepare(environ, Path(name))
        found = json.loads(feedback(environ, "backlog", "--organisation", "bench", "--json"))
        print(f"{COMMENTS} comments, {len(found)} improvements; budget 300 ms of server time a page")
        table(["page", "status", "wall ms", "CPU ms"], measure(environ))


if __name__ == "__main__":
    sys.exit(main())
