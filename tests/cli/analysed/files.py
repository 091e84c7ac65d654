"""Small files to analyse."""

from __future__ import annotations

from pathlib import Path

from feedback.analysis.pipeline import Analysis, analyse
from feedback.analysis.records import Comment

WAITED = "La espera fue terrible"
KIND = "El personal fue muy amable"


def file(folder: Path, *lines: str, header: str = "text,who,where,stars") -> Path:
    path = folder / "said.csv"
    path.write_text("\n".join((header, *lines)) + "\n", "utf-8")
    return path


def comment(number: int, text: str = WAITED, group: str = "a", stage: str | None = None) -> Comment:
    return Comment(str(number), text, "es", group, stage)


def read(comments: list[Comment]) -> Analysis:
    return analyse(comments)
