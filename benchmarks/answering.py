"""Budget 8.1: CPU and rate of a completed response (GET and POST of a six-question survey), first view in bytes.

What decides is the ratio to the barest Flask page of the same run; single figures of a shared machine do not.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import urllib.request
from typing import Any

from _serving import HERE, Running, bare, feedback, installation, load, postgresql, serving, table

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 6.0
SIX = {"nps": "9", "csat": "4", "ces": "5", "choice": "b", "again": "yes", "text": "Tardaron mucho pero bien."}
KINDS = {"nps": "nps", "csat": "csat", "ces": "ces", "choice": "single", "again": "yesno", "text": "longtext"}


def survey(environ: dict[str, str], copies: int, group: str) -> str:
    """Open a survey with six questions, `copies` times over, and return its path."""
    code = feedback_script(environ, copies)
    out = json.loads(feedback(environ, "survey", "open", code, "--organisation", "bench", "--group", group, "--json"))
    return re.sub(r"https?://[^/]+", "", out["links"][0]["url"])


def feedback_script(environ: dict[str, str], copies: int) -> str:
    """Make the questionnaire through the product's own actions; its code."""
    script = """
import json, sys
from feedback.cli.edge import application
from feedback.db import inside, writing
from feedback.accounts.queries import organisation_named
from feedback.surveys.actions import questionnaires
from feedback.surveys.reading import read
document = json.loads(sys.stdin.read())
app = application()
with app.app_context():
    org = organisation_named("bench")
    with inside(org.id), writing():
        code = questionnaires.create_from(document=read(document)).code
print(code)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env={**__import__("os").environ, **environ}, input=json.dumps(document(copies)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def document(copies: int) -> dict[str, Any]:
    questions = [question(f"{name}{copy or ''}", kind) for copy in range(copies) for name, kind in KINDS.items()]
    texts = {"es": "Tu visita", "en": "Your visit"}
    section = {"id": "s1", "title": {}, "questions": questions}
    return {"title": texts, "languages": ["es", "en"], "base_language": "es", "sections": [section]}


def question(code: str, kind: str) -> dict[str, Any]:
    options = [{"code": one, "text": {"es": one, "en": one}} for one in "abc"] if kind == "single" else []
    text = {"es": f"¿Cómo fue {code}?", "en": f"How was {code}?"}
    identity = f"00000000-0000-4000-8000-{abs(hash(code)) % 10**12:012d}"
    return {"id": identity, "code": code, "kind": kind, "text": text, "choices": options}


def prepare(environ: dict[str, str]) -> None:
    feedback(environ, "organisation", "add", "bench", "--name", "Bench")
    for code, kind in (("customers", "customer"), ("employees", "employee")):
        sized = ("--kind", kind, "--name", code, "--size", "500")
        feedback(environ, "group", "add", code, "--organisation", "bench", *sized)


def measured(server: Running, path: str, fields: dict[str, str]) -> dict[str, Any]:
    """Load from another process; CPU per completed response in milliseconds."""
    drive(server, path, fields, 1.0)
    before = server.cpu()
    result = drive(server, path, fields, SECONDS)
    cpu = (server.cpu() - before) * 1000 / max(1, result["responses"])
    return {**result, "cpu": cpu, "rate": result["responses"] / result["seconds"]}


def drive(server: Running, path: str, fields: dict[str, str], seconds: float) -> dict[str, Any]:
    job = {"address": server.address, "path": path, "fields": fields, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, str(HERE / "_clients.py")], input=json.dumps(job), capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    if result["failures"]:
        raise RuntimeError(f"answers failed: {result['failures']}")
    return result


def first_view(server: Running, path: str) -> tuple[int, int]:
    """Requests and gzipped bytes of a first view: the page and what it links to, nothing from elsewhere."""
    page = urllib.request.urlopen(server.address + path).read()
    links = re.findall(rb'<(?:link|script|img)[^>]*(?:href|src)="(/[^"]+)"', page)
    parts = [page, *(urllib.request.urlopen(server.address + link.decode()).read() for link in links)]
    return len(parts), sum(len(gzip.compress(part)) for part in parts)


def rows_of(name: str, url: str | None) -> list[list[object]]:
    with installation(url) as environ:
        prepare(environ)
        six, sixty = survey(environ, 1, "customers"), survey(environ, 10, "customers")
        sealed = survey(environ, 1, "employees")
        with bare(environ) as server:
            limit = measured(server, "/s", {"nps": "9"})
        with serving(environ) as server:
            named = [
                ("six questions", measured(server, six, SIX)),
                ("sixty questions", measured(server, sixty, _many(SIX))),
                ("six, anonymous, text redacted", measured(server, sealed, SIX)),
            ]
            requests, size = first_view(server, six)
    print(f"{name}: first view {requests} requests, {size / 1000:.1f} kB gzipped (budget 3 and 15)")
    rows = [_row(name, "bare Flask, one INSERT", limit, limit)]
    return rows + [_row(name, what, result, limit) for what, result in named]


def _many(fields: dict[str, str]) -> dict[str, str]:
    return {f"{name}{copy or ''}": value for copy in range(10) for name, value in fields.items()}


def _row(database: str, what: str, result: dict[str, Any], limit: dict[str, Any]) -> list[object]:
    figures = [f"{result['cpu']:.2f}", f"{result['rate']:.0f}", f"{result['p50']:.0f}", f"{result['p95']:.0f}"]
    return [database, what, *figures, f"{result['cpu'] / limit['cpu']:.2f}"]


def main() -> None:
    print(load())
    rows = rows_of("SQLite", None)
    with postgresql() as url:
        if url:
            rows += rows_of("PostgreSQL", url)
    header = ["database", "what", "CPU ms/response", "responses/s", "p50 ms", "p95 ms", "times bare"]
    table(header, rows)
    print("budget: CPU 8 (SQLite), 10 (PostgreSQL); times bare 2.5 and 3; p95 60 at 8 clients; sixty at most 3 x six")


if __name__ == "__main__":
    main()
