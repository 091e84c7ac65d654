from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.journeys.rules.statements import needs_words, reason_of, topic_label, topic_of, value_of


def test_topics_that_nobody_foresaw_are_their_own_name() -> None:
    assert str(topic_label("goal")) == "What the person wants"
    assert str(topic_label(topic_of(" parking\nspace "))) == "parking space"


def test_values_stay_in_their_range() -> None:
    assert (value_of("feeling", 1), value_of("duration", 0), value_of("", None)) == (1, 0, None)
    for topic, value in (("feeling", 0.5), ("duration", -1), ("", float("inf"))):
        with pytest.raises(Invalid):
            value_of(topic, value)


def test_a_topic_needs_something_said_about_it() -> None:
    assert needs_words({}, "goal", None)
    assert not needs_words({}, "", None)
    assert not needs_words({}, "duration", 10)
    assert reason_of("  They\ttold us ") == "They told us"
