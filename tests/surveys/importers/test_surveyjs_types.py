"""Types of SurveyJS, of its users' widgets, and misspelt ones."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.normalised import KINDS as KNOWN
from feedback.surveys.importers.surveyjs_types import KINDS, kind_of, plain_type


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ({"type": "text"}, "text"),
        ({"type": "text", "inputType": "number"}, "number"),
        ({"type": "text", "inputType": "datetime-local"}, "date"),
        ({"type": "text", "inputType": "time"}, "time"),
        ({"type": "text", "inputType": "email"}, "email"),
        ({"type": "text", "inputType": "tel"}, "phone"),
        ({"type": "text", "inputType": "color"}, "text"),
        ({"type": "matrix Dropdown"}, "matrix"),
        ({"type": "CheckBox"}, "multi"),
        ({"type": "yesno"}, "yesno"),
        ({"type": "helptext"}, "info"),
        ({"type": "my-info-banner"}, "info"),
        ({"type": "fancy", "choices": ["a"]}, "single"),
        ({"type": "fancy"}, "unsupported"),
        ({}, "text"),
    ],
)
def test_the_kind_of_an_element(element: dict[str, object], kind: str) -> None:
    assert kind_of(element) == kind


def test_every_kind_is_one_that_an_import_knows() -> None:
    assert set(KINDS.values()) <= set(KNOWN)


def test_a_type_is_compared_without_the_signs_people_write() -> None:
    assert plain_type({"type": "Image-Picker "}) == "imagepicker"
