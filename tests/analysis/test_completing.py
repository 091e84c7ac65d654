from __future__ import annotations

from feedback.analysis.decisions import Decisions
from feedback.analysis.pipeline import Parameters, analyse, analyse_stream
from feedback.analysis.records import Comment
from feedback.analysis.themes import Theme
from tests.analysis.test_pipeline import comments

COPY = "La espera fue larga y el trato malo"


def test_sizes_count_comments_and_the_largest_theme_comes_first() -> None:
    stream = analyse_stream(comments(), parameters=Parameters(chunk_size=9))
    sizes = [theme.size for theme in stream.themes]
    assert sizes == sorted(sizes, reverse=True) and stream.count == len(comments())
    assert stream.state.sizes == {theme.id: theme.size for theme in stream.themes}
    carried = {theme.id: 0 for theme in stream.themes}
    for chunk in stream.chunks():
        for comment in chunk:
            said = {hit.theme for mention in comment.mentions for hit in mention.themes}
            for code in said or ({comment.cluster} if comment.cluster else ()):
                carried[code] += 1
    assert carried == stream.state.sizes


def test_copies_know_each_other_and_are_read_once_for_what_is_found() -> None:
    given = [*comments(), *[Comment(f"z{number}", COPY) for number in range(3)]]
    read = {comment.key: comment.fold for comment in analyse(given).comments}
    assert {read[f"z{number}"] for number in range(3)} == {read["z0"]} != {None}


def test_a_theme_that_only_people_know_is_carried_on() -> None:
    own = Theme("own-bees", {"es": "Nuestras abejas"}, "human", ("abeja",), 0, 0.9)
    (found,) = [theme.id for theme in analyse(comments()).themes if theme.source == "found"]
    decided = analyse(comments(), known=[own], decisions=Decisions(merged={found: "own-bees"}))
    (kept,) = [theme for theme in decided.themes if theme.id == "own-bees"]
    assert (kept.names, kept.source, kept.size) == (own.names, "human", 30)


def test_what_a_run_found_is_measured_for_its_stability() -> None:
    (found,) = [theme for theme in analyse(comments()).themes if theme.source == "found"]
    assert found.stability is not None and 0 <= found.stability <= 1
