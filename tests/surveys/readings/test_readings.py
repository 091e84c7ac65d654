from __future__ import annotations

from dataclasses import replace

from feedback.surveys.document import Questionnaire
from feedback.surveys.library import entries, entry
from feedback.surveys.readings import kind_of


def test_which_questionnaires_have_a_reading() -> None:
    found = {one.code: kind for one in entries() if (kind := kind_of(one.document))}
    assert found == {"cx-check": "cx_check", "starting-check": "starting_check"}


def test_it_stays_with_most_of_its_questions() -> None:
    assert [kind_of(shortened(count)) for count in (7, 4, 3)] == ["cx_check", "cx_check", None]


def shortened(count: int) -> Questionnaire:
    document = entry("cx-check").document
    (section,) = document.sections
    return replace(document, sections=(replace(section, questions=section.questions[:count]),))
