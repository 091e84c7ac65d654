"""The ways of taking part have words."""

from __future__ import annotations

from feedback.cocreation.rules.taking_part import WAYS, said


def test_each_way_says_how_often() -> None:
    assert len({said(way, 2).id for way in WAYS}) == len(WAYS)
    assert str(said("decided", 2)) == "decisions about them, or by its people: 2"
