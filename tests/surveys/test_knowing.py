"""What is told about who could still know is complete, and true of what the product keeps."""

from __future__ import annotations

from feedback.surveys.knowing import ERASING, WHO_COULD_KNOW


def test_everybody_who_could_know_is_named_once() -> None:
    named = [one.who.id for one in WHO_COULD_KNOW]
    assert len(named) == len(set(named)) == 6
    assert all(one.knows.id.endswith(".") for one in WHO_COULD_KNOW)


def test_nobody_is_promised_that_an_anonymous_answer_can_be_found() -> None:
    """Case 84."""
    assert ERASING[0].id.startswith("Nobody can look your answer up")
