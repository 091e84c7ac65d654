from __future__ import annotations

import random

from feedback.analysis.discovery import FoundCluster, Leftover
from feedback.analysis.reclustering import reclustered

TENNIS = ("cancha", "tenis", "raqueta", "red", "pelota")


def talk(topic: tuple[str, ...], count: int, prefix: str, lang: str = "es") -> list[Leftover]:
    draw = random.Random(prefix)
    return [Leftover(f"{prefix}{n:03}", 0, lang, tuple(draw.sample(topic, 3))) for n in range(count)]


def chance(count: int) -> list[Leftover]:
    draw = random.Random(0)
    words = [f"w{number}" for number in range(40)]
    return [Leftover(f"n{n:03}", 0, "es", tuple(draw.sample(words, 3))) for n in range(count)]


def cluster(name: str, mentions: list[Leftover], lang: str = "es") -> FoundCluster:
    return FoundCluster(name, lang, ("a",), {(one.key, one.mention): 1.0 for one in mentions})


def test_a_topic_comes_back_and_what_chance_made_does_not() -> None:
    topic, noise = talk(TENNIS, 40, "t"), chance(200)
    found = reclustered([*topic, *noise], [cluster("tennis", topic), cluster("chance", noise[:30])])
    assert found["tennis"] > 0.85
    assert found["chance"] < 0.6


def test_languages_are_clustered_apart_and_only_what_is_asked_for_is_given() -> None:
    es, en = talk(TENNIS, 40, "t"), talk(("court", "tennis", "racket", "net"), 30, "e", "en")
    clusters = [cluster("es", es), cluster("en", en, "en")]
    whole = reclustered([*es, *en, *chance(60)], clusters)
    assert min(whole.values()) > 0.85
    assert reclustered([*es, *en, *chance(60)], clusters, only={"en"}) == {"en": whole["en"]}


def test_the_order_of_mentions_changes_nothing() -> None:
    topic, noise = talk(TENNIS, 40, "t"), chance(100)
    clusters = [cluster("tennis", topic)]
    shuffled = random.Random(1).sample([*topic, *noise], 140)
    assert reclustered(shuffled, clusters) == reclustered([*topic, *noise], clusters)


def test_a_sample_holds_the_members_first() -> None:
    topic, noise = talk(TENNIS, 40, "t"), chance(400)
    assert reclustered([*topic, *noise], [cluster("tennis", topic)], most=100)["tennis"] > 0.85


def test_nothing_to_cluster_is_no_error() -> None:
    assert reclustered([], []) == {}
    rare = [Leftover(str(n), 0, "es", (f"x{n}", f"y{n}")) for n in range(5)]
    assert reclustered(rare, [cluster("rare", rare)]) == {}
