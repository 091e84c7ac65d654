from __future__ import annotations

from feedback.analysis.similarity import Profiles


def spoken() -> Profiles:
    profiles = Profiles()
    profiles.add("es", "food", ["pan", "queso", "mesa"])
    profiles.add("es", "food", ["pan"])
    profiles.add("es", "comfort", ["cama", "mesa"])
    profiles.add("en", "food", ["bread"])
    return profiles


def test_the_nearest_theme_is_the_one_that_says_the_terms() -> None:
    nearest = spoken().by_language()["es"]
    assert nearest.theme(["pan"]) == "food"
    assert nearest.theme(["cama", "pan", "cama"]) == "comfort"


def test_terms_never_said_have_no_theme() -> None:
    nearest = spoken().by_language()
    assert nearest["es"].theme(["bread"]) is None
    assert nearest["es"].theme([]) is None
    assert nearest["en"].theme(["bread"]) == "food"


def test_merging_adds_up_whatever_the_order() -> None:
    one, other, together = spoken(), Profiles(), Profiles()
    other.add("es", "food", ["pan"])
    together.merge(other.counts)
    together.merge(one.counts)
    one.merge(other.counts)
    assert one.counts == together.counts
    assert one.counts["es", "food"]["pan"] == 3
    assert other.counts["es", "food"]["pan"] == 1
