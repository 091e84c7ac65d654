"""Drafts from moments and gaps say what they are about, in every language of the organisation."""

from __future__ import annotations

from uuid import UUID

import pytest

from feedback.backlog.rules import origins
from feedback.names import LONGEST_NAME

VISIT = {"es": "La visita", "en": "The visit"}
STAGE, INSIDE, OUTSIDE = (UUID(int=one) for one in (1, 2, 3))


def test_every_text_is_there_in_three_languages() -> None:
    known = origins.texts()
    assert set(known["titles"]) == {*origins.MOMENTS, origins.ABOVE, origins.BELOW}
    assert set(known["hypotheses"]) == {*known["titles"], "cluster"}
    for texts in (*known["titles"].values(), *known["hypotheses"].values(), *known["notes"].values()):
        assert set(texts) == {"es", "en", "pt"}
        assert len({text.count("{") for text in texts.values()}) == 1, texts


@pytest.mark.parametrize("kind", origins.MOMENTS)
def test_a_moment_is_drafted_at_its_stage(kind: str) -> None:
    draft = origins.moment(kind, STAGE, VISIT, ["es", "pt"])
    assert set(draft.title) == {"es", "en", "pt"}
    assert all("visit" in text for text in draft.title.values())
    assert (draft.key, draft.stage) == (f"moment:{kind}:{STAGE.hex}", STAGE)
    assert "La visita" in draft.hypothesis


def test_a_gap_is_drafted_by_its_side() -> None:
    words = {"stage": VISIT, "guessing": {"en": "Employees"}, "living": {"en": "Customers"}}
    above = origins.gap(origins.ABOVE, (STAGE, INSIDE, OUTSIDE), words, ["en"])
    below = origins.gap(origins.BELOW, (STAGE, INSIDE, OUTSIDE), words, ["en"])
    assert (above.title["en"], above.direction, above.how) == ("See “The visit” as Customers live it", "reduce", "")
    assert (below.direction, below.how) == ("amplify", "show")
    assert above.key == below.key, "one gap is drafted once, whichever side it is on"
    assert above.hypothesis.startswith("Employees believe that “The visit” goes better than Customers say.")


def test_a_long_name_still_fits() -> None:
    draft = origins.moment("pain", STAGE, {"en": "x" * 200}, ["en"])
    assert len(draft.title["en"]) <= LONGEST_NAME


def test_notes_are_counted_in_words() -> None:
    assert origins.notes(1)["en"] == "one note"
    assert origins.notes(4)["es"] == "4 notas"
