"""Texts of slides, each in its language: what reads aloud or checks the spelling knows which. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedback.reports.slides import look
from feedback.reports.slides.records import plain

TONGUES: Mapping[str, str] = {"es": "es-ES", "en": "en-US", "pt": "pt-BR"}
"""Languages as office programs name them; others stand for themselves."""


def tongue(language: str) -> str:
    return TONGUES.get(language, language)


def write(
    paragraph: Any,
    text: str,
    language: str,
    *,
    size: float | None = None,
    bold: bool | None = None,
    font: str | None = None,
    colour: str | None = None,
) -> None:
    """A run in its language: what reads aloud or checks the spelling knows which."""
    from pptx.util import Pt

    if not text and size is not None:
        _blank(paragraph, size)
        return
    run = paragraph.add_run()
    run.text = plain(text)
    run._r.get_or_add_rPr().set("lang", tongue(language))
    run.font.bold, run.font.name = bold, font
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = look.rgb(colour)


def _blank(paragraph: Any, size: float) -> None:
    """An empty line of a size: without it, it would be as high as the text of a slide."""
    end = paragraph._p.get_or_add_endParaRPr()
    end.set("sz", str(int(size * 100)))


def described(frame: Any, name: str, said: str) -> None:
    """What a screen reader says of a chart or a table."""
    about = frame._element.nvGraphicFramePr.cNvPr
    about.set("name", plain(name)[:120])
    about.set("descr", plain(said))
