from __future__ import annotations

import pytest

from feedback.analysis.codebook.patterns import MAX_GAP, parse_pattern

SETS = {"people": ("staff", "nurs*")}


def test_words_are_folded_and_accept_their_lemma() -> None:
    (element,) = parse_pattern("Atención", {}).elements
    assert element.accepts("atencion", "atencion")
    assert element.accepts("atenciones", "atencion")
    assert not element.accepts("atencioncita", "atencioncita")


def test_an_exact_form_does_not_accept_other_forms() -> None:
    (element,) = parse_pattern("=care", {}).elements
    assert element.accepts("care", "care")
    assert not element.accepts("caring", "care")


def test_stems_alternatives_and_sets() -> None:
    stem, either, people = parse_pattern("limpi* room/bed @people", SETS).elements
    assert [stem.accepts(word, word) for word in ("limones", "limpieza", "limpi")] == [False, True, True]
    assert [either.accepts(word, word) for word in ("room", "bed", "bath")] == [True, True, False]
    assert [people.accepts(word, word) for word in ("staff", "nurses", "doctor")] == [True, True, False]


def test_a_gap_stands_before_the_element_behind_it() -> None:
    pattern = parse_pattern("~took .. long time", {})
    assert (len(pattern.elements), pattern.gaps, pattern.weak) == (3, (0, MAX_GAP, 0), True)


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        parse_pattern("..", {})
    with pytest.raises(KeyError, match="strangers"):
        parse_pattern("@strangers", SETS)
