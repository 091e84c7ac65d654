from __future__ import annotations

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.codebook.dimensions import DIGITAL, HUMAN, PHYSICAL, theme_dimensions


def test_themes_that_clearly_belong_to_one() -> None:
    known = theme_dimensions()
    assert {known[theme] for theme in ("cleanliness", "comfort", "food")} == {PHYSICAL}
    assert {known[theme] for theme in ("treatment", "competence")} == {HUMAN}
    assert {known[theme] for theme in ("app-web", "connectivity")} == {DIGITAL}
    assert "waiting" not in known and "price" not in known


def test_every_theme_is_one_of_the_codebook() -> None:
    assert set(theme_dimensions()) <= set(built_in_codebook().by_id)
    assert set(theme_dimensions().values()) == {PHYSICAL, HUMAN, DIGITAL}
