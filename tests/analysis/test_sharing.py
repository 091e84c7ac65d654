from __future__ import annotations

from feedback.analysis.records import AnalysedComment, Mention, Sentiment, StageGuess, ThemeHit, WeighedWord
from feedback.analysis.sharing import Sharing


def read(key: str) -> AnalysedComment:
    feeling = Sentiment("pos", 0.5, (WeighedWord("kind" + "", 2.0),))
    mention = Mention(0, 4, feeling, (ThemeHit("treatment", 0.5, ("kind",)),))
    return AnalysedComment(key, "en", feeling, (mention,), "treatment", False, StageGuess("stay", 0.6, ("bed",)))


def test_a_shared_comment_equals_the_one_it_was_made_of() -> None:
    assert Sharing().comment(read("1")) == read("1")


def test_equal_parts_of_different_comments_are_kept_once() -> None:
    sharing = Sharing()
    one, other = sharing.comment(read("1")), sharing.comment(read("2"))
    assert one.sentiment is other.sentiment
    assert one.mentions[0].sentiment is other.sentiment
    assert one.mentions[0].themes is other.mentions[0].themes
    assert one.stage_guess is other.stage_guess
