"""Counting words, language by language."""

from __future__ import annotations

from feedback.programme.rules import tongues


def test_every_language_has_every_kind_of_word() -> None:
    known = tongues.words()
    assert set(known) == {"es", "en", "pt"}
    kinds = set(known["en"])
    assert kinds == set(tongues.Tongue.__slots__)
    assert all(set(part) == kinds and all(part.values()) for part in known.values())
    assert all(set(part["numbers"].values()) == set(range(2, 10)) for part in known.values())


def test_words_and_numbers_are_found_where_they_stand() -> None:
    assert [tuple(one) for one in tongues.tokens("Três, 12,5 %")] == [("tres", 0, 4), ("12,5", 6, 10), ("%", 11, 12)]


def test_a_language_without_words_is_read_with_all_of_them() -> None:
    assert tongues.tongue_of("it").numbers == {
        **tongues.tongue_of("es").numbers,
        **tongues.tongue_of("en").numbers,
        **tongues.tongue_of("pt").numbers,
    }
