from __future__ import annotations

import gc
import pickle

import pytest

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.reading import read_chunk
from feedback.analysis.records import Comment, Sentiment
from feedback.analysis.stages import THRESHOLD, StageWords

STAGES = (StageWords("arrival", {"es": "Llegada"}), StageWords("stay", {"es": "La estancia"}))


def test_mentions_cover_the_comment_and_carry_their_own_themes() -> None:
    text = "El personal muy amable. La cama incómoda. Zzyzx qwerty."
    (read,) = read_chunk([Comment("1", text, "es")], built_in_codebook(), (), THRESHOLD).comments
    pieces = [(text[m.start : m.end], [hit.theme for hit in m.themes]) for m in read.mentions]
    assert pieces == [
        ("El personal muy amable.", ["treatment"]),
        ("La cama incómoda.", ["comfort"]),
        ("Zzyzx qwerty.", []),
    ]
    assert (read.cluster, read.non_answer, read.lang) == ("comfort", False, "es")


def test_what_no_theme_explains_is_left_over_with_its_terms() -> None:
    chunk = read_chunk([Comment("1", "Muy amable. Las raquetas rotas de tenis.", "es")], built_in_codebook(), (), 0.5)
    without = read_chunk([Comment("1", "Raquetas nuevas en la cancha.", "es")], built_in_codebook(), (), 0.5)
    assert [leftover.key for leftover in chunk.leftovers] == []
    assert [(leftover.mention, leftover.terms) for leftover in without.leftovers] == [
        (0, ("raqueta", "nuevo", "cancha"))
    ]


def test_a_non_answer_says_nothing() -> None:
    chunk = read_chunk([Comment("1", "n/a", "en")], built_in_codebook(), STAGES, THRESHOLD)
    (read,) = chunk.comments
    assert (read.non_answer, read.cluster, read.mentions, read.stage_guess) == (True, None, (), None)
    assert read.sentiment == Sentiment("neu", 0.0)
    assert chunk.leftovers == ()


def test_a_stage_is_suggested_only_where_there_is_none_and_above_the_threshold() -> None:
    def guessed(comment: Comment, threshold: float = THRESHOLD) -> str | None:
        guess = read_chunk([comment], built_in_codebook(), STAGES, threshold).comments[0].stage_guess
        return guess.stage if guess else None

    assert guessed(Comment("1", "La cama y el baño", "es")) == "stay"
    assert guessed(Comment("1", "La cama y el baño", "es", stage="arrival")) is None
    assert guessed(Comment("1", "La cama y el baño", "es"), threshold=0.99) is None


def test_cycle_search_is_as_it_was_also_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(TypeError):
        read_chunk([Comment("1", None, "es")], built_in_codebook(), (), THRESHOLD)  # type: ignore[arg-type]
    assert gc.isenabled()


def test_a_chunk_travels_between_processes() -> None:
    chunk = read_chunk([Comment("1", "Muy amable", "es")], built_in_codebook(), STAGES, THRESHOLD)
    assert pickle.loads(pickle.dumps(chunk)) == chunk
