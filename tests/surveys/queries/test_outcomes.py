"""What result queries answer, and why not."""

from __future__ import annotations

from uuid import UUID

import pytest

from feedback.analysis.disclosure import Hidden, Thresholds
from feedback.surveys.queries.outcomes import Launched, NotYet, loudest, strictest

SURVEY, RELEASE = UUID(int=1), UUID(int=2)
CELLS = {RELEASE: {"questions": {"q": {"a": "shown", "b": "too_few"}}}}


def launched(mode: str, release_id: UUID | None = None, scores: int = 5, comments: int = 10) -> Launched:
    return Launched(SURVEY, mode, Thresholds(scores, comments), release_id)


@pytest.mark.parametrize(
    ("survey", "group", "answer"),
    [
        (launched("identified", scores=1, comments=1), "a", None),
        (launched("anonymous"), "a", NotYet()),
        (launched("confidential"), "a", NotYet()),
        (launched("anonymous", RELEASE), "a", None),
        (launched("anonymous", RELEASE), "b", Hidden("too_few", 5)),
        (launched("anonymous", RELEASE), "c", Hidden("nobody")),
        (launched("anonymous", UUID(int=3)), "a", Hidden("nobody")),
    ],
)
def test_what_decides_over_a_figure(survey: Launched, group: str, answer: Hidden | None) -> None:
    assert survey.decision("questions", "q", group, CELLS) == answer


def test_the_strictest_thresholds_protect_everybody() -> None:
    mixed = [launched("identified", scores=1, comments=1), launched("anonymous", scores=7), launched("anonymous")]
    assert strictest(mixed) == Thresholds(7, 10)
    assert strictest([]) == Thresholds(1, 1)


def test_protecting_people_is_the_reason_to_give_first() -> None:
    reasons = [Hidden("nobody"), NotYet(), Hidden("too_few", 5), Hidden("complement")]
    assert [loudest(reasons[:n]) for n in range(5)] == [
        Hidden("nobody"),
        Hidden("nobody"),
        NotYet(),
        Hidden("too_few", 5),
        Hidden("complement"),
    ]
