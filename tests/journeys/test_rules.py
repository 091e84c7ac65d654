"""What a journey is drawn of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedback
from feedback.errors import Invalid
from feedback.journeys import rules


def test_no_word_means_two_channels_and_every_drawing_exists() -> None:
    words = [word for channel in rules.CHANNELS for word in (channel.code, *channel.also)]
    assert len(words) == len(set(words))
    assert [rules.channel_meant(word) for word in words] == [
        channel.code for channel in rules.CHANNELS for _ in (channel.code, *channel.also)
    ]
    icons = (Path(feedback.__file__).parent / "static" / "icons.svg").read_text("utf-8")
    assert [channel.icon for channel in rules.CHANNELS if f'id="{channel.icon}"' not in icons] == []


def test_a_channel_that_is_no_longer_known_is_another_one() -> None:
    assert rules.channel("phone").code == "phone"
    assert rules.channel("telex").code == rules.OTHER
    assert rules.channel_of("shop") == "shop"
    with pytest.raises(Invalid):
        rules.channel_of("telex")


@pytest.mark.parametrize(
    ("value", "word"),
    [(1, "Very bad"), (1.4, "Very bad"), (2.5, "Neither good nor bad"), (3.8, "Good"), (5, "Very good")],
)
def test_feelings_in_words(value: float, word: str) -> None:
    assert rules.feeling_word(value).id == word


@pytest.mark.parametrize("value", [0.9, 5.1, float("nan")])
def test_feelings_go_from_one_to_five(value: float) -> None:
    assert rules.feeling_of(None) is None
    assert rules.feeling_of(1) == 1
    with pytest.raises(Invalid):
        rules.feeling_of(value)


def test_a_full_list_takes_no_more() -> None:
    rules.room_for_one(4, 5)
    with pytest.raises(Invalid):
        rules.room_for_one(5, 5)


def test_moving_by_one_place() -> None:
    assert rules.moved("abc", "b", "up") == ["b", "a", "c"]
    assert rules.moved("abc", "b", "down") == ["a", "c", "b"]
    assert rules.moved("abc", "a", "up") == ["a", "b", "c"]
    assert rules.moved("abc", "c", "down") == ["a", "b", "c"]
    assert rules.moved("abc", "b", "sideways") == ["a", "b", "c"]


@given(st.lists(st.integers(), min_size=2, unique=True), st.data())
def test_down_undoes_up(rows: list[int], data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(rows[1:]))
    assert rules.moved(rules.moved(rows, row, "up"), row, "down") == rows
