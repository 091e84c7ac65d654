from __future__ import annotations

import pytest

from feedback.analysis.disclosure import Mode, Thresholds, threshold
from feedback.errors import Invalid


def test_identified_answers_are_open_to_members_only() -> None:
    assert threshold("identified", audience="member") == Thresholds(1, 1)
    assert threshold("identified", audience="public") == Thresholds(5, 5)


@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
@pytest.mark.parametrize("audience", ["member", "public"])
def test_protected_modes_everywhere(mode: Mode, audience: str) -> None:
    assert threshold(mode, audience=audience) == Thresholds(5, 10)  # type: ignore[arg-type]
    assert threshold(mode, audience=audience, scores=8, comments=20) == Thresholds(8, 20)  # type: ignore[arg-type]


def test_comments_never_need_fewer_people_than_scores() -> None:
    assert threshold("anonymous", audience="member", scores=15) == Thresholds(15, 15)
    assert threshold("anonymous", audience="member", scores=15, comments=12) == Thresholds(15, 15)


@pytest.mark.parametrize("people", [4, 1, 0, -1, 51])
def test_nobody_sets_a_threshold_that_protects_nobody(people: int) -> None:
    with pytest.raises(Invalid) as problem:
        threshold("anonymous", audience="member", scores=people)
    assert set(problem.value.fields) == {"scores"}
    with pytest.raises(Invalid):
        threshold("confidential", audience="member", comments=people)


def test_crossed_cuts_need_ten() -> None:
    assert Thresholds(5, 10).when_crossed() == Thresholds(10, 10)
    assert Thresholds(12, 20).when_crossed() == Thresholds(12, 20)
    assert Thresholds(1, 1).when_crossed() == Thresholds(1, 1)


def test_thresholds_are_checked() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Thresholds(0, 1)
    with pytest.raises(ValueError, match="no fewer"):
        Thresholds(5, 4)
