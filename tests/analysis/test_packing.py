from __future__ import annotations

from feedback.analysis.discovery import Leftover
from feedback.analysis.packing import pack_comments, pack_read, unpack_comments, unpack_read
from feedback.analysis.records import (
    AnalysedComment,
    Comment,
    Mention,
    Sentiment,
    StageGuess,
    ThemeHit,
    WeighedWord,
)

COMMENTS = [Comment("1", "Muy amable \ud83d", "es", "customers", None, 4.5), Comment("2", "")]
FELT = Sentiment("pos", 0.5, (WeighedWord("amable", 2.0), WeighedWord("muy", 1.0, learned=True)))
MENTION = Mention(0, 10, FELT, (ThemeHit("treatment", 0.5, ("amable",)),))
READ = [
    AnalysedComment("1", "es", FELT, (MENTION,), "treatment", False, StageGuess("stay", 0.7, ("cama",)), "00ff"),
    AnalysedComment("2", "es", Sentiment("neu", 0.0), (), None, True),
]
LEFT = [Leftover("1", 0, "es", ("raqueta", "cancha"))]


def test_comments_come_back_as_they_were() -> None:
    assert unpack_comments(pack_comments(COMMENTS)) == COMMENTS
    assert pack_comments(COMMENTS) == pack_comments(
        [Comment("1", "Muy amable \ud83d", "es", "customers", None, 4.5), COMMENTS[1]]
    )


def test_what_was_read_comes_back_as_it_was() -> None:
    assert unpack_read(pack_read(READ, LEFT)) == (READ, LEFT)
    assert unpack_read(pack_read([], ())) == ([], [])
