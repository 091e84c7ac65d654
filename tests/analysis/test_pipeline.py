from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.pipeline import Analysis, Parameters, analyse
from feedback.analysis.records import Comment
from feedback.analysis.stages import StageWords

STAGES = (StageWords("arrival", {"es": "Llegada", "en": "Arrival"}), StageWords("stay", {"es": "La estancia"}))
SMALL = Parameters(chunk_size=7)


def comments() -> list[Comment]:
    draw = random.Random(3)
    said = [
        "El personal muy amable.",
        "La cama incómoda y el baño sucio.",
        "Very slow check-in.",
        "n/a",
        "Todo excelente.",
    ]
    bees = ["colmenas", "abejas", "miel", "panales", "polen"]
    texts = [draw.choice(said) for _ in range(40)]
    texts += [f"Las {' '.join(draw.sample(bees, 3))}" for _ in range(30)]
    texts += [f"xyl{n} qorp" for n in range(5)]
    return [Comment(f"c{n:03}", text) for n, text in enumerate(texts)]


def result(analysis: Analysis) -> tuple[object, ...]:
    return (analysis.comments, analysis.themes, analysis.versions)


def test_the_whole_chain() -> None:
    analysis = analyse(comments(), stages=STAGES)
    sources = {theme.id: theme.source for theme in analysis.themes}
    found = [theme for theme in analysis.themes if theme.source == "found"]
    assert sources["treatment"] == "codebook"
    assert [(set(theme.terms) >= {"colmena", "abeja", "panal"}, theme.size) for theme in found] == [(True, 30)]
    assert [comment.key for comment in analysis.comments] == [comment.key for comment in comments()]
    assert [c.cluster for c in analysis.comments if (c.cluster is None) != c.non_answer] == []
    assert {c.cluster for c in analysis.comments if c.cluster} <= set(sources)


def test_sizes_count_the_comments_that_carry_a_theme_largest_first() -> None:
    analysis = analyse(
        [Comment("1", "Muy amable. Muy amable."), Comment("2", "Amable, pero sucio"), Comment("3", "n/a")]
    )
    assert [(theme.id, theme.size) for theme in analysis.themes] == [("treatment", 2), ("cleanliness", 1)]


def test_order_changes_nothing_but_the_order_of_the_result() -> None:
    given_order, other_order = comments(), random.Random(5).sample(comments(), len(comments()))
    one, other = analyse(given_order, stages=STAGES), analyse(other_order, stages=STAGES)
    assert one.themes == other.themes
    assert sorted(one.comments, key=lambda c: c.key) == sorted(other.comments, key=lambda c: c.key)


def test_processes_and_chunks_change_nothing() -> None:
    alone = analyse(comments(), stages=STAGES)
    with ThreadPoolExecutor(3) as threads:
        assert result(analyse(comments(), stages=STAGES, parameters=SMALL, executor=threads)) == result(alone)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        spread = analyse(comments(), stages=STAGES, parameters=Parameters(chunk_size=40), executor=processes)
    assert result(spread) == result(alone)


def test_progress_is_told_and_ends_with_everything() -> None:
    heard: list[tuple[int, int]] = []
    analyse(comments()[:20], parameters=SMALL, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(7, 20), (14, 20), (20, 20)]


def test_a_known_found_theme_keeps_its_identity() -> None:
    first = analyse(comments())
    (found,) = [theme for theme in first.themes if theme.source == "found"]
    named = replace(found, id="found-earlier", names={"es": "Abejas"})
    again = analyse(comments(), known=[named])
    assert [(theme.id, theme.names) for theme in again.themes if theme.source == "found"] == [
        ("found-earlier", {"es": "Abejas"})
    ]
    assert "found-earlier" in {comment.cluster for comment in again.comments}


def test_a_run_says_what_made_it() -> None:
    analysis = analyse([])
    assert (analysis.comments, analysis.themes) == ((), ())
    assert set(analysis.versions) >= {"method", "codebook", "scikit-learn", "simplemma"}
    assert analysis.seconds >= 0


def test_two_comments_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="keys must differ"):
        analyse([Comment("1", "a"), Comment("1", "b")])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_can_be_analysed(texts: list[str]) -> None:
    given_comments = [Comment(str(n), text) for n, text in enumerate(texts)]
    for comment, read in zip(given_comments, analyse(given_comments, stages=STAGES).comments, strict=True):
        assert (read.cluster is None) == read.non_answer
        for mention in read.mentions:
            assert 0 <= mention.start < mention.end <= len(comment.text)
            assert all(0 < hit.strength <= 1 for hit in mention.themes)
