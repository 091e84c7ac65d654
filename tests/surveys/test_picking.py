"""Kinds of questions by purpose."""

from __future__ import annotations

from feedback.surveys.picking import purposes
from feedback.surveys.question_types import TYPES


def test_every_kind_is_offered_once() -> None:
    offered = [kind for purpose in purposes() for kind in purpose.kinds]
    assert sorted(offered) == sorted(TYPES)


def test_measuring_comes_first() -> None:
    assert purposes()[0].kinds[0] == "csat"
