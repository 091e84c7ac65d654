"""What the analysis finds in a file: rows, themes, shared points, and improvements in order."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedback import jobs
from feedback.analysis.pipeline import Analysis, analyse
from feedback.analysis.records import AnalysedComment, Comment
from feedback.cli.analysed.improvements import improvements
from feedback.cli.analysed.reading import EVERYBODY, Columns, read_file
from feedback.cli.analysed.sharing import shared_points


@dataclass(frozen=True, slots=True)
class Result:
    """Everything found in one file. Comments and what was read in them run side by side."""

    name: str
    comments: Sequence[Comment]
    analysis: Analysis
    shared: list[dict[str, Any]]
    improvements: list[dict[str, Any]]
    problems: tuple[str, ...]
    seconds: float

    @property
    def lang(self) -> str:
        """The language most comments are in."""
        counts = Counter(read.lang for read in self.analysis.comments if not read.non_answer)
        return min(counts, key=lambda lang: (-counts[lang], lang), default="es")

    def as_json(self) -> dict[str, Any]:
        """The object of `analyse FILE --json`."""
        rate = round(len(self.comments) / self.seconds, 1) if self.seconds else None
        return {
            "rows": [row_json(read) for read in self.analysis.comments],
            "themes": [
                {
                    "id": theme.id,
                    "names": dict(theme.names),
                    "source": theme.source,
                    "terms": list(theme.terms),
                    "size": theme.size,
                    "stability": theme.stability,
                }
                for theme in self.analysis.themes
            ],
            "shared": self.shared,
            "improvements": self.improvements,
            "timing": {"seconds": self.seconds, "comments_per_second": rate},
            "versions": dict(self.analysis.versions),
        }


def analyse_file(file: Path, columns: Columns, processes: int) -> Result:
    """Read, analyse, compare the groups and rank what could be improved; seconds are those of all of it."""
    started = time.perf_counter()
    read = read_file(file, columns)
    analysis = _analysed(read.comments, processes)
    shared = shared_points(read.comments, analysis, staged=columns.stage is not None) if columns.group else []
    ranked = improvements(read.comments, analysis)
    seconds = round(time.perf_counter() - started, 3)
    return Result(file.name, read.comments, analysis, shared, ranked, read.problems, seconds)


def _analysed(comments: Sequence[Comment], processes: int) -> Analysis:
    if processes == 1:
        return analyse(comments)
    with jobs.pool(processes) as executor:
        return analyse(comments, executor=executor)


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


__all__ = ["EVERYBODY", "Result", "analyse_file", "row_json"]
