from __future__ import annotations

import pickle

import pytest

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.records import ThemeHit
from feedback.analysis.teaching import (
    COMMON,
    DOUBT,
    NOTHING_TAUGHT,
    RARE,
    Anchors,
    Background,
    Lesson,
    Teaching,
    counted_background,
    teach,
)

BOOK = built_in_codebook()
QUIET = Background({"en": 9_000, "es": 9_000, "pt": 9_000})


def hits(taught: Teaching, said: str, lang: str = "en", *before: ThemeHit) -> dict[str, tuple[str, ...]]:
    return {hit.theme: hit.words for hit in taught.hits(before, said.split(), lang)}


def test_one_example_takes_what_says_all_of_it_or_two_rare_words() -> None:
    taught = teach([Lesson("lift", "The elevator was jammed between floors", "en")], BOOK, background=QUIET)
    assert hits(taught, "elevator jam floor") == {"lift": ("elevator", "floor", "jam")}
    assert hits(taught, "elevator jam") == {"lift": ("elevator", "jam")}
    assert hits(taught, "elevator slow") == {}


def test_three_examples_with_a_word_make_it_enough_alone() -> None:
    texts = ("The elevator was stuck", "An elevator without lights", "Elevator doors jammed")
    for count, enough in ((1, False), (2, False), (3, True)):
        taught = teach([Lesson("lift", one, "en") for one in texts[:count]], BOOK, background=QUIET)
        assert bool(hits(taught, "elevator")) is enough


def test_a_word_typed_alone_is_meant_alone_unless_everybody_says_it() -> None:
    common = Background({"en": 9_000}, {"en": {"hotel": 4_000}})
    assert hits(teach([Lesson("lift", "elevator")], BOOK, background=common), "elevator") == {"lift": ("elevator",)}
    assert hits(teach([Lesson("lift", "hotel")], BOOK, background=common), "hotel") == {}


def test_no_single_example_takes_over_what_everybody_says() -> None:
    common = Background({"en": 9_000}, {"en": {"room": 2_000, "breakfast": 1_500, "garden": 3}})
    taught = teach([Lesson("x", "room with breakfast in the garden", "en")], BOOK, background=common)
    assert hits(taught, "room breakfast") == {} and hits(taught, "room garden") == {}
    assert hits(taught, "room breakfast garden") == {"x": ("breakfast", "garden", "room")}


@pytest.mark.parametrize(("count", "rarity"), [(0, 1.0), (50, 1.0), (100, 0.75), (158, 0.5), (499, 0.0), (900, 0.0)])
def test_rarity_falls_in_steps(count: int, rarity: float) -> None:
    """Of 9,000 sentences and a thousand of doubt: 0.5 % are rare, 5 % common."""
    known = Background({"en": 9_000}, {"en": {"word": count}})
    assert known.rarity("en", "word") == rarity
    assert (RARE, COMMON, DOUBT) == (0.005, 0.05, 1_000)


def test_sentences_that_are_not_about_it_take_a_theme_away() -> None:
    lessons = [
        Lesson("waiting", "I cannot wait to come back", "en", belongs=False),
        Lesson("waiting", "Cannot wait to see the pool", "en", belongs=False),
        Lesson("waiting", "We can hardly wait for summer", "en", belongs=False),
    ]
    taught = teach(lessons, BOOK, background=QUIET)
    assert hits(taught, "wait month", "en", ThemeHit("waiting", 0.5, ("wait",))) == {}
    assert hits(taught, "queue hour", "en", ThemeHit("waiting", 0.5, ("queue",))) == {"waiting": ("queue",)}


def test_what_speaks_for_it_and_against_it_outweigh_each_other() -> None:
    said = [Lesson("lift", one, "en") for one in ("elevator music", "elevator stuck", "elevator slow")]
    denied = [Lesson("lift", one, "en", belongs=False) for one in ("elevator pitch", "elevator speech")]
    assert hits(teach(said, BOOK, background=QUIET), "elevator") == {"lift": ("elevator",)}
    assert hits(teach([*said, *denied], BOOK, background=QUIET), "elevator") == {}


def test_a_taught_theme_takes_its_words_with_it_and_only_those() -> None:
    taught = teach([Lesson("wifi", "wifi")], BOOK, background=QUIET)
    comfort = ThemeHit("comfort", 0.5, ("wifi",))
    assert hits(taught, "wifi slow", "en", comfort) == {"wifi": ("wifi",)}
    both = ThemeHit("comfort", 0.67, ("wifi", "bed"))
    assert hits(taught, "wifi bed", "en", both) == {"comfort": ("wifi", "bed"), "wifi": ("wifi",)}
    overall = ThemeHit("overall", 0.5, ("great",))
    assert hits(taught, "wifi", "en", overall) == {"wifi": ("wifi",)}


def test_another_language_learns_only_words_it_shares() -> None:
    taught = teach([Lesson("menu", "el menú infantil", "es")], BOOK, background=QUIET)
    assert hits(taught, "menu infantil", "pt") == {"menu": ("infantil", "menu")}
    assert hits(taught, "menu child", "en") == {}
    shared = next(one for one in taught.themes["pt"] if one.theme == "menu")
    assert [(one.word, one.shared) for one in shared.words] == [("infantil", True), ("menu", True)]
    short = teach([Lesson("bread", "pan")], BOOK, background=QUIET)
    assert hits(short, "pan", "es") == hits(short, "pan", "en")


def test_short_words_are_no_words_of_another_language() -> None:
    taught = teach([Lesson("bread", "el pan duro", "es")], BOOK, background=QUIET)
    assert hits(taught, "pan duro", "es") and not hits(taught, "pan duro", "pt")


def test_words_picked_for_a_part_take_it_from_the_whole_alone() -> None:
    taught = teach([], BOOK, anchors=[Anchors("phone", {"en": ("phone",)}, within="waiting")], background=QUIET)
    waiting = ThemeHit("waiting", 0.5, ("wait",))
    assert hits(taught, "wait phone", "en", waiting) == {"phone": ("phone",)}
    assert hits(taught, "phone broken", "en", ThemeHit("tools", 0.5, ("phone",))) == {"tools": ("phone",)}
    assert hits(taught, "wait", "en", waiting) == {"waiting": ("wait",)}


def test_the_same_lessons_in_another_order_teach_the_same() -> None:
    lessons = [
        Lesson("a", "elevator stuck", "en"),
        Lesson("b", "garden noise", "en"),
        Lesson("a", "ascensor roto", "es"),
    ]
    one, other = teach(lessons, BOOK, background=QUIET), teach(lessons[::-1] + lessons, BOOK, background=QUIET)
    assert (one, one.digest) == (other, other.digest)
    assert pickle.loads(pickle.dumps(one)).digest == one.digest
    assert teach(lessons[:2], BOOK, background=QUIET).digest != one.digest


def test_nothing_taught_changes_nothing() -> None:
    given = (ThemeHit("waiting", 0.5, ("wait",)),)
    assert NOTHING_TAUGHT.hits(given, ["wait"], "en") == given
    assert not NOTHING_TAUGHT and not NOTHING_TAUGHT.knows(["wait"], "en")


def test_the_background_counts_sentences_not_words() -> None:
    known = counted_background([("Elevator, elevator!", "en"), ("A slow elevator", "en"), ("Ascensor", "es")], BOOK)
    assert (known.sentences, known.terms["en"]["elevator"]) == ({"en": 2, "es": 1}, 2)
    assert known.share("en", "elevator") == 2 / (2 + DOUBT)
