from __future__ import annotations

from feedback.analysis.codebook import Codebook, built_in_codebook
from feedback.analysis.discovery import FoundCluster, Leftover
from feedback.analysis.finishing import Finisher, codebook_themes, found_themes
from feedback.analysis.records import AnalysedComment, Comment, Mention, Sentiment, ThemeHit
from feedback.analysis.similarity import Profiles
from feedback.analysis.themes import Theme

NEUTRAL = Sentiment("neu", 0.0)
CLUSTER = FoundCluster("found-1", "es", ("cancha", "tenis"), {("1", 0): 0.8})
FOUND = {"found-1": Theme("found-1", {}, "found", CLUSTER.terms, 0)}
LEFT = [Leftover("1", 0, "es", ("tenis", "sucio")), Leftover("2", 0, "es", ("pan",)), Leftover("3", 0, "es", ("zzz",))]


def comment(key: str, *themes: str, cluster: str | None = None, non_answer: bool = False) -> AnalysedComment:
    hits = tuple(ThemeHit(theme, 0.5, ()) for theme in themes)
    return AnalysedComment(key, "es", NEUTRAL, (Mention(0, 5, NEUTRAL, hits),), cluster, non_answer)


def finished(*comments: AnalysedComment, book: Codebook | None = None) -> list[str | None]:
    profiles = Profiles()
    profiles.add("es", "food", ["pan"])
    finisher = Finisher(book or built_in_codebook(), [CLUSTER], FOUND, LEFT, profiles)
    return [read.cluster for read in finisher.finish(comments)]


def test_a_found_theme_reaches_its_mention_with_the_words_said_there() -> None:
    finisher = Finisher(built_in_codebook(), [CLUSTER], FOUND, LEFT, Profiles())
    (read,) = finisher.finish([comment("1", "overall", cluster="overall")])
    assert read.mentions[0].themes == (ThemeHit("found-1", 0.4, ("tenis",)),)
    assert read.cluster == "found-1"


def test_a_comment_without_theme_takes_the_nearest_and_else_the_overall_impression() -> None:
    assert finished(comment("2"), comment("3"), comment("4", "price", cluster="price")) == ["food", "overall", "price"]
    assert finished(comment("2", non_answer=True)) == [None]


def test_a_codebook_without_fallback_gives_its_most_spoken_of_theme() -> None:
    ordinary = tuple(theme for theme in built_in_codebook().themes if not theme.fallback)
    assert finished(comment("3"), book=Codebook(ordinary)) == ["food"]


def test_a_known_theme_keeps_its_identity_and_takes_the_new_terms() -> None:
    earlier = Theme("found-old", {"es": "Tenis"}, "found", ("cancha", "tenis", "red"), 9, 0.8)
    read = [comment("1")]
    themes = found_themes([CLUSTER], [Comment("1", "Tenis y canchas")], read, [earlier])
    assert themes == {"found-1": Theme("found-old", {"es": "Tenis"}, "found", ("cancha", "tenis"), 9, 0.8)}
    (new,) = found_themes([CLUSTER], [Comment("1", "Tenis y canchas")], read, []).values()
    assert (new.id, new.names["es"]) == ("found-1", "cancha · tenis")
    assert found_themes([], [], [], [earlier]) == {}


def test_codebook_themes_carry_what_is_most_said_with_them() -> None:
    profiles = Profiles()
    profiles.add("es", "food", ["pan", "queso", "pan"])
    profiles.add("en", "food", ["bread", "bread", "bread"])
    themes = codebook_themes(built_in_codebook(), profiles)
    assert themes["food"].terms == ("bread", "pan", "queso")
    assert themes["noise"].terms == ()
    assert len(themes) == len(built_in_codebook().themes)
