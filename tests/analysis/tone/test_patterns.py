from __future__ import annotations

import pytest

from feedback.analysis.tone.patterns import parse_phrase


def test_a_phrase_has_elements_and_the_gaps_before_them() -> None:
    phrase = parse_phrase("@people .. lie/cheat", {"people": ("guest*",)})
    assert (len(phrase.elements), phrase.gaps) == (2, (0, 3))
    assert phrase.elements[0].stems == ("guest",)


@pytest.mark.parametrize("text", ["* late", "..", ""])
def test_a_phrase_that_begins_anywhere_or_nowhere_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"pattern"):
        parse_phrase(text, {})
