"""What the analysis finds in a file: rows, themes, shared points, and improvements in order; of any size."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from feedback.analysis.learning import Learned
from feedback.analysis.pipeline import Parameters, Stream, analyse_stream
from feedback.analysis.records import AnalysedComment, Comment
from feedback.analysis.spool import Folder
from feedback.analysis.themes import Theme
from feedback.cli.analysed.improvements import LANGUAGES, improvements
from feedback.cli.analysed.learning import learned_from
from feedback.cli.analysed.reading import EVERYBODY, Columns, OpenFile, open_file
from feedback.cli.analysed.said import Said
from feedback.cli.analysed.sharing import shared_points
from feedback.insights.analysing import executor

HELD = 50_000
"""Rows up to which everything stays in memory; of a larger file what was read waits in a folder."""


@dataclass(frozen=True, eq=False)
class Result:
    """Everything found in one file. Its rows are asked for one by one, as often as needed."""

    file: OpenFile
    stream: Stream
    learned: Learned
    said: Said
    lang: str
    snapshot: str
    non_answers: int
    shared: list[dict[str, Any]]
    improvements: list[dict[str, Any]]
    seconds: float

    @property
    def name(self) -> str:
        return self.file.file.name

    @property
    def count(self) -> int:
        return self.stream.count

    @property
    def themes(self) -> tuple[Theme, ...]:
        return self.stream.themes

    @property
    def run(self) -> str:
        """32 hexadecimal digits: the same for the same rows read in the same way."""
        columns = repr(self.file.columns)
        return hashlib.sha256(f"{self.snapshot} {self.stream.state.reading} {columns}".encode()).hexdigest()[:32]

    def rows(self) -> Iterator[tuple[Comment, AnalysedComment]]:
        """Every row of the file beside what was read in it."""
        read = (comment for chunk in self.stream.chunks() for comment in chunk)
        return zip(self.file.comments(), read, strict=True)

    def summary(self) -> dict[str, Any]:
        """The object of `analyse FILE --json`, without its rows."""
        rate = round(self.count / self.seconds, 1) if self.seconds else None
        return {
            "themes": [theme_json(theme) for theme in self.themes],
            "shared": self.shared,
            "improvements": self.improvements,
            "learned": learned_json(self.learned),
            "timing": {"seconds": self.seconds, "comments_per_second": rate},
            "versions": dict(self.stream.versions),
            "run": self.run,
        }


@contextmanager
def analyse_file(file: Path, columns: Columns, processes: int = 1, dask: str = "") -> Iterator[Result]:
    """Read, analyse, compare the groups and rank what could be improved; seconds are those of all of it."""
    started = time.perf_counter()
    opened = open_file(file, columns)
    with ExitStack() as stack:
        where = stack.enter_context(executor(processes, dask, apart=False))
        large = opened.count > HELD
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="feedback-"))) if large else None
        learned = learned_from(opened, where)
        stream = analyse_stream(
            opened.comments(),
            total=opened.count,
            parameters=Parameters(),
            executor=where,
            learned=learned,
            spool=Folder(folder) if folder else None,
        )
        yield _compared(opened, stream, learned, started)


def _compared(opened: OpenFile, stream: Stream, learned: Learned, started: float) -> Result:
    said, langs, none, digest = Said(), Counter[str](), 0, hashlib.sha256()
    read = (comment for chunk in stream.chunks() for comment in chunk)
    for row, (comment, found) in enumerate(zip(opened.comments(), read, strict=True)):
        said.add(row, comment, found)
        digest.update(f"{comment.text}\0".encode("utf-8", "surrogatepass"))
        langs[found.lang] += not found.non_answer
        none += found.non_answer
    names = {theme.id: theme.names for theme in stream.themes}
    columns = opened.columns
    lang = _most(langs, columns.lang)
    shared = shared_points(said, names, staged=columns.stage is not None) if columns.group else []
    ranked = improvements(said, stream.themes, lang)
    seconds = round(time.perf_counter() - started, 3)
    return Result(opened, stream, learned, said, lang, digest.hexdigest(), none, shared, ranked, seconds)


def _most(langs: Counter[str], told: str | None) -> str:
    """The language most comments are in; where none is, the one that all of them are said to be in."""
    otherwise = told if told in LANGUAGES else LANGUAGES[0]
    spoken = {lang: count for lang, count in langs.items() if count and lang in LANGUAGES}
    return min(spoken, key=lambda lang: (-spoken[lang], lang), default=otherwise)


def theme_json(theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "names": dict(theme.names),
        "source": theme.source,
        "terms": list(theme.terms),
        "size": theme.size,
        "stability": theme.stability,
    }


def learned_json(learned: Learned) -> list[dict[str, Any]]:
    """What was learned from the ratings and stages of the file itself, and how far it agrees with those it had not
    seen: `agreement`, and `before` without it; `share` is how much of the score is taken from it.
    """
    feelings = [("sentiment", lang, model.worth) for lang, model in sorted(learned.sentiment.items())]
    places = [("stage", lang, model.worth) for lang, model in sorted(learned.stages.items())]
    return [{"kind": kind, "lang": lang, **asdict(worth)} for kind, lang, worth in (*feelings, *places)]


def row_json(read: AnalysedComment) -> dict[str, Any]:
    """One row; its number counts from 0."""
    carried = dict.fromkeys(hit.theme for mention in read.mentions for hit in mention.themes)
    return {
        "row": int(read.key),
        "lang": read.lang,
        "sentiment": {"label": read.sentiment.label, "score": read.sentiment.score},
        "themes": list(carried),
        "cluster": read.cluster,
        "non_answer": read.non_answer,
        "mentions": [
            {
                "start": mention.start,
                "end": mention.end,
                "sentiment": {"label": mention.sentiment.label, "score": mention.sentiment.score},
                "themes": [hit.theme for hit in mention.themes],
            }
            for mention in read.mentions
        ],
    }


__all__ = ["EVERYBODY", "Result", "analyse_file", "learned_json", "row_json"]
