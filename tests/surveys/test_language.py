"""The order in which a respondent's language is found."""

from __future__ import annotations

import pytest

from feedback.surveys.language import page_language


@pytest.mark.parametrize(
    ("asked", "accepted", "found"),
    [
        ("en", ["es"], "en"),
        ("en-GB", ["es"], "en"),
        ("fr", ["en-US", "es"], "en"),
        (None, ["es-MX"], "es"),
        (None, ["pt-BR", "es"], "pt-BR"),
        (None, ["pt", "es"], "pt-BR"),
        (None, ["pt_PT"], "pt-BR"),
        (None, ["de", "fr"], "es"),
        (None, [], "es"),
        ("", ["en"], "en"),
        (None, [*["de"] * 5, "en"], "es"),
    ],
)
def test_link_then_browser_then_the_questionnaires_own(asked: str | None, accepted: list[str], found: str) -> None:
    assert page_language(("es", "en", "pt-BR"), "es", asked, accepted) == found
