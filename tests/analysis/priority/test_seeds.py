from __future__ import annotations

from feedback.analysis.priority.seeds import begun, generator


def test_same_names_same_numbers() -> None:
    assert generator(1, "a", "b").random() == generator(1, "a", "b").random()
    numbers = {generator(1, "a").random(), generator(2, "a").random(), generator(1, "b").random()}
    assert len(numbers | {generator(1, "a", "b").random(), generator(1, "ab").random()}) == 5


def test_names_read_once_for_many_streams_are_names_as_any() -> None:
    first = begun("a", "b")
    for last in ("c", "d"):
        assert generator(1, last, after=first).random() == generator(1, "a", "b", last).random()
