"""What stands in a presentation, as somebody reads it who opens the file."""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

from pptx import Presentation


def opened(body: bytes) -> Any:
    """The presentation; python-pptx refuses what is not one."""
    return Presentation(io.BytesIO(body))


def titles(show: Any) -> list[str]:
    """The title of each slide, as the outline view lists them."""
    return [slide.shapes.title.text_frame.text for slide in show.slides]


def words(slide: Any) -> str:
    """Everything that can be read on a slide, cell by cell and line by line."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def everything(show: Any) -> str:
    """The words of all slides and of their notes."""
    return "\n".join(f"{words(slide)}\n{slide.notes_slide.notes_text_frame.text}" for slide in show.slides)


def xml(body: bytes) -> dict[str, str]:
    """Name -> text of every XML file in it."""
    with ZipFile(io.BytesIO(body)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels"))}
