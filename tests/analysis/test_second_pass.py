from __future__ import annotations

from pathlib import Path

import pytest

from feedback.analysis.chunks import Kit
from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.discovery import Discovery
from feedback.analysis.finishing import Finisher
from feedback.analysis.first_pass import FirstPass
from feedback.analysis.records import Comment
from feedback.analysis.second_pass import Shelf
from feedback.analysis.similarity import Profiles
from feedback.analysis.spool import Folder
from feedback.analysis.stability import Drawing

COMMENTS = [Comment("1", "El personal muy amable."), Comment("2", "n/a"), Comment("3", "Xyl qorp.")]
KIT = Kit(built_in_codebook(), (), 0.5)


def shelf(spool: Folder | None) -> Shelf:
    first = FirstPass(KIT, "digest", 2, spool)
    first.read(COMMENTS, None, None, 3)
    return first.shelf


def test_placed_chunks_are_the_same_in_memory_and_in_a_spool(tmp_path: Path) -> None:
    finisher = Finisher(built_in_codebook(), Discovery(), (), Profiles())
    found = []
    for spool in (None, Folder(tmp_path)):
        held, drawing = shelf(spool), Drawing()
        sizes = held.place(finisher, drawing, None)
        found.append((sizes, [list(chunk) for chunk in held.chunks()], drawing.heard()))
    assert found[0] == found[1]
    assert found[0][0] == {"treatment": 1, "overall": 1}
    assert [[comment.cluster for comment in chunk] for chunk in found[0][1]] == [["treatment", None], ["overall"]]
    assert [(one.place, one.themes) for one in sorted(found[0][2], key=lambda one: one.place)] == [
        (0, ("treatment",)),
        (2, ()),
    ]


def test_a_chunk_that_is_gone_is_an_error(tmp_path: Path) -> None:
    held = shelf(Folder(tmp_path))
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(FileNotFoundError):
        list(held.chunks())
