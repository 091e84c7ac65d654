from __future__ import annotations

import random

from feedback.analysis.records import AnalysedComment, Mention, Sentiment, ThemeHit
from feedback.analysis.stability import FEWEST, Drawing, stability

NEUTRAL = Sentiment("neu", 0.0)
FOOD = ["soup", "bread", "breakfast", "menu", "tasty", "cold", "dinner"]
QUEUE = ["queue", "waited", "hours", "slow", "line", "minutes", "desk"]


def speech(vocabulary: list[str], count: int, seed: int) -> list[list[str]]:
    draw = random.Random(seed)
    return [draw.sample(vocabulary, 3) for _ in range(count)]


def measured(**counts: int) -> dict[str, float]:
    """Themes that speak of their own, and `double`, which speaks as `food` does."""
    said: list[list[str]] = []
    members: dict[str, range] = {}
    for number, (theme, count) in enumerate(counts.items()):
        vocabulary = QUEUE if theme == "queue" else FOOD
        members[theme] = range(len(said), len(said) + count)
        said += speech(vocabulary, count, number)
    return stability(members, said)


def test_themes_that_speak_of_their_own_are_stable_and_a_double_is_not() -> None:
    found = measured(food=60, queue=60, double=30)
    assert found["food"] > 0.6
    assert found["queue"] > 0.75
    assert found["double"] < 0.6


def test_too_few_mentions_are_not_measured() -> None:
    assert set(measured(food=60, queue=FEWEST - 1)) == {"food"}
    assert stability({}, []) == {}


def test_only_what_is_asked_for_is_given_and_the_seed_repeats_it() -> None:
    said = speech(FOOD, 30, 1) + speech(QUEUE, 30, 2)
    members = {"food": range(30), "queue": range(30, 60)}
    whole = stability(members, said, seed=4)
    assert stability(members, said, seed=4, only={"food"}) == {"food": whole["food"]}
    assert stability(members, said, seed=4) == whole


def comment(number: int, text: str, *themes: str) -> AnalysedComment:
    hits = tuple(ThemeHit(theme, 0.5, ()) for theme in themes)
    return AnalysedComment(f"k{number:04}", "en", NEUTRAL, (Mention(0, len(text), NEUTRAL, hits),), None, False)


def heard(texts: list[str], most: int = 2_000, order: int = 0) -> Drawing:
    drawing = Drawing(most)
    places = random.Random(order).sample(range(len(texts)), len(texts)) if order else range(len(texts))
    for place in places:
        theme = "food" if "soup" in texts[place] or "bread" in texts[place] else "queue"
        drawing.add(place, comment(place, texts[place], theme))
    return drawing


def test_a_sample_takes_equally_many_of_every_theme_in_whatever_order_they_come() -> None:
    texts = ["soup and bread"] * 500 + ["a long queue"] * 40
    drawn = heard(texts, most=100).heard()
    assert [one.themes for one in drawn].count(("queue",)) == 40
    assert 40 <= [one.themes for one in drawn].count(("food",)) <= 60
    assert heard(texts, most=100, order=3).heard() == drawn


def test_the_stability_of_a_drawing_reads_the_texts_of_its_mentions() -> None:
    texts = ["soup and bread", "cold soup", "bread tasty"] * 20 + ["queue of hours", "waited hours", "slow queue"] * 20
    found = heard(texts).stability(texts.__getitem__)
    assert min(found.values()) > 0.9
    assert set(found) == {"food", "queue"}
