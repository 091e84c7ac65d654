from __future__ import annotations

import pytest

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.records import Mention, Sentiment, ThemeHit
from feedback.analysis.text import words
from feedback.analysis.themes import MOST_CLUSTERS, MOST_THEMES, Standing, in_clauses, strength, strongest, theme_hits


def hits(text: str, lang: str) -> tuple[ThemeHit, ...]:
    return theme_hits(words(text), text, built_in_codebook(), lang)


def themes(text: str, lang: str) -> set[str]:
    return {hit.theme for hit in hits(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "El personal fue muy amable", {"treatment"}),
        ("es", "El tratamiento que me dieron alivió el dolor", {"care"}),
        ("es", "Esperamos dos horas en la sala de espera", {"waiting"}),
        ("es", "No era lo que esperaba", {"overall"}),
        ("es", "La habitación estaba sucia y olía a humedad", {"cleanliness"}),
        ("es", "Buena relación calidad precio", {"price"}),
        ("es", "El camarero tenía mala cara", {"treatment"}),
        ("es", "Pagan las facturas a 90 días", {"supplier-payment"}),
        ("es", "Me cobraron dos veces con la tarjeta de crédito", {"billing"}),
        ("es", "Los pedidos urgentes llegan sin previsión", {"supplier-planning"}),
        ("es", "No damos abasto con tanta carga de trabajo", {"workload"}),
        ("es", "Excelente servicio", {"overall"}),
        ("es", "No cambiaría nada", {"nothing-to-improve"}),
        ("en", "The nurses were lovely", {"treatment"}),
        ("en", "What kind of place is this", set()),
        ("en", "I was well looked after", {"care"}),
        ("en", "They explained everything and answered my questions", {"information"}),
        ("en", "I was on hold for an hour and nobody answered the phone", {"communication", "waiting"}),
        ("en", "My flight was cancelled without a word", {"cancellations"}),
        ("en", "I can't wait to go back", {"overall"}),
        ("en", "They helped me a great deal", {"care"}),
        ("en", "Nothing was too much trouble", {"treatment"}),
        ("en", "Couldn't be improved", {"nothing-to-improve"}),
        ("en", "The building has no ramp for wheelchairs", {"accessibility", "facilities"}),
        ("pt", "Os funcionários foram muito simpáticos", {"treatment"}),
        ("pt", "O café da manhã era delicioso", {"food"}),
        ("pt", "O quarto era barulhento", {"noise"}),
        ("pt", "Ficamos perto do metrô", {"location"}),
        ("pt", "A senha do wifi não funcionava", {"connectivity", "app-web"}),
    ],
)
def test_a_sentence_carries_what_it_is_about(lang: str, text: str, expected: set[str]) -> None:
    assert themes(text, lang) == expected


def test_a_hit_names_the_words_as_they_were_written() -> None:
    assert hits("El Personal, muy AMABLE; la cama, cómoda", "es") == (
        ThemeHit("comfort", 0.6667, ("cama", "cómoda")),
        ThemeHit("treatment", 0.5, ("AMABLE",)),
    )


def test_a_word_said_twice_counts_once() -> None:
    assert hits("amable amable amable", "es") == (ThemeHit("treatment", 0.5, ("amable",)),)


def test_one_weak_word_is_not_enough_and_two_different_ones_are() -> None:
    assert hits("It took an hour", "en") == ()
    assert hits("An hour, and another hour", "en") == ()
    assert hits("An hour and ten minutes", "en") == (ThemeHit("waiting", 0.5, ("hour", "minutes")),)


def test_a_fallback_theme_gives_way_to_any_other() -> None:
    assert themes("Excelente", "es") == {"overall"}
    assert themes("Excelente desayuno", "es") == {"food"}


def test_an_enumeration_keeps_its_strongest_themes() -> None:
    text = "desayuno comida cena, limpieza, ruido, wifi, precio, piscina, ubicación"
    found = hits(text, "es")
    assert len(found) == MOST_THEMES
    assert found[0].theme == "food"
    assert [hit.strength for hit in found] == sorted((hit.strength for hit in found), reverse=True)


def test_strength_grows_with_the_weight_and_stays_below_one() -> None:
    assert [strength(weight) for weight in (0, 1, 2, 3)] == [0, 0.5, 0.6667, 0.75]


def test_punctuation_parts_clauses_and_curly_apostrophes_are_straight() -> None:
    text = "Food (hot), don\u2019t wait"
    tokens, sources = in_clauses(words(text), text)
    assert tokens == ["food", "", "hot", "", "don't", "wait"]
    assert [source and source.text for source in sources] == ["Food", None, "hot", None, "don\u2019t", "wait"]


def mention(*carried: tuple[str, float]) -> Mention:
    return Mention(0, 1, Sentiment("neu", 0), tuple(ThemeHit(theme, value, ()) for theme, value in carried))


def test_the_strongest_theme_of_a_comment_is_counted_over_its_mentions() -> None:
    assert strongest([mention(("a", 0.5)), mention(("b", 0.6)), mention(("a", 0.5))]) == "a"
    assert strongest([mention(("a", 0.5)), mention(("b", 0.5))]) == "a"
    assert strongest([mention(), mention()]) is None


def test_a_fallback_theme_is_strongest_only_alone() -> None:
    fallback = frozenset({"f"})
    assert strongest([mention(("f", 0.9)), mention(("a", 0.5))], fallback) == "a"
    assert strongest([mention(("f", 0.9))], fallback) == "f"


def test_what_most_mentions_carry_is_strongest_however_many_words_say_it() -> None:
    assert strongest([mention(("a", 0.75)), mention(("b", 0.5)), mention(("b", 0.5))]) == "b"


def test_of_equal_themes_the_one_more_comments_carry_is_strongest() -> None:
    both = [mention(("a", 0.75), ("b", 0.5))]
    assert strongest(both) == "a"
    assert strongest(both, standing=Standing(sizes={"a": 3, "b": 4})) == "b"


def test_prominence_weighs_and_what_a_person_said_counts_twice() -> None:
    both = [mention(("a", 0.5), ("b", 0.5))]
    sizes = {"a": 1, "b": 9}
    assert strongest(both, standing=Standing({"a": 1.5}, sizes)) == "a"
    assert strongest(both, standing=Standing({"b": 0.75}, sizes)) == "a"
    assert strongest([mention(("a", 1.0), ("b", 0.5))], standing=Standing(sizes=sizes)) == "a"


def test_only_so_many_themes_are_large_enough_to_be_a_cluster() -> None:
    sizes = {f"t{number}": 10 for number in range(MOST_CLUSTERS)} | {"a": 1}
    standing = Standing.of(built_in_codebook(), sizes)
    assert standing.small == {"a"}
    assert standing.prominence["cancellations"] == 1.5
    assert strongest([mention(("a", 0.5))], standing=standing) is None
    assert strongest([mention(("a", 0.5), ("t3", 0.5))], standing=standing) == "t3"
