from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from feedback.analysis.discovery import Limits
from feedback.analysis.finding import found_in, joined
from tests.analysis.test_discovery import TENNIS, noise, talk

ENGLISH = ("court", "tennis", "racket", "net")


def test_languages_are_asked_apart_and_joined_largest_first() -> None:
    sample = {"es": [*talk(TENNIS, 25, "t"), *noise(50)], "en": talk(ENGLISH, 30, "e", "en")}
    answer = found_in(sample, {}, Limits())
    with ThreadPoolExecutor(2) as threads:
        elsewhere = found_in(sample, {}, Limits(), threads)
    assert [cluster.lang for cluster in answer.discovery.clusters] == [
        cluster.lang for cluster in elsewhere.discovery.clusters
    ]
    sizes = [len(cluster.members) for cluster in answer.discovery.clusters]
    assert sizes == sorted(sizes, reverse=True) and sizes
    assert set(answer.stable) <= {cluster.id for cluster in answer.discovery.clusters}


def test_mentions_are_placed_in_the_cluster_they_were_found_in() -> None:
    spanish = [*talk(TENNIS, 25, "t"), *noise(50)]
    english = talk(ENGLISH, 30, "e", "en")
    found = found_in({"es": spanish, "en": english}, {}, Limits()).discovery
    belongs = {member: place for place, cluster in enumerate(found.clusters) for member in cluster.members}
    mentions = [*english, *spanish]
    assert [place[0] if place else None for place in found.place(mentions)] == [
        belongs.get((mention.key, mention.mention)) for mention in mentions
    ]


def test_nothing_joined_is_nothing() -> None:
    assert joined([]).place(noise(2)) == [None, None]
