from __future__ import annotations

import numpy as np
import pytest

from feedback.analysis.priority import GroupEvidence, LineEvidence, Raised
from tests.analysis.priority.backlogs import heard, raised_by


def test_raised_from_a_mapping() -> None:
    raised = Raised.of({7: (1.5, 2), 3: (0.0, 0)})
    assert raised.people.tolist() == [7, 3]
    assert (raised.intensity.tolist(), raised.mentions.tolist()) == ([1.5, 0.0], [2.0, 0.0])
    assert len(Raised.of({}).people) == 0


def test_each_person_stands_once() -> None:
    with pytest.raises(ValueError, match="once"):
        Raised(np.array([1, 1]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    with pytest.raises(ValueError, match="per person"):
        Raised(np.array([1, 2]), np.array([1.0]), np.array([1.0, 1.0]))


def test_who_raised_it_wrote_and_who_wrote_was_heard() -> None:
    evidence = GroupEvidence(heard=[5, 1, 1], wrote=[2], raised=raised_by(range(8, 10)))
    assert np.asarray(evidence.wrote).tolist() == [2, 8, 9]
    assert np.asarray(evidence.heard).tolist() == [1, 2, 5, 8, 9]


def test_raised_in_names_the_groups_with_someone() -> None:
    line = LineEvidence("x", groups={"customers": heard(10, 2), "employees": heard(10, 0)})
    assert line.raised_in == ("customers",)


def test_people_passing_are_someone_or_unknown() -> None:
    with pytest.raises(ValueError, match="passing"):
        LineEvidence("x", passing=0)
