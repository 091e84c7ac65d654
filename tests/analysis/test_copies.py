from __future__ import annotations

from feedback.analysis.copies import Copies
from feedback.analysis.likeness import marks

LONG = "The nurse at the front desk was very kind and explained everything twice before we left the clinic today"


def test_copies_are_found_over_all_chunks() -> None:
    texts = [["Muy bien, gracias", LONG], ["muy bien gracias!", "otra cosa"], [f"{LONG} again", ""]]
    copies = Copies()
    for chunk in texts:
        copies.add([marks(text) for text in chunk], chunk)
    folds = copies.folds()
    assert len(copies) == 6
    assert [copies.text(place) for place in range(6)] == [text for chunk in texts for text in chunk]
    assert {place: folds.get(place) for place in (0, 2)} == dict.fromkeys((0, 2), folds[0])
    assert folds[1] == folds[4] != folds[0]
    assert sorted(folds) == [0, 1, 2, 4]
    assert int(copies.exact[0]) == marks("Muy bien, gracias")[0]


def test_nothing_has_no_copies() -> None:
    copies = Copies()
    assert (copies.folds(), len(copies), len(copies.exact)) == ({}, 0, 0)
