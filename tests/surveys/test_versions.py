"""What changed between two versions."""

from __future__ import annotations

from feedback.surveys.editing import add_question, remove_question, update_question
from feedback.surveys.versions import changes_between, unchanged
from tests.surveys.samples import asked, questionnaire

BEFORE = questionnaire(asked("nps"), asked("ces", "ces"), asked("rating", "rating"))


def test_what_was_added_left_out_and_changed_stands_there_and_the_rest_is_counted() -> None:
    after = add_question(remove_question(BEFORE, "id-ces"), "s1", "new", "yesno", {"text": {"en": "New?"}})
    after = update_question(after, "id-nps", {"text": {"es": "¿nps?", "en": "Would you?"}})
    found = changes_between(BEFORE, after, "en")
    assert [(one.question, one.before, one.after) for one in found] == [
        ("id-nps", "nps?", "Would you?"),
        ("new", "", "New?"),
        ("id-ces", "ces?", ""),
    ]
    assert [one.needs_a_word for one in found] == [True, False, False]
    assert unchanged(BEFORE, after) == 1


def test_the_authors_word_is_followed_where_it_may() -> None:
    after = update_question(BEFORE, "id-nps", {"text": {"es": "¿nps?", "en": "Would you?"}})
    assert [one.comparable for one in changes_between(BEFORE, after, "en")] == [True]
    assert [one.comparable for one in changes_between(BEFORE, after, "en", {"id-nps": False})] == [False]


def test_another_scale_asks_nobody() -> None:
    after = update_question(BEFORE, "id-rating", {"settings": {"points": 7}})
    (change,) = changes_between(BEFORE, after, "en", {"id-rating": True})
    assert (change.needs_a_word, change.comparable) == (False, False)
