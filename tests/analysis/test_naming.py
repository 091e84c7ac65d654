from __future__ import annotations

from feedback.analysis.discovery import FoundCluster
from feedback.analysis.naming import names_of, same_as_known
from feedback.analysis.themes import Theme


def cluster(cluster_id: str, *terms: str) -> FoundCluster:
    return FoundCluster(cluster_id, "es", terms, {})


def known(theme_id: str, *terms: str, source: str = "found") -> Theme:
    return Theme(theme_id, {"es": theme_id}, "found" if source == "found" else "codebook", terms, 1)


def test_a_found_theme_is_called_as_people_write_its_terms_and_as_the_glossary_says_them_elsewhere() -> None:
    said = ["Las Canchas de pádel", "canchas sucias", "una cancha de Pádel"]
    texts = {(str(number), 0): text for number, text in enumerate(said)}
    found = FoundCluster("x", "es", ("cancha", "padel", "red", "pelota"), dict.fromkeys(texts, 1.0))
    assert names_of([found], texts) == {
        "es": "canchas · pádel · red",
        "en": "court · pádel · network",
        "pt": "quadra · pádel · rede",
    }


def test_a_theme_of_two_languages_has_the_words_of_each() -> None:
    texts = {("1", 0): "las canchas", ("2", 0): "the courts"}
    es = FoundCluster("x", "es", ("cancha",), {("1", 0): 1.0})
    en = FoundCluster("y", "en", ("court",), {("2", 0): 1.0})
    assert names_of([es, en], texts) == {"es": "canchas", "en": "courts", "pt": "quadra"}


def test_a_known_theme_is_continued_by_the_cluster_most_like_it() -> None:
    tennis, padel = known("found-1", "a", "b", "c", "d"), known("found-2", "x", "y", "z")
    clusters = [cluster("new-1", "x", "y", "w"), cluster("new-2", "a", "b", "c", "e"), cluster("new-3", "m", "n")]
    assert same_as_known(clusters, [tennis, padel]) == {"new-1": padel, "new-2": tennis}


def test_one_known_theme_is_continued_once() -> None:
    earlier = known("found-1", "a", "b", "c")
    assert same_as_known([cluster("near", "a", "b", "x"), cluster("same", "a", "b", "c")], [earlier]) == {
        "same": earlier
    }


def test_unlike_ones_and_codebook_themes_are_not_continued() -> None:
    assert same_as_known([cluster("new", "a", "b")], [known("found-1", "c", "d")]) == {}
    assert same_as_known([cluster("new", "a", "b")], [known("food", "a", "b", source="codebook")]) == {}
    assert same_as_known([], [known("found-1", "a")]) == {}
