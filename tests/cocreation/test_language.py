from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from feedback.analysis.codebook import CodebookTheme, built_in_codebook
from feedback.analysis.tone import Kind, check
from feedback.cocreation.language import PLACES, Count, review
from feedback.cocreation.texts import Written, texts_of
from feedback.errors import message
from feedback.permissions import Permission
from feedback.surveys.document import Questionnaire
from feedback.surveys.library.loading import entries

OCTOBER, NOVEMBER = datetime(2026, 10, 31, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)


def text(words: str, place: str = "map", lang: str = "es", changed: datetime | None = None) -> Written:
    about = message("Note")
    return Written(place, words, lang, "text", about, changed, "cycle.cycle", {}, Permission.VIEW)


def test_texts_are_counted_by_place_and_by_month() -> None:
    found = review(
        [
            text("Clientes difíciles que se quejan de todo", "notices", changed=OCTOBER),
            text("Subir el NPS", changed=NOVEMBER),
            text("La espera", changed=NOVEMBER),
            text("  "),
            text("La visita"),
        ],
        ("es",),
    )
    assert found.total == Count(texts=4, marked=2, mind=2, style=1)
    assert list(found.by_place.items()) == [("map", Count(3, 1, 0, 1)), ("notices", Count(1, 1, 2, 0))]
    assert list(found.by_month.items()) == [
        (date(2026, 11, 1), Count(2, 1, 0, 1)),
        (date(2026, 10, 1), Count(1, 1, 2, 0)),
        (None, Count(1, 0, 0, 0)),
    ]


def test_the_marked_texts_of_a_place_begin_with_those_about_respect() -> None:
    found = review([text("Subir el NPS"), text("Mienten"), text("La espera"), text("Mienten", "notes")], ("es",))
    assert [one.written.text for one in found.of_place("map")] == ["Mienten", "Subir el NPS"]


def test_a_text_of_unknown_language_is_read_in_those_of_the_organisation() -> None:
    assert review([text("They always complain", lang="")], ("es", "en")).total.marked == 1
    assert review([text("They always complain", lang="")], ("es",)).total.marked == 0


def test_what_is_blank_is_no_text() -> None:
    assert review([text(" "), text("")], ("es",)).total == Count()


def test_places_have_names_of_their_own() -> None:
    assert len({str(name) for name in PLACES.values()}) == len(PLACES)


def test_what_comes_with_the_product_holds_its_own_rules_about_respect() -> None:
    """The library of questionnaires and the titles of the codebook, in every language."""
    asked = [(text, lang, kind) for one in entries() for text, lang, kind in texts_in(one.document)]
    titled = [(text, lang) for theme in built_in_codebook().themes for text, lang in titles(theme)]
    assert (len(asked) > 500, len(titled) > 200) == (True, True)
    assert [text for text, lang, kind in asked if disrespectful(text, lang, kind)] == []
    assert [text for text, lang in titled if disrespectful(text, lang)] == []


def texts_in(questionnaire: Questionnaire) -> Iterator[tuple[str, str, Kind]]:
    for texts, kind in texts_of(questionnaire):
        yield from ((text, lang, kind) for lang, text in texts.by_language.items())


def titles(theme: CodebookTheme) -> Iterator[tuple[str, str]]:
    for texts in (theme.names, theme.reduce, theme.amplify):
        yield from ((text, lang) for lang, text in texts.items())


def disrespectful(text: str, lang: str, kind: Kind = "text") -> bool:
    return any(one.severity == "mind" for one in check(text, lang, kind))
