"""Words that set clauses against each other."""

from feedback.analysis.text import LANGUAGES
from feedback.analysis.text.contrasts import CONTRASTS


def test_every_language_has_them() -> None:
    assert tuple(CONTRASTS) == LANGUAGES


def test_turning_words_are_whole_words_and_not_part_of_a_set_phrase() -> None:
    assert CONTRASTS["es"].turning.search("desesperos y esperos") is None
    assert CONTRASTS["en"].turning.search("nothing but praise") is None
    assert CONTRASTS["en"].turning.search("good but also cheap") is None
    assert [found.group() for found in CONTRASTS["pt"].turning.finditer("bom mas caro, no entanto perto")] == [
        "mas",
        "no entanto",
    ]


def test_opposing_and_conceding_are_told_apart_at_the_head() -> None:
    assert [bool(CONTRASTS["en"].opening.match(head)) for head in ("but it", "although it", "button")] == [
        True,
        False,
        False,
    ]
    assert [bool(CONTRASTS["en"].conceding.match(head)) for head in ("but it", "although it", "- even if")] == [
        False,
        True,
        True,
    ]
