"""Which sentences stand on a theme's page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from feedback.insights.queries.mentions import Sentence
from feedback.insights.speaking import against, typical
from tests.insights.rows import GROUP


def sentence(words: str, feeling: str = "neg", group: Any = GROUP) -> Sentence:
    score = {"neg": -0.6, "pos": 0.6}.get(feeling, 0.0)
    return Sentence(
        uuid4(), f"{words} And more.", 0, len(words), "en", feeling, score, group, None, False, (), "Reviews"
    )


def test_what_most_say_comes_first_and_nothing_twice() -> None:
    queue = [sentence("The queue at the desk was endless today"), sentence("The queue at the desk was endless today!")]
    odd = sentence("Pineapples lay about on the balcony of the neighbours")
    long_queue = sentence("We stood in the queue at the desk for hours")
    found = typical([odd, *queue, long_queue], 2)
    assert len(found) == 2
    assert odd not in found
    assert len({one.words.rstrip("!") for one in found}) == 2


def test_two_sides_stand_against_each_other() -> None:
    hurt = sentence("The queue at the desk was endless and nobody cared")
    pleased = sentence("At the desk somebody came at once and was lovely", "pos", uuid4())
    assert against([hurt, pleased], 2) == [(hurt, pleased)]
    assert against([hurt], 2) == []
