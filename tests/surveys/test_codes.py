"""Codes of questionnaires and surveys."""

from __future__ import annotations

import re

import pytest

from feedback.names import is_code
from feedback.surveys.codes import new_code


@pytest.mark.parametrize(
    ("title", "base"),
    [
        ("¿Cómo fue tu visita?", "como-fue-tu-visita"),
        ("満足度", "survey"),
        ("x" * 80, "x" * 33),
        ("a-" * 40, "a-" * 16 + "a"),
    ],
)
def test_a_code_is_the_title_and_six_random_characters(title: str, base: str) -> None:
    code = new_code(title, lambda code: False, "survey")
    assert re.fullmatch(re.escape(base) + "-[a-z2-9]{6}", code)
    assert is_code(code)


def test_a_code_that_is_taken_is_not_given_again() -> None:
    taken: list[str] = []

    def first_two(code: str) -> bool:
        taken.append(code)
        return len(taken) <= 2

    assert new_code("x", first_two, "survey") == taken[2]
    assert len(set(taken)) == 3
