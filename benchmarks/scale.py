"""A million comments: time, peak memory, one process against two, and what a thousand new ones cost on top.

    python benchmarks/scale.py [--comments 20000] [--pairs 5] [--subset 100000] [--only full,added,pairs]

Real comments, varied in their numbers and the order of their words so that fewer than 1 % fold. Corpora as in
`benchmarks/analysis.py`; where there are none, generated text. Every measurement runs in a process of its own: its peak
memory is what that process and its children held. Budgets: 1,000,000 comments under 2 GB; two processes at least 1.7
times as fast as one, best of the pairs; 1,000 new comments under 3 % of the full time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis import CLINIC, CORPORA, _generated, _rows

from feedback.analysis.pipeline import Stream, analyse_stream
from feedback.analysis.records import Comment
from feedback.analysis.spool import Folder
from feedback.analysis.state import State
from feedback.insights.analysing import executor

FILES = (
    "theme_sentiment_en_nhs_fft_phase1.csv.gz",
    "sentiment_theme_en_airline.csv.gz",
    "survey_es_cuba_hotels.csv.gz",
    "theme_sentiment_es_mabsa_hotel_laptop_sight.csv.gz",
    "theme_sentiment_pt_mabsa_hotel_laptop_sight.csv.gz",
)
NEW = 1_000
LONGEST = 400
"""Characters of a comment here: a hotel review of a page is no comment."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--comments", type=int, default=20_000)
    arguments.add_argument("--subset", type=int, default=20_000, help="comments of each paired run")
    arguments.add_argument("--pairs", type=int, default=5)
    arguments.add_argument("--processes", type=int, default=1, help="of the full run")
    arguments.add_argument("--only", default="full,added,pairs")
    arguments.add_argument("--one", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.one:
        _one(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        _all(options, Path(folder), options.only.split(","))


def _all(options: argparse.Namespace, folder: Path, wanted: list[str]) -> None:
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    full = _apart("full", options.comments, options.processes, folder) if {"full", "added"} & set(wanted) else {}
    if full:
        rate = full["comments"] / full["seconds"]
        print(
            f"full: {full['comments']:,} comments, {full['processes']} process(es), {full['seconds']:.1f} s wall "
            f"({rate:,.0f}/s), CPU {full['cpu']:.1f} s, peak {full['peak']:,.0f} MB, folds {full['folds']:.2%}, "
            f"themes {full['themes']}, state {full['state'] / 1e6:.1f} MB"
        )
    if "added" in wanted:
        added = _apart("added", options.comments, 1, folder)
        print(
            f"added: {NEW:,} on top in {added['seconds']:.2f} s, state loaded and written; CPU {added['cpu']:.2f} s = "
            f"{added['cpu'] / full['cpu']:.2%} of the full run's"
        )
    if "pairs" in wanted:
        _pairs(options, folder)


def _pairs(options: argparse.Namespace, folder: Path) -> None:
    ratios = []
    for number in range(options.pairs):
        one, two = (_apart("timed", options.subset, processes, folder) for processes in (1, 2))
        ratios.append(one["seconds"] / two["seconds"])
        print(
            f"pair {number + 1}: one {one['seconds']:.1f} s, two {two['seconds']:.1f} s, "
            f"ratio {ratios[-1]:.2f}; CPU of the first process {one['own']:.1f} s, {two['own']:.1f} s of "
            f"{two['cpu']:.1f} s in all; load {os.getloadavg()[0]:.1f}",
            flush=True,
        )
    print(f"two processes: best of {options.pairs} {max(ratios):.2f} times one, on {options.subset:,} comments")


def _apart(what: str, comments: int, processes: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--one", what, "--comments", str(comments), "--processes", str(processes)]
    done = subprocess.run(
        command, env={**os.environ, "SCALE_FOLDER": str(folder)}, check=True, stdout=subprocess.PIPE, text=True
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _one(options: argparse.Namespace) -> None:
    folder = Path(os.environ["SCALE_FOLDER"])
    kept = folder / "state"
    if options.one == "added":
        print(json.dumps(_added(options.comments, kept)))
        return
    _warm(options.processes)
    with _executor(options.processes) as where:
        started, used, own = time.perf_counter(), _cpu(), time.process_time()
        stream = analyse_stream(
            varied(options.comments),
            total=options.comments,
            stages=CLINIC,
            executor=where,
            spool=Folder(Path(tempfile.mkdtemp(dir=folder))),
        )
        folded = _consumed(stream)
        seconds, own = time.perf_counter() - started, time.process_time() - own
    body = stream.state.to_bytes()
    kept.write_bytes(body)
    found = {
        "comments": options.comments,
        "processes": options.processes,
        "seconds": seconds,
        "cpu": _cpu() - used,
        "own": own,
        "peak": _peak(options.processes),
        "folds": folded / options.comments,
        "themes": len(stream.themes),
        "state": len(body),
    }
    print(json.dumps(found))


@contextmanager
def _executor(processes: int) -> Iterator[Executor | None]:
    with executor(processes, apart=False) as where:
        if where:  # Dictionaries are read once per process, however long it then works.
            list(where.map(_warm, [1] * 2 * processes))
        yield where


def _warm(processes: int) -> None:
    if processes == 1:
        texts = ("Buen trato en la recepción.", "Good food, slow staff.", "Boa cama e café da manhã.")
        _consumed(analyse_stream([Comment(text, text) for text in texts], stages=CLINIC))


def _consumed(stream: Stream) -> int:
    """Take every comment; how many are copies of others."""
    return sum(comment.fold is not None for chunk in stream.chunks() for comment in chunk)


def _added(comments: int, kept: Path) -> dict[str, Any]:
    _warm(1)
    new = [Comment(f"new{comment.key}", comment.text) for comment in varied(NEW, seed=99)]
    started, used = time.perf_counter(), time.process_time()
    state = State.from_bytes(kept.read_bytes())
    stream = analyse_stream(new, stages=CLINIC, state=state)
    _consumed(stream)
    kept.write_bytes(stream.state.to_bytes())
    assert stream.state.comments == comments + NEW
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - used}


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _peak(processes: int) -> float:
    """Megabytes: this process and, where there were others, as many as the largest of them."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if processes > 1 else 0
    return float(own + processes * others) / 1024


def varied(count: int, seed: int = 7) -> Iterator[Comment]:
    """`count` comments, made as they are asked for: two neighbouring words change places, a number comes in."""
    texts = _texts()
    draw = random.Random(seed)
    for number in range(count):
        yield Comment(f"{number:08d}", _variant(texts[number % len(texts)], number // len(texts), draw))


def _variant(text: str, turn: int, draw: random.Random) -> str:
    if turn == 0:
        return text
    words = text.split()
    if len(words) > 2:
        place = draw.randrange(len(words) - 1)
        words[place], words[place + 1] = words[place + 1], words[place]
    words.insert(draw.randrange(len(words) + 1), str(draw.randrange(2, 100_000)))
    return " ".join(words)


def _texts() -> list[str]:
    if not CORPORA.is_dir():
        return [comment.text for comment in _generated(8_000)]
    found = dict.fromkeys(row["text"] for file in FILES for row in _rows(file) if 0 < len(row["text"]) <= LONGEST)
    return random.Random(7).sample(list(found), len(found))


if __name__ == "__main__":
    main()
