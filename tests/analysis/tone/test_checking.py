from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.analysis.tone import KINDS, check, check_in, marked
from feedback.analysis.tone.checking import MOST, Piece
from feedback.analysis.tone.model import Kind

TEXT = "Los clientes difíciles se quejan de todo y el NPS baja."


def rules(text: str, lang: str = "es", kind: Kind = "text") -> list[str]:
    return [one.rule for one in check(text, lang, kind)]


def test_findings_come_in_reading_order_with_their_words() -> None:
    assert [(one.rule, one.words, one.severity) for one in check(TEXT, "es")] == [
        ("disrespect/difficult-customers", "clientes difíciles", "mind"),
        ("blaming/always-complaining", "quejan de todo", "mind"),
        ("jargon/measures", "NPS", "style"),
    ]


def test_explanation_and_suggestion_are_in_every_language_of_the_reader() -> None:
    (found,) = check("Se quejan de todo.", "es")
    assert set(found.explanation.params["text"]) == {"es", "en", "pt"}  # type: ignore[call-overload]
    assert found.explanation.params["text"]["en"].startswith("It turns a complaint")  # type: ignore[index]
    assert found.suggestion.id == "%(text)s"


def test_accents_and_case_do_not_matter() -> None:
    assert rules("CLIENTES DIFICILES") == rules("clientes difíciles") == ["disrespect/difficult-customers"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anoté: «no leen nada de lo que escribo».", []),
        ('Dijo "se quejan de todo, siempre" y colgó.', []),
        ("Dijo “los clientes mienten siempre”.", []),
        ("Los «clientes difíciles» del lunes.", ["disrespect/difficult-customers"]),
    ],
)
def test_what_somebody_else_said_stays_out(text: str, found: list[str]) -> None:
    assert rules(text) == found


@pytest.mark.parametrize("text", ["No se quejan de todo.", "Los clientes no son difíciles.", "Nunca mienten."])
def test_a_not_before_it_turns_it_round(text: str) -> None:
    assert rules(text) == []


def test_a_comma_ends_what_a_not_reaches() -> None:
    assert rules("No, se quejan de todo.") == ["blaming/always-complaining"]


@pytest.mark.parametrize(
    "text",
    ["¿Alguien le molestó?", "¿Los técnicos siempre llegan tarde?", "¿Nos dirías por qué no entienden tu caso?"],
)
def test_a_question_to_customers_blames_nobody(text: str) -> None:
    assert [one for one in check(text, "es", "question") if one.severity == "mind"] == []


def test_what_is_badly_asked_counts_in_questions_only() -> None:
    text = "¿Fue el técnico rápido y amable, como siempre?"
    assert rules(text, kind="question") == ["double/two-qualities", "leading/as-everybody-knows"]
    assert rules(text) == []


def test_notes_may_use_the_words_of_the_office() -> None:
    assert rules("El SLA del PQR bajó.", kind="note") == []
    assert rules("El SLA del PQR bajó.") == ["jargon/measures", "jargon/initials"]


def test_one_place_has_one_finding_and_respect_comes_first() -> None:
    assert rules("¿Los clientes siempre llegan tarde?", kind="question") == ["blaming/always-late"]


def test_a_language_without_rules_and_a_blank_text_have_no_findings() -> None:
    assert (rules("Kunden sind dumm", "de"), rules("  \n"), rules("")) == ([], [], [])
    assert rules("clientes difíciles", "es-MX") == ["disrespect/difficult-customers"]


def test_a_text_of_unknown_language_is_read_in_each() -> None:
    assert [one.rule for one in check_in("They always complain.", ("es", "en"))] == ["blaming/always-complaining"]
    assert [one.rule for one in check_in("Se quejan de todo.", ("es", "en"))] == ["blaming/always-complaining"]
    assert check_in("Se quejan de todo.", ()) == ()


def test_the_pieces_are_the_text() -> None:
    assert marked("Ay, quejones.", check("Ay, quejones.", "es")) == [
        Piece("Ay, ", False),
        Piece("quejones", True),
        Piece(".", False),
    ]
    assert marked("", ()) == []


def test_a_long_sentence_is_said_and_not_marked() -> None:
    text = "palabra " * 36
    assert [one.rule for one in check(text, "es")] == ["length/sentence"]
    assert marked(text, check(text, "es")) == [Piece(text, False)]


@given(st.text(max_size=300), st.sampled_from(["es", "en", "pt"]), st.sampled_from(KINDS))
def test_findings_of_any_text_lie_in_it_and_apart(text: str, lang: str, kind: Kind) -> None:
    found = [one for one in check(text, lang, kind) if not one.whole]
    assert [text[one.start : one.end] for one in found] == [one.words for one in found]
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert "".join(piece.text for piece in marked(text, check(text, lang, kind))) == text


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    assert rules("x " * MOST + "clientes difíciles", kind="note") == []
