"""One text in one language."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.surveys.editing import set_text
from feedback.surveys.translations import placed_texts
from tests.surveys.samples import asked, questionnaire

OPTION = [{"code": "x:y", "text": {"es": "x"}}]
DOCUMENT = questionnaire(
    asked("a", "single", choices=OPTION, rows=OPTION, help={"es": "ayuda"}, settings={"other": True}),
    thanks={"es": "Gracias"},
)


def test_every_text_can_be_written_by_its_key() -> None:
    for placed in placed_texts(DOCUMENT):
        changed = set_text(DOCUMENT, placed.key, "pt", "em português")
        after = {one.key: one.texts.by_language for one in placed_texts(changed)}
        before = {one.key: one.texts.by_language for one in placed_texts(DOCUMENT)}
        assert after == {**before, placed.key: {**before[placed.key], "pt": "em português"}}


def test_an_empty_text_goes_away_and_leaves_no_trace() -> None:
    for placed in placed_texts(DOCUMENT):
        written = set_text(DOCUMENT, placed.key, "pt", "x")
        assert set_text(written, placed.key, "pt", "") == DOCUMENT


@pytest.mark.parametrize(
    "key",
    ["", "nothing", "section:none", "question:none:text", "question:id-a:id", "question:id-a:choice:none", "question"],
)
def test_a_text_that_is_not_there_is_refused(key: str) -> None:
    with pytest.raises(Invalid):
        set_text(DOCUMENT, key, "es", "x")
