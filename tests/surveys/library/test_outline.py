from __future__ import annotations

from feedback.surveys.library import entry
from feedback.surveys.library.outline import outline


def test_lines_are_numbered_and_say_on_what_they_depend() -> None:
    lines = outline(entry("giving-up-check").document)
    assert [(line.number, line.after) for line in lines] == [(1, ()), (2, (1,)), (3, (1,)), (4, (3,)), (5, (3,))]


def test_a_section_stands_at_its_first_question() -> None:
    lines = outline(entry("hotel-employees").document)
    titles = [line.section.title.text_in("en") if line.section else None for line in lines]
    assert titles == ["Booking", None, "Arrival", None, "The stay", None, "Departure", None]


def test_what_is_not_known_yet_has_words_that_stand_in() -> None:
    first = outline(entry("journey-validation").document)[0]
    assert first.text("en") == "Did you go through “this step”?"
