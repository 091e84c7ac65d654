"""Formats by name."""

from __future__ import annotations

import pytest

from feedback.errors import UnknownName
from feedback.surveys.document import Questionnaire
from feedback.surveys.exporting import FORMATS, format_named


def test_formats_are_known_by_name() -> None:
    assert [(name, one.extension, one.binary) for name, one in FORMATS.items()] == [
        ("json", "json", False),
        ("xlsform", "xlsx", True),
    ]
    assert format_named("json").write(Questionnaire())[:1] == b"{"
    assert format_named("xlsform").write(Questionnaire(base_language="es"))[:2] == b"PK"


def test_a_format_nobody_knows() -> None:
    with pytest.raises(UnknownName, match="json, xlsform"):
        format_named("pdf")
