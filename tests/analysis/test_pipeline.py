from __future__ import annotations

import random
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis import first_pass
from feedback.analysis.chunks import read_order
from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.decisions import Decisions, MentionDecision
from feedback.analysis.mapping import Cancelled
from feedback.analysis.packing import unpack_comments
from feedback.analysis.pipeline import Analysis, Parameters, analyse, analyse_stream, reading_digest
from feedback.analysis.records import Comment
from feedback.analysis.spool import Folder, Memory
from feedback.analysis.stages import StageWords
from feedback.analysis.state import State

STAGES = (StageWords("arrival", {"es": "Llegada", "en": "Arrival"}), StageWords("stay", {"es": "La estancia"}))
SMALL = Parameters(chunk_size=7)


SAID = [
    "El personal muy amable.",
    "La cama incómoda y el baño sucio.",
    "Very slow check-in.",
    "n/a",
    "Todo excelente.",
]


def comments() -> list[Comment]:
    draw = random.Random(3)
    bees = ["colmenas", "abejas", "miel", "panales", "polen"]
    texts = [draw.choice(SAID) for _ in range(40)]
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


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([*SAID, "Las colmenas y abejas", "La miel de las abejas", "n/a", ""]), max_size=24),
    st.integers(1, 9),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_neither_order_nor_chunks_nor_spool_nor_threads_matter(
    texts: list[str], size: int, threaded: bool, draw: random.Random
) -> None:
    given_comments = [Comment(f"{n:02}", text) for n, text in enumerate(texts)]
    shuffled = draw.sample(given_comments, len(given_comments))
    small = Parameters(chunk_size=size, min_cluster=2)
    whole = analyse(given_comments, parameters=Parameters(min_cluster=2))
    with ThreadPoolExecutor(2) as threads:
        stream = analyse_stream(
            iter(shuffled), parameters=small, executor=threads if threaded else None, spool=Memory()
        )
        read = [comment for chunk in stream.chunks() for comment in chunk]
    assert stream.themes == whole.themes
    assert stream.state.to_bytes() == whole.state.to_bytes()
    assert sorted(read, key=lambda one: one.key) == list(whole.comments)


def test_what_is_asked_for_twice_is_the_same() -> None:
    stream = analyse_stream(iter(comments()), parameters=SMALL)
    assert list(stream.chunks()) == list(stream.chunks())
    assert [len(chunk) for chunk in stream.chunks()][:3] == [7, 7, 7]


KILLED = """
import os, signal, sys
from pathlib import Path
from feedback.analysis.pipeline import analyse_stream
from feedback.analysis.spool import Folder
from tests.analysis.test_pipeline import SMALL, comments
folder = Path(sys.argv[1])
def stop(done, total):
    if done >= 35:
        os.kill(os.getpid(), signal.SIGKILL)
analyse_stream(iter(comments()), parameters=SMALL, spool=Folder(folder), progress=stop)
"""


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL
    left = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.read")}
    assert len(left) == 5
    read: list[int] = []
    monkeypatch.setattr(
        first_pass, "read_order", lambda order: read.append(len(unpack_comments(order.comments))) or read_order(order)
    )
    stream = analyse_stream(iter(comments()), parameters=SMALL, spool=Folder(tmp_path))
    assert sum(read) == len(comments()) - 35
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in left} == left
    whole = analyse(comments())
    assert tuple(comment for chunk in stream.chunks() for comment in chunk) == whole.comments
    assert stream.themes == whole.themes


def test_chunks_read_in_another_way_are_read_again(tmp_path: Path) -> None:
    analyse_stream(iter(comments()), parameters=SMALL, spool=Folder(tmp_path))
    before = len(list(tmp_path.glob("*.read")))
    analyse_stream(iter(comments()), parameters=replace(SMALL, stage_threshold=0.1), spool=Folder(tmp_path))
    assert len(list(tmp_path.glob("*.read"))) == 2 * before


def test_cancelling_ends_it() -> None:
    def cancel(done: int, total: int) -> None:
        raise Cancelled

    for executor in (None, ThreadPoolExecutor(1)):
        with pytest.raises(Cancelled):
            analyse(comments(), parameters=SMALL, progress=cancel, executor=executor)


def test_new_comments_are_placed_among_what_is_known() -> None:
    first = analyse(comments())
    new = [Comment("n1", "Las abejas y la miel de los panales"), Comment("n2", "Muy amable"), Comment("n3", "n/a")]
    more = analyse(new, state=State.from_bytes(first.state.to_bytes()))
    (found,) = [theme.id for theme in first.themes if theme.source == "found"]
    assert [comment.cluster for comment in more.comments] == [found, "treatment", None]
    before = {theme.id: theme for theme in first.themes}
    after = {theme.id: theme for theme in more.themes}
    assert {
        code: after[code].size - theme.size for code, theme in before.items() if after[code].size != theme.size
    } == {
        found: 1,
        "treatment": 1,
    }
    assert after[found].names == before[found].names and after[found].stability == before[found].stability
    assert (more.state.comments, more.state.discovered) == (len(comments()) + 3, first.state.discovered)


def test_a_new_copy_of_what_was_read_before_is_folded() -> None:
    first = analyse([Comment("1", "La espera fue larga y el trato malo")])
    (more,) = analyse([Comment("2", "la espera fue larga, y el trato malo!")], state=first.state).comments
    assert first.comments[0].fold is None and more.fold is not None
    again = analyse(
        [Comment("1", "La espera fue larga y el trato malo"), Comment("2", "la espera fue larga, y el trato malo!")]
    )
    assert {comment.fold for comment in again.comments} == {more.fold}


def test_a_state_of_another_way_of_reading_is_refused() -> None:
    state = analyse(comments()).state
    with pytest.raises(ValueError, match="read everything again"):
        analyse([Comment("1", "Muy amable")], state=state, stages=STAGES)


def test_the_digest_of_reading_knows_what_makes_a_difference() -> None:
    book, given_parameters = built_in_codebook(), Parameters()
    digests = [
        reading_digest(book, (), given_parameters),
        reading_digest(book, STAGES, given_parameters),
        reading_digest(book, (), replace(given_parameters, seed=1)),
        reading_digest(book, (), given_parameters, decisions=Decisions(merged={"food": "drinks"})),
    ]
    assert len(set(digests)) == 4
    assert reading_digest(book, (), replace(given_parameters, chunk_size=9)) == digests[0]
    sentence = Decisions(mentions={("1", 0, 3): MentionDecision(added=("food",))})
    assert reading_digest(book, (), given_parameters, decisions=sentence) == digests[0]


def test_decisions_reach_what_was_found() -> None:
    (found,) = [theme.id for theme in analyse(comments()).themes if theme.source == "found"]
    merged = analyse(comments(), decisions=Decisions(merged={found: "food"}))
    assert found not in {theme.id for theme in merged.themes}
    assert sum(comment.cluster == "food" for comment in merged.comments) >= 30


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_can_be_analysed(texts: list[str]) -> None:
    given_comments = [Comment(str(n), text) for n, text in enumerate(texts)]
    for comment, read in zip(given_comments, analyse(given_comments, stages=STAGES).comments, strict=True):
        assert (read.cluster is None) == read.non_answer
        for mention in read.mentions:
            assert 0 <= mention.start < mention.end <= len(comment.text)
            assert all(0 < hit.strength <= 1 for hit in mention.themes)
