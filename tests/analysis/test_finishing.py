from __future__ import annotations

import random

from feedback.analysis.codebook import Codebook, built_in_codebook
from feedback.analysis.decisions import NO_DECISIONS, Decisions
from feedback.analysis.discovery import Discovery, FoundCluster, Leftover, discovered
from feedback.analysis.finishing import Finisher, carried, codebook_themes, found_themes
from feedback.analysis.records import AnalysedComment, Mention, Sentiment, ThemeHit
from feedback.analysis.similarity import Profiles
from feedback.analysis.themes import Theme

NEUTRAL = Sentiment("neu", 0.0)
TENNIS = ("cancha", "tenis", "raqueta", "red", "pelota")
BOOK = built_in_codebook()


def comment(
    key: str, *mentions: tuple[str, ...], cluster: str | None = None, non_answer: bool = False
) -> AnalysedComment:
    made = tuple(
        Mention(place, place + 1, NEUTRAL, tuple(ThemeHit(theme, 0.5, ()) for theme in themes))
        for place, themes in enumerate(mentions)
    )
    return AnalysedComment(key, "es", NEUTRAL, made, cluster, non_answer)


def tennis() -> Discovery:
    draw = random.Random("t")
    noise = [Leftover(f"n{n:03}", 0, "es", (f"x{draw.randrange(10_000)}", f"y{n}")) for n in range(50)]
    return discovered([*(Leftover(f"t{n:03}", 0, "es", tuple(draw.sample(TENNIS, 3))) for n in range(30)), *noise])


def finisher(
    book: Codebook = BOOK, discovery: Discovery | None = None, decisions: Decisions = NO_DECISIONS
) -> Finisher:
    profiles = Profiles()
    profiles.add("es", "food", ["pan"])
    found = [Theme("found-1", {}, "found", one.terms, 0) for one in (discovery or Discovery()).clusters]
    return Finisher(book, discovery or Discovery(), found, profiles, decisions)


def clusters(*comments: AnalysedComment, sizes: dict[str, int] | None = None) -> list[str | None]:
    made = finisher()
    placed = made.placed(comments, [Leftover("pan", 0, "es", ("pan",)), Leftover("zzz", 0, "es", ("zzz",))])
    return [read.cluster for read in made.clustered(placed, sizes or carried(placed))]


def test_a_found_theme_reaches_its_mention_with_the_words_said_there() -> None:
    left = [Leftover("1", 0, "es", ("tenis", "red", "sucio"))]
    (read,) = finisher(discovery=tennis()).placed([comment("1", ("overall",), cluster="overall")], left)
    (hit,) = read.mentions[0].themes
    assert (hit.theme, sorted(hit.words)) == ("found-1", ["red", "tenis"])
    assert 0.25 <= hit.strength <= 0.5


def test_a_comment_without_theme_takes_the_nearest_and_else_the_overall_impression() -> None:
    assert clusters(comment("pan", ()), comment("zzz", ()), comment("4", ("price",))) == ["food", "overall", "price"]
    assert clusters(comment("pan", (), non_answer=True)) == [None]


def test_of_equal_themes_a_comment_joins_the_one_more_people_raise() -> None:
    both = comment("1", ("price", "food"))
    assert clusters(both, sizes={"price": 9, "food": 3}) == ["price"]
    assert clusters(both, sizes={"price": 3, "food": 9}) == ["food"]
    assert clusters(comment("1", ("price",), ("food",), ("price",)), sizes={"price": 3, "food": 9}) == ["price"]


def test_what_happened_outweighs_what_followed_from_it() -> None:
    sizes = {"waiting": 90, "cancellations": 3, "communication": 50}
    assert clusters(comment("1", ("waiting", "cancellations", "communication")), sizes=sizes) == ["cancellations"]
    assert clusters(comment("1", ("waiting", "communication")), sizes=sizes) == ["communication"]


def test_only_the_largest_themes_are_clusters() -> None:
    sizes = {f"t{number:02}": 100 for number in range(48)} | {"price": 2, "food": 1}
    assert clusters(comment("1", ("price",)), sizes=sizes) == ["overall"]
    assert clusters(comment("1", ("price", "t07")), sizes=sizes) == ["t07"]


def test_a_codebook_without_fallback_gives_its_most_spoken_of_theme() -> None:
    ordinary = Codebook(tuple(theme for theme in BOOK.themes if not theme.fallback))
    made = finisher(ordinary)
    (read,) = made.clustered(made.placed([comment("3", ())], [Leftover("3", 0, "es", ("zzz",))]), {})
    assert read.cluster == "food"


def test_a_comment_counts_for_every_theme_it_carries_once() -> None:
    read = [comment("1", ("food",), ("food", "price")), comment("2", (), cluster="overall"), comment("3", ())]
    assert carried(read) == {"food": 1, "price": 1, "overall": 1}


def test_a_known_theme_keeps_its_identity_and_takes_the_new_terms() -> None:
    found = FoundCluster("found-1", "es", ("cancha", "tenis"), {("1", 0): 0.8})
    texts = {("1", 0): "Tenis y canchas"}
    earlier = Theme("found-old", {"es": "Tenis"}, "found", ("cancha", "tenis", "red"), 9, 0.8)
    assert found_themes([found], texts, [earlier]) == {
        "found-1": Theme("found-old", {"es": "Tenis"}, "found", ("cancha", "tenis"), 9, 0.8)
    }
    (new,) = found_themes([found], texts, []).values()
    assert (new.id, new.names["es"]) == ("found-1", "canchas · tenis")
    assert found_themes([], {}, [earlier]) == {}


def test_clusters_of_two_languages_that_are_one_thing_are_one_theme() -> None:
    es = FoundCluster("es", "es", ("piscina", "toalla", "agua"), {(str(n), 0): 1.0 for n in range(9)})
    en = FoundCluster("en", "en", ("pool", "towel", "water"), {("x", 0): 1.0})
    texts = {(str(n), 0): "piscina con toallas y agua" for n in range(9)} | {("x", 0): "pool towels and water"}
    themes = found_themes([en, es], texts, [])
    assert themes["es"] is themes["en"]
    assert (themes["es"].id, themes["es"].terms) == ("es", (*es.terms, *en.terms))
    assert themes["es"].names == {
        "es": "piscina · toallas · agua",
        "en": "pool · towels · water",
        "pt": "piscina · toalha · agua",
    }
    again = found_themes([en, es], texts, [Theme("before", {"es": "Baño"}, "found", en.terms, 3)])
    assert {theme.id for theme in again.values()} == {"before"}


def test_codebook_themes_carry_the_terms_that_tell_them_apart() -> None:
    """Said once is no word of a theme, and neither is what is said as much with every other."""
    profiles = Profiles()
    profiles.add("es", "food", ["pan", "queso", "pan", "hotel", "hotel"])
    profiles.add("en", "food", ["bread", "bread", "bread"])
    profiles.add("es", "noise", ["ruido", "ruido", "hotel", "hotel", "hotel"])
    themes = codebook_themes(BOOK, profiles)
    assert themes["food"].terms == ("bread", "pan")
    assert themes["noise"].terms == ("ruido", "hotel")
    assert themes["price"].terms == ()
    assert len(themes) == len(BOOK.themes)
