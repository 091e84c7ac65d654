"""What was found in a file, as one page to read and print: no script, nothing from elsewhere."""

from __future__ import annotations

import gettext
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader

from feedback.cli.analysed.result import Result

MOST_LINES = 10


def render(result: Result) -> str:
    """The page, in the language most comments are in, as far as the interface speaks it."""
    return (
        _environment(result.lang)
        .get_template("insights/file.html")
        .render(
            result=result,
            lang=result.lang,
            themes=[theme for theme in result.analysis.themes if theme.size],
            lines=result.improvements[:MOST_LINES],
            names={theme.id: theme.names for theme in result.analysis.themes},
            styles=(files("feedback") / "static" / "css" / "tokens.css").read_text(encoding="utf-8"),
            non_answers=sum(read.non_answer for read in result.analysis.comments),
        )
    )


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
    return made
