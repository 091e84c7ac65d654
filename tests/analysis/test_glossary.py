from __future__ import annotations

from importlib.resources import files

from feedback.analysis.discovery import FoundCluster
from feedback.analysis.glossary import Twins, alike, joined, said_in, twins

POOL = ("piscina", "toalla", "agua", "sombrilla", "bar")
SWIM = ("pool", "towel", "water", "queue", "bar")
TRAIN = ("tren", "estacion", "billete", "retraso", "vagon")


def cluster(name: str, lang: str, terms: tuple[str, ...], size: int) -> FoundCluster:
    return FoundCluster(name, lang, terms, {(f"{name}{number}", 0): 1.0 for number in range(size)})


def test_every_line_says_one_thing_in_three_languages() -> None:
    text = files("feedback.analysis").joinpath("lexicons", "glossary.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert len(lines) >= 400
    assert [line for line in lines if len(line) != 3 or not all(word.strip() for word in line)] == []
    assert len({line[0] for line in lines}) == len(lines)


def test_a_word_is_said_in_another_language() -> None:
    assert said_in("habitaciones", "es", "en") is None
    assert [said_in("toalla", "es", "en"), said_in("towel", "en", "pt"), said_in("fila", "pt", "es")] == [
        "towel",
        "toalha",
        "cola",
    ]


def test_likeness_counts_the_leading_terms_that_are_the_same_things() -> None:
    assert (alike(POOL, SWIM), alike(POOL, TRAIN), alike(POOL, POOL), alike((), SWIM)) == (0.8, 0.0, 1.0, 0.0)
    assert alike(("agua",), ("water", "agua")) == 1.0


def test_clusters_of_different_languages_are_joined_to_the_larger_one() -> None:
    es, en, other = cluster("es", "es", POOL, 9), cluster("en", "en", SWIM, 5), cluster("tren", "es", TRAIN, 7)
    assert joined([en, other, es]) == {"es": "es", "en": "es", "tren": "tren"}


def test_clusters_of_one_language_are_never_joined() -> None:
    one, other = cluster("one", "es", POOL, 9), cluster("other", "es", POOL, 5)
    assert joined([one, other]) == {"one": "one", "other": "other"}
    third = cluster("en", "en", SWIM, 3)
    assert joined([one, other, third])["en"] == "one"


def test_what_is_only_perhaps_the_same_is_offered_to_a_person() -> None:
    perhaps = ("pool", "towel", "sky", "hour", "sound")
    assert joined([cluster("es", "es", POOL, 9), cluster("en", "en", perhaps, 5)])["en"] == "en"
    assert twins([("es", POOL), ("en", perhaps), ("tren", TRAIN)]) == [Twins("en", "es", 0.4)]
