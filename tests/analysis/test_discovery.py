from __future__ import annotations

import random

from feedback.analysis.discovery import Elsewhere, Leftover, Limits, discover, found_id

TENNIS = ("cancha", "tenis", "raqueta", "red", "pelota")
PEACOCKS = ("pavo", "jardin", "pluma", "gallina", "pajaro")


def talk(topic: tuple[str, ...], count: int, prefix: str, lang: str = "es") -> list[Leftover]:
    draw = random.Random(prefix)
    return [Leftover(f"{prefix}{n:03}", 0, lang, tuple(draw.sample(topic, 3))) for n in range(count)]


def noise(count: int) -> list[Leftover]:
    draw = random.Random(0)
    return [Leftover(f"n{n:03}", 0, "es", (f"x{draw.randrange(10_000)}", f"y{n}")) for n in range(count)]


def test_what_people_speak_of_together_is_found_and_noise_is_not() -> None:
    found = discover([*talk(TENNIS, 30, "t"), *talk(PEACOCKS, 20, "p"), *noise(50)])
    assert [(set(cluster.leading), len(cluster.members)) for cluster in found] == [
        (set(TENNIS), 30),
        (set(PEACOCKS), 20),
    ]
    assert discover(noise(200)) == []


def test_every_member_says_a_leading_term_and_carries_its_share() -> None:
    mentions = [*talk(TENNIS, 30, "t"), *noise(50)]
    said = {(mention.key, mention.mention): set(mention.terms) for mention in mentions}
    (cluster,) = discover(mentions)
    assert [member for member in cluster.members if said[member].isdisjoint(cluster.leading)] == []
    assert [share for share in cluster.members.values() if not 0.5 <= share <= 1] == []


def test_the_order_of_mentions_changes_nothing() -> None:
    mentions = [*talk(TENNIS, 30, "t"), *talk(PEACOCKS, 20, "p"), *noise(50)]
    shuffled = random.Random(1).sample(mentions, len(mentions))
    assert discover(mentions) == discover(shuffled)


def test_languages_are_clustered_apart() -> None:
    english = talk(("court", "tennis", "racket", "net"), 25, "e", "en")
    elsewhere = {"es": Elsewhere(mentions=70), "en": Elsewhere(mentions=70)}
    found = discover([*talk(TENNIS, 30, "t"), *english], elsewhere)
    assert [(cluster.lang, len(cluster.members)) for cluster in found] == [("es", 30), ("en", 25)]


def test_sizes_are_kept() -> None:
    mentions = [*talk(TENNIS, 30, "t"), *talk(PEACOCKS, 20, "p"), *noise(50)]
    assert [len(cluster.members) for cluster in discover(mentions, limits=Limits(min_cluster=25))] == [30]
    assert [len(cluster.members) for cluster in discover(mentions, limits=Limits(max_clusters=1))] in ([30], [20])
    same_person = [mention._replace(key="one", mention=n) for n, mention in enumerate(talk(TENNIS, 30, "t"))]
    assert discover(same_person) == []


def test_too_little_to_cluster_is_no_error() -> None:
    assert discover([]) == []
    assert discover(talk(TENNIS, 3, "t")) == []


def test_words_on_everybodys_lips_are_no_topic() -> None:
    mentions = [*talk(TENNIS, 30, "t"), *noise(50)]
    common = Elsewhere(dict.fromkeys(TENNIS, 900), 1_000)
    assert discover(mentions, {"es": common}) == []
    assert len(discover(mentions, {"es": Elsewhere({}, 1_000)})) == 1


def test_an_id_is_made_of_the_leading_terms_in_any_order() -> None:
    assert found_id("es", ["b", "a", "c", "d", "e", "tail"]) == found_id("es", ["a", "b", "c", "d", "e", "other"])
    assert found_id("es", ["a", "b"]) != found_id("pt", ["a", "b"])
    assert found_id("es", ["a", "b"]).startswith("found-")
