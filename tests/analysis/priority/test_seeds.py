from __future__ import annotations

from feedback.analysis.priority.seeds import generator


def test_same_names_same_numbers() -> None:
    assert generator(1, "a", "b").random() == generator(1, "a", "b").random()
    numbers = {generator(1, "a").random(), generator(2, "a").random(), generator(1, "b").random()}
    assert len(numbers | {generator(1, "a", "b").random(), generator(1, "ab").random()}) == 5
