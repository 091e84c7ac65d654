"""A comment as the reader shows it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Flask
from flask_babel import force_locale

from feedback.analysis.codebook import built_in_codebook
from feedback.insights import reader
from feedback.insights.models import Theme
from feedback.insights.presenting import Names
from feedback.insights.queries.comments import Part, WholeComment
from feedback.stakeholders.models import StakeholderGroup
from tests.insights.rows import GROUP

TEXT = "We waited for hours. The staff were kind!"


def part(start: int, end: int, *themes: Any, words: tuple[tuple[Any, ...], ...] = ()) -> Part:
    return Part(uuid4(), start, end, "neg", -0.6, words, themes)


def comment(*parts: Part, text: str = TEXT, **values: Any) -> WholeComment:
    given: dict[str, Any] = {
        "id": uuid4(),
        "text": text,
        "lang": "en",
        "sentiment": "neg",
        "score": -0.2,
        "group_id": GROUP,
        "stage_id": None,
        "suggested": False,
        "suggested_stage_id": None,
        "certainty": None,
        "decided": False,
        "fold": None,
        "parts": parts,
        "source": "Reviews",
        **values,
    }
    return WholeComment(**given)


def names() -> Names:
    return Names([StakeholderGroup(id=GROUP, code="c", kind="customer", name={"en": "Customers"})], [])


def test_the_text_is_cut_at_its_sentences_and_nothing_is_lost(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        shown = reader.whole(comment(part(0, 20), part(21, 40)), names(), 1)
    assert "".join(piece["text"] for piece in shown["pieces"]) == TEXT
    assert [piece["number"] for piece in shown["pieces"]] == [0, None, 1, None]
    assert [piece["text"] for piece in shown["pieces"] if piece.get("chosen")] == ["The staff were kind"]
    assert (shown["language"], shown["stage"]) == ("English", "Stage unknown")


def test_words_show_what_they_weigh(app: Flask) -> None:
    said = part(0, 20, words=(("waited", -1.5), ("hours", 0.0), ("kind", 2.0, "learned")))
    with app.test_request_context(), force_locale("en"):
        shown = reader.sentence(comment(said), said, {}, built_in_codebook(), ())
    assert [(one["text"], one["weight"], one["feeling"], one["learned"]) for one in shown["words"]] == [
        ("waited", "−1.5", "neg", False),
        ("hours", "0.0", "neu", False),
        ("kind", "+2.0", "pos", True),
    ]


def test_themes_show_the_words_that_said_so(app: Flask) -> None:
    waiting = Theme(id=uuid4(), code="waiting", names={}, terms=[])
    found = Theme(id=uuid4(), code="found-1", names={}, terms=["hours", "garden"])
    given = Theme(id=uuid4(), code="own", names={}, terms=[])
    said = part(0, 20, waiting.id, found.id, given.id)
    themes = {one.id: one for one in (waiting, found, given)}
    with app.test_request_context(), force_locale("en"):
        shown = reader.sentence(comment(said), said, themes, built_in_codebook(), {given.id})["themes"]
    assert [one["said"] for one in shown] == [False, False, True]
    assert "waited" in " ".join(shown[0]["words"])
    assert shown[1]["words"] == ("hours",)
    assert shown[2]["words"] == ()


def test_words_of_another_sentence_explain_nothing() -> None:
    said = part(21, 40)
    waiting = Theme(id=uuid4(), code="waiting", names={}, terms=["hours"])
    assert reader.reasons(comment(said), said, [waiting], built_in_codebook()) == {waiting.id: ()}


def test_long_comments_are_short_in_the_list(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        one = comment(text="word " * 60)
        shown = reader.entry(one, names(), "/here", {one.id}, 3)
    assert len(shown["text"]) <= reader.EXCERPT + 2
    assert shown["text"].endswith("word …")
    assert (shown["reviewed"], shown["same"], shown["url"]) == (True, 3, "/here")


def test_languages_are_named_in_the_readers_own(app: Flask) -> None:
    with app.test_request_context(), force_locale("es"):
        assert [reader.language_name(code) for code in ("pt", "xx-not-one")] == ["portugués", "idioma desconocido"]
