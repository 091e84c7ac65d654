from __future__ import annotations

from pathlib import Path

import pytest

from feedback.analysis.chunks import Kit
from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.first_pass import FirstPass, digest_of
from feedback.analysis.records import Comment
from feedback.analysis.spool import Folder

KIT = Kit(built_in_codebook(), (), 0.5)
COMMENTS = [Comment(f"c{number}", f"El personal muy amable. Raqueta {number} en la cancha.") for number in range(10)]


def passed(size: int, spool: Folder | None = None, comments: list[Comment] = COMMENTS) -> FirstPass:
    first = FirstPass(KIT, "digest", size, spool)
    first.read(iter(comments), None, None, 0)
    return first


def kept(first: FirstPass) -> tuple[object, ...]:
    sample = {lang: sorted(mentions) for lang, mentions in first.drawn.sample().items()}
    return first.comments, first.explained, first.profiles.counts, sample, first.copies.exact.tolist()


def test_neither_the_size_of_chunks_nor_the_spool_matter(tmp_path: Path) -> None:
    assert kept(passed(3)) == kept(passed(100)) == kept(passed(4, Folder(tmp_path)))
    assert passed(3).comments == 10


def test_the_order_matters_to_the_shelf_alone() -> None:
    one, other = kept(passed(3)), kept(passed(3, comments=COMMENTS[::-1]))
    assert one[:4] == other[:4]


def test_it_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    first = FirstPass(KIT, "digest", 4, None)
    first.read(iter(COMMENTS), None, lambda done, total: heard.append((done, total)), 10)
    assert heard == [(4, 10), (8, 10), (10, 10)]


def test_one_key_twice_is_refused_also_in_different_chunks() -> None:
    with pytest.raises(ValueError, match="keys must differ"):
        passed(2, comments=[*COMMENTS[:3], COMMENTS[0]])


def test_digests_tell_apart() -> None:
    assert digest_of(["a", 1]) == digest_of(["a", 1]) != digest_of(["a", 2])
