"""Budget 8.2: every answer as CSV, and the page of results, of 100,000 responses to six questions.

`data_out.py 1000000` does the same with a million, which takes some minutes to prepare.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from _serving import feedback, installation, load, signed_in, table

RESPONSES = 100_000
BATCH = 10_000
OPTIONS = [{"code": code, "text": {"es": code, "en": code}} for code in ("shop", "phone", "web")]
QUESTIONS = (
    ("nps", "nps", {}),
    ("visit", "csat", {}),
    ("effort", "ces", {}),
    ("where", "single", {"choices": OPTIONS, "settings": {"segment": True}}),
    ("again", "yesno", {}),
    ("why", "longtext", {}),
)
WORDS = ("La espera fue larga pero el trato muy amable.", "Todo bien.", "Nobody told me what it would cost, again.")


def document() -> dict[str, Any]:
    questions = [
        {"id": code, "code": code, "kind": kind, "text": {"es": code, "en": code}, **parts}
        for code, kind, parts in QUESTIONS
    ]
    sections = [{"id": "s", "title": {}, "questions": questions}]
    return {
        "title": {"es": "Visita", "en": "Visit"},
        "languages": ["es", "en"],
        "base_language": "es",
        "sections": sections,
    }


def prepare(environ: dict[str, str], folder: Path, amount: int) -> str:
    """An identified survey with this many responses, counted; its code."""
    feedback(environ, "organisation", "add", "bench", "--name", "Bench")
    feedback(environ, "user", "add", "--email", "b@bench.example", "--name", "B", "--organisation", "bench",
             "--role", "owner", "--password-stdin", stdin="a password of mine\n")  # fmt: skip
    feedback(environ, "group", "add", "customers", "--organisation", "bench", "--kind", "customer", "--name", "C",
             "--size", "2000000")  # fmt: skip
    path = folder / "q.json"
    path.write_text(json.dumps(document()))
    made = json.loads(feedback(environ, "survey", "import", str(path), "--organisation", "bench", "--json"))
    opened = json.loads(
        feedback(
            environ,
            "survey",
            "open",
            made["questionnaire"],
            "--organisation",
            "bench",
            "--group",
            "customers",
            "--json",
        )
    )
    os.environ.update(environ)
    fill(opened["survey"], amount)
    return str(opened["survey"])


def fill(code: str, amount: int) -> None:
    from sqlalchemy import insert

    from feedback import create_app
    from feedback.db import db, inside, writing
    from feedback.surveys.actions import tallies
    from feedback.surveys.models import Answer, AnswerText, Omission, Question, Response
    from feedback.surveys.queries import surveys

    with create_app().app_context():
        row = surveys.survey_named(code)
        with inside(row.organisation_id):
            wanted = db.select(Question.code, Question.id).where(Question.version_id == row.version_id)
            ids = {name: row_id for name, row_id in db.session.execute(wanted)}
            owner = {"organisation_id": row.organisation_id, "group_id": row.groups[0].group_id, "wave_id": row.wave_id}
            for start in range(0, amount, BATCH):
                made = list(responses(owner, row.id, ids, start, min(BATCH, amount - start)))
                with writing():
                    for model, part in ((Response, 0), (Answer, 1), (AnswerText, 2), (Omission, 3)):
                        rows = [one for parts in made for one in parts[part]]
                        db.session.execute(insert(model.__table__), rows)
            counted = tallies.count(surveys.survey(code))
            with writing():
                tallies.retally(surveys.survey(code), counted)


def responses(owner: dict[str, UUID], survey: UUID, ids: dict[str, UUID], start: int, amount: int) -> Iterator[Any]:
    draw = random.Random(start)
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(start, start + amount):
        one = uuid4()
        response = {
            **owner,
            "id": one,
            "survey_id": survey,
            "answered_at": begun + timedelta(seconds=number),
            "lang": "es",
            "seconds": draw.randrange(20, 200),
        }
        same = {**owner, "response_id": one, "part": ""}
        cell = {**same, "position": 0, "number": None, "choice": None}
        answers = [
            {**cell, "question_id": ids["nps"], "number": float(draw.randrange(11))},
            {**cell, "question_id": ids["visit"], "number": float(draw.randrange(1, 6))},
            {**cell, "question_id": ids["effort"], "number": float(draw.randrange(1, 6))},
            {**cell, "question_id": ids["where"], "choice": draw.choice(("shop", "phone", "web"))},
            {**cell, "question_id": ids["again"], "choice": draw.choice(("yes", "no"))},
        ]
        wrote = draw.random() < 0.5
        texts, left = [], []
        if wrote:
            answers.append({**cell, "question_id": ids["why"]})
            texts.append({**same, "question_id": ids["why"], "position": 0, "text": draw.choice(WORDS)})
        else:
            left.append({**owner, "response_id": one, "question_id": ids["why"], "state": "skipped"})
        yield [response], answers, texts, left


def export(client: Any, code: str, extension: str) -> list[object]:
    """First byte, whole time, CPU time, size, and how much the memory of the process grew."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, used = time.perf_counter(), time.process_time()
    answer = client.get(f"/o/bench/surveys/{code}/responses.{extension}", buffered=False)
    size, first = 0, 0.0
    for piece in answer.response:
        first = first or time.perf_counter() - began
        size += len(piece)
    whole, cpu = time.perf_counter() - began, time.process_time() - used
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return [
        f"responses.{extension}",
        f"{first:.2f}",
        f"{whole:.1f}",
        f"{cpu:.1f}",
        f"{size / 1e6:.1f}",
        f"{grown / 1024:.0f}",
    ]


def page(client: Any, code: str, query: str = "") -> list[object]:
    times = []
    for _ in range(6):
        used = time.process_time()
        assert client.get(f"/o/bench/surveys/{code}/results{query}").status_code == 200
        times.append((time.process_time() - used) * 1000)
    return [f"results{query[:4]}", f"{sorted(times[1:])[2]:.0f}"]


def main() -> None:
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else RESPONSES
    print(load())
    with installation() as environ, tempfile.TemporaryDirectory() as name:
        code = prepare(environ, Path(name), amount)
        os.environ.update(environ)
        from feedback import create_app

        client = signed_in(create_app())
        print(f"{amount} responses to six questions; budget: CSV in 8 s per 100,000, first byte in 0.5 s, memory flat")
        files = [export(client, code, extension) for extension in ("csv", "jsonl")]
        table(["file", "first byte s", "whole s", "CPU s", "MB", "memory grew by MB"], files)
        cut = (
            client.get(f"/o/bench/surveys/{code}/results")
            .get_data(as_text=True)
            .split('<option value="')[2]
            .split('"')[0]
        )
        print("budget: results under 150 ms of server time with 100,000 responses, 300 with 1,000,000")
        table(["page", "CPU ms"], [page(client, code), page(client, code, f"?by={cut}")])


if __name__ == "__main__":
    sys.exit(main())
