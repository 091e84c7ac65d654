"""Areas that come ready."""

from __future__ import annotations

from feedback.journeys.rules.functions import MOST_FUNCTIONS, ready
from feedback.names import is_code


def test_the_ready_areas_speak_three_languages() -> None:
    codes = [one.code for one in ready()]
    assert codes == ["operations", "care", "field", "marketing", "sales", "administration", "management"]
    assert len(codes) < MOST_FUNCTIONS
    assert all(is_code(code) for code in codes)
    for one in ready():
        assert sorted(one.name) == ["en", "es", "pt"]
        assert all(one.name.values())
