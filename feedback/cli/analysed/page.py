"""What was found in a file, as one page to read and print: no script, nothing from elsewhere, light and dark."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from babel.numbers import format_decimal, format_percent
from jinja2 import Environment, FileSystemLoader

from feedback.cli.analysed.result import Result
from feedback.cli.analysed.sharing import SMALL

MOST_LINES = 10
MOST_SHARED = 20
SPOKEN = ("es", "en", "pt")
"""Languages the report is written in."""


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme as the page lists it: shares are of its mentions, 0..1."""

    name: str
    found: bool
    comments: int
    negative: float
    positive: float
    stability: float | None
    words: tuple[str, ...]


def render(result: Result) -> str:
    """The page, in the language most comments are in where the report speaks it, else in English."""
    lang = result.lang if result.lang in SPOKEN else "en"
    names = {theme.id: theme.names.get(lang) or theme.id for theme in result.themes}
    environment = _environment(lang)
    return environment.get_template("insights/file.html").render(
        result=result,
        lang=lang,
        themes=theme_lines(result, names),
        lines=[
            {**line, "title": line["titles"].get(lang) or line["title"]} for line in result.improvements[:MOST_LINES]
        ],
        names=names,
        shared=_told(result.shared),
        groups=_groups(result),
        small=SMALL,
        learned=result.summary()["learned"],
        styles=(files("feedback") / "static" / "css" / "tokens.css").read_text(encoding="utf-8"),
    )


def theme_lines(result: Result, names: dict[str, str]) -> list[ThemeLine]:
    """Every theme with how people feel about it, the largest first."""
    counts = {theme.id: [0, 0, 0] for theme in result.themes}
    for (theme, _, _), cell in result.said.cells.items():
        held = counts[theme]
        held[0], held[1], held[2] = held[0] + cell.said, held[1] + cell.negative, held[2] + cell.positive
    return [
        ThemeLine(
            names[theme.id],
            theme.source == "found",
            theme.size,
            counts[theme.id][1] / (counts[theme.id][0] or 1),
            counts[theme.id][2] / (counts[theme.id][0] or 1),
            theme.stability,
            theme.terms[:6],
        )
        for theme in result.themes
        if theme.size
    ]


def _told(shared: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Shared and contested points first, over all stages where there are any; what is unknown is left out."""
    told = [one for one in shared if one["class"] in ("shared", "contested", "specific")]
    everywhere = [one for one in told if one["stage"] == "all"]
    return (everywhere or told)[:MOST_SHARED]


def _groups(result: Result) -> list[tuple[str, int]]:
    """Groups with how many rows of theirs have a text."""
    counts = dict.fromkeys(result.said.groups, 0)
    for (_, group), rows in result.said.wrote.items():
        counts[group] += len(rows)
    return list(counts.items())


def _environment(lang: str) -> Environment:
    """Templates with the interface's own translations, without an app around them."""
    package = str(files("feedback"))
    made = Environment(
        loader=FileSystemLoader(f"{package}/templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    spoken = gettext.translation("messages", f"{package}/translations", languages=[lang], fallback=True)
    made.install_gettext_translations(spoken, newstyle=True)  # type: ignore[attr-defined]
    made.filters["number"] = lambda value, digits=0: format_decimal(round(value, digits), locale=lang)
    made.filters["percent"] = lambda value: format_percent(value, locale=lang)
    return made
