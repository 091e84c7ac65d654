from __future__ import annotations

from feedback.analysis.tone import group_name
from feedback.analysis.tone.model import GROUPS


def test_every_class_has_a_name_of_its_own() -> None:
    assert len({str(group_name(group)) for group in (*GROUPS, "length")}) == len(GROUPS) + 1
