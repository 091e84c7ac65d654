from __future__ import annotations

from dataclasses import replace

from feedback.analysis.codebook import Codebook, CodebookTheme, Vocabulary


def theme(theme_id: str, *anchors: str) -> CodebookTheme:
    texts = {"en": theme_id}
    return CodebookTheme(theme_id, "family", texts, texts, texts, texts, {"en": Vocabulary(anchors)})


def test_the_version_follows_the_content_and_not_the_order_of_writing() -> None:
    one = replace(theme("a", "x"), names={"en": "A", "es": "B"})
    other = replace(one, names={"es": "B", "en": "A"})
    assert Codebook((one,)).version == Codebook((other,)).version
    assert Codebook((one,)).version != Codebook((replace(one, vocabularies={}),)).version
    assert Codebook((one,)).version != Codebook((one,), {"en": {"people": ("staff",)}}).version
    assert len(Codebook((one,)).version) == 12


def test_themes_are_added_or_replaced_by_id() -> None:
    changed = theme("a", "other")
    book = Codebook((theme("a", "x"), theme("b"))).with_themes(changed, theme("c"))
    assert [entry.id for entry in book.themes] == ["a", "b", "c"]
    assert book.by_id["a"] == changed
