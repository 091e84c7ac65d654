"""Tests of feedback.surveys.question_types.unasked: nobody is asked, so nothing is read, lacking or needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedback.surveys.document import Question
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.unasked import Unasked

KINDS = [name for name, kind in TYPES.items() if isinstance(kind, Unasked)]


def test_these_kinds_are_not_asked():
    assert sorted(KINDS) == ["calculation", "hidden", "info"]
    assert all(kind.answerable is (name not in KINDS) for name, kind in TYPES.items())


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_read_from_a_form_and_nothing_lacks(name: str):
    question, kind = Question("q", "q", "q", name, text={"en": "Q"}), TYPES[name]
    assert (kind.fields(question), kind.read(question, {"q": ["7"]}), kind.lacking(question, None)) == ((), None, None)
    with pytest.raises(TypeError):
        kind.missing(question)


@pytest.mark.parametrize("name", KINDS)
def test_it_cannot_be_needed(name: str):
    question, kind = Question("q", "q", "q", name, text={"en": "Q"}), TYPES[name]
    assert "required" not in {fault.where for fault in kind.faults(question)}
    assert "required" in {fault.where for fault in kind.faults(replace(question, required=True))}
