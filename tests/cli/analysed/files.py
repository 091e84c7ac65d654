"""Small files to analyse, and what was said in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from feedback.analysis.pipeline import Analysis, analyse
from feedback.analysis.records import Comment
from feedback.cli.analysed.improvements import improvements
from feedback.cli.analysed.said import Said

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


def said(comments: list[Comment], analysis: Analysis) -> Said:
    """What was said in comments, gathered row by row."""
    gathered = Said()
    for row, (one, found) in enumerate(zip(comments, analysis.comments, strict=True)):
        gathered.add(row, one, found)
    return gathered


def improved(comments: list[Comment]) -> list[dict[str, Any]]:
    """The improvements of comments."""
    analysis = read(comments)
    return improvements(said(comments, analysis), analysis.themes, "es")
