from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from feedback.analysis.pipeline import analyse
from feedback.analysis.state import KEPT_TERMS, State, kept
from tests.analysis.test_pipeline import comments


def state() -> State:
    return analyse(comments()).state


def test_bytes_hold_all_of_it() -> None:
    before = state()
    body = before.to_bytes()
    after = State.from_bytes(body)
    assert after.to_bytes() == body
    assert (after.reading, after.comments, after.themes, after.found) == (
        before.reading,
        before.comments,
        before.themes,
        before.found,
    )
    assert (after.sizes, after.left, after.profiles) == (dict(before.sizes), dict(before.left), before.profiles)
    assert np.array_equal(after.marks, before.marks)


def test_bytes_hold_no_text_and_no_word_that_was_said_once() -> None:
    said = [*comments(), *comments()[:0]]
    said.append(type(said[0])("secret", "El personal muy amable, sobre todo Wilhelmina."))
    body = analyse(said).state
    assert "wilhelmina" not in {term for counts in body.profiles.values() for term in counts}
    assert "personal" in {term for counts in body.profiles.values() for term in counts}


def test_other_bytes_are_no_state() -> None:
    with pytest.raises(ValueError, match="not a state"):
        State.from_bytes(b"\0" * 40)


def test_it_has_grown_from_a_tenth_more_on() -> None:
    held = state()
    each = sum(held.left.values()) / held.comments
    enough = int(0.1 * sum(held.discovered.values()) / each)
    assert (held.grown(0), held.grown(enough - 1), held.grown(enough + 2)) == (False, False, True)


def test_the_terms_said_most_are_kept() -> None:
    many = Counter({f"term{number}": 1 + (number < 5) for number in range(KEPT_TERMS + 10)})
    assert len(kept({("es", "food"): many})["es", "food"]) == KEPT_TERMS
    assert kept({("es", "food"): many}, 2)["es", "food"] == {f"term{number}": 2 for number in range(5)}
