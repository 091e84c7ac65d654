"""Budget 8.1: CPU and rate of a completed response, first view in bytes and requests.

Six questions on one page (GET and POST); sixty, fifty-four of which depend on an answer of the first page; and an
anonymous survey whose text, asked only of some, is redacted.

What decides is the ratio to the barest Flask page of the same run; single figures of a shared machine do not.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import urllib.request
from statistics import median
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from _serving import HERE, Running, bare, feedback, installation, load, postgresql, serving, table

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 6.0
ROUNDS = 3
TEXT = "Tardaron mucho pero bien."
NAMED = "Tardaron mucho, llamad al +34 612 345 678."
SIX = {"nps": "9", "csat": "4", "ces": "5", "choice": "b", "again": "yes", "text": TEXT}
KINDS = {"nps": "nps", "csat": "csat", "ces": "ces", "choice": "single", "again": "yesno", "text": "longtext"}


def survey(environ: dict[str, str], document: dict[str, Any], group: str) -> str:
    """Open a survey of this questionnaire and return its path."""
    code = feedback_script(environ, document)
    out = json.loads(feedback(environ, "survey", "open", code, "--organisation", "bench", "--group", group, "--json"))
    return re.sub(r"https?://[^/]+", "", out["links"][0]["url"])


def feedback_script(environ: dict[str, str], document: dict[str, Any]) -> str:
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
        [sys.executable, "-c", script], env={**__import__("os").environ, **environ}, input=json.dumps(document),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def six() -> dict[str, Any]:
    return document([question(name, kind) for name, kind in KINDS.items()])


def sixty() -> dict[str, Any]:
    """Ten times the six; all but the first six are asked only of those who would come again."""
    blocks = [[question(f"{name}{copy or ''}", kind) for name, kind in KINDS.items()] for copy in range(10)]
    again = {"left": {"question": identity("again")}, "is": "equals", "right": {"value": "yes"}}
    return document(
        *[block if not n else [{**one, "shown_when": again} for one in block] for n, block in enumerate(blocks)]
    )


def asking_why() -> dict[str, Any]:
    """The six; the text is asked only of those who are not wholly satisfied."""
    dissatisfied = {"left": {"question": identity("csat")}, "is": "at_most", "right": {"value": 4}}
    questions = [question(name, kind) for name, kind in KINDS.items()]
    return document([*questions[:-1], {**questions[-1], "shown_when": dissatisfied}])


def document(*blocks: list[dict[str, Any]]) -> dict[str, Any]:
    texts = {"es": "Tu visita", "en": "Your visit"}
    sections = [{"id": f"s{number}", "title": {}, "questions": block} for number, block in enumerate(blocks)]
    return {"title": texts, "languages": ["es", "en"], "base_language": "es", "sections": sections}


def question(code: str, kind: str) -> dict[str, Any]:
    options = [{"code": one, "text": {"es": one, "en": one}} for one in "abc"] if kind == "single" else []
    text = {"es": f"¿Cómo fue {code}?", "en": f"How was {code}?"}
    return {"id": identity(code), "code": code, "kind": kind, "text": text, "choices": options}


def identity(code: str) -> str:
    return str(uuid5(NAMESPACE_URL, code))


def prepare(environ: dict[str, str]) -> None:
    feedback(environ, "organisation", "add", "bench", "--name", "Bench")
    for code, kind in (("customers", "customer"), ("employees", "employee")):
        sized = ("--kind", kind, "--name", code, "--size", "500")
        feedback(environ, "group", "add", code, "--organisation", "bench", *sized)


Work = tuple[Running, str, dict[str, str]]


def measured(work: dict[str, Work]) -> dict[str, dict[str, Any]]:
    """Load from another process, in turns, so that what else the machine does falls on all of them alike.

    The CPU per completed response in milliseconds and its ratio to the bare page are the medians of the rounds.
    """
    for one in work.values():
        drive(*one, 1.0)
    rounds = [{name: _turn(*one) for name, one in work.items()} for _ in range(ROUNDS)]
    return {name: _median([(one[name], one["bare"]) for one in rounds]) for name in work}


def _turn(server: Running, path: str, fields: dict[str, str]) -> dict[str, Any]:
    before = server.cpu()
    result = drive(server, path, fields, SECONDS / ROUNDS)
    cpu = (server.cpu() - before) * 1000 / max(1, result["responses"])
    return {**result, "cpu": cpu, "rate": result["responses"] / result["seconds"]}


def _median(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, Any]:
    found = {name: median(one[name] for one, _ in pairs) for name in ("cpu", "rate", "p50", "p95")}
    return {**found, "times": median(one["cpu"] / bare["cpu"] for one, bare in pairs)}


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
        one, many = survey(environ, six(), "customers"), survey(environ, sixty(), "customers")
        sealed = survey(environ, asking_why(), "employees")
        with bare(environ) as limit, serving(environ) as server:
            found = measured(
                {
                    "bare": (limit, "/s", {"nps": "9"}),
                    "six questions": (server, one, SIX),
                    "sixty, with conditions": (server, many, _many(SIX)),
                    "six, anonymous, a condition, redacted": (server, sealed, {**SIX, "text": NAMED}),
                }
            )
            requests, size = first_view(server, one)
    print(f"{name}: first view {requests} requests, {size / 1000:.1f} kB gzipped (budget 3 and 15)")
    times = found["sixty, with conditions"]["cpu"] / found["six questions"]["cpu"]
    print(f"{name}: sixty questions cost {times:.1f} times six (budget 3)")
    return [_row(name, what, result) for what, result in found.items()]


def _many(fields: dict[str, str]) -> dict[str, str]:
    return {f"{name}{copy or ''}": value for copy in range(10) for name, value in fields.items()}


def _row(database: str, what: str, result: dict[str, Any]) -> list[object]:
    figures = [f"{result['cpu']:.2f}", f"{result['rate']:.0f}", f"{result['p50']:.0f}", f"{result['p95']:.0f}"]
    return [database, what, *figures, f"{result['times']:.2f}"]


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
