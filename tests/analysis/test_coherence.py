from __future__ import annotations

from feedback.analysis.coherence import Speech

PAIRS = [("a", "b")] * 5 + [("c", "d")] * 5


def test_inseparable_terms_score_one_and_strangers_minus_one() -> None:
    speech = Speech(PAIRS, {}, 10)
    assert round(speech.coherence(["a", "b"]), 6) == 1.0
    assert speech.coherence(["a", "c"]) == -1.0
    assert round(speech.coherence(["a", "b", "c"]), 6) == round((1 - 1 - 1) / 3, 6)


def test_terms_said_together_as_often_as_chance_score_nothing() -> None:
    mentions = [("a", "b"), ("a",), ("b",), ("c",)]
    assert round(Speech(mentions, {}, 4).coherence(["a", "b"]), 6) == 0.0


def test_one_term_alone_or_unknown_ones_are_not_coherent() -> None:
    assert Speech(PAIRS, {}, 10).coherence(["a"]) == -1.0
    assert Speech(PAIRS, {}, 10).coherence(["x", "y"]) == -1.0
    assert Speech([], {}, 0).coherence(["x", "y"]) == -1.0


def test_what_is_said_elsewhere_takes_coherence_away() -> None:
    assert Speech(PAIRS, {"a": 50, "b": 50}, 100).coherence(["a", "b"]) < Speech(PAIRS, {}, 100).coherence(["a", "b"])


def test_closeness_compares_across_and_counts_a_shared_term_as_one() -> None:
    speech = Speech(PAIRS, {}, 10)
    assert round(speech.closeness(["a"], ["b"]), 6) == 1.0
    assert speech.closeness(["a", "b"], ["c", "d"]) == -1.0
    assert speech.closeness(["a"], ["a"]) == 1.0


def test_terms_that_every_mention_says_are_together_always() -> None:
    assert Speech([("a", "b")] * 3, {}, 3).coherence(["a", "b"]) == 1.0
