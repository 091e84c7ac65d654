"""What people of chosen contacts live: only where their answers carry their name."""

from __future__ import annotations

from uuid import UUID

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import personas
from feedback.surveys.queries import segments
from feedback.surveys.queries.segments import Lived
from tests.factories import groups, journeys
from tests.factories.invitations import person
from tests.factories.people import Member
from tests.factories.personas import theirs
from tests.factories.surveys import answered, asked, closed, counted, opened, published


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    journeys.journey(acme)
    return groups.three_groups(acme)["customers"]


def north(of: Member, customers: StakeholderGroup) -> dict[str, Lived]:
    """Stage code -> what the people of the north live there."""
    stages = {stage.id: stage.code for stage in journeys.current(of)}
    with of.at_work():
        people = personas.people_of([customers.id], {"region": ["north"]})
        return {stages[stage_id]: lived for stage_id, lived in segments.stage_scores(people, [customers.id]).items()}


def people(of: Member, n: int, region: str, start: int = 1) -> list[UUID]:
    return [person(of, "customers", number, segments={"region": region}) for number in range(start, start + n)]


def test_only_the_segment_counts_each_person_once_a_survey(acme: Member, customers: StakeholderGroup) -> None:
    """Two of the north say 5 and 3 (of 1..5) in CSAT; NPS stands behind CSAT; the south's 1 is somebody else's."""
    ours, others = people(acme, 2, "north"), people(acme, 1, "south", 5)
    asks = [asked("c", "csat", "visit"), asked("n", "nps", "visit"), asked("b", "csat", "billing")]
    survey = opened(acme, published(acme, *asks), ["customers"], mode="identified")
    first, second = answered(survey, "customers", 1, c=5, n=0), answered(survey, "customers", 1, c=3)
    theirs(acme, [*first, *second], ours)
    theirs(acme, answered(survey, "customers", 1, c=1, b=1), others)
    answered(survey, "customers", 4, c=1)
    counted(survey)
    found = north(acme, customers)
    visit = found["visit"].result
    assert isinstance(visit, Shown)
    assert (visit.value, visit.n) == (4.0, 2)
    assert (visit.low, visit.high) == (1.0, 5.0)
    assert found["visit"].newest is not None
    assert found["billing"] == Lived(Hidden("nobody"))
    assert set(found) == {"visit", "billing"}


def test_a_name_in_a_confidential_survey_tells_nothing_apart(acme: Member, customers: StakeholderGroup) -> None:
    ours = people(acme, 6, "north")
    survey = opened(acme, published(acme, asked("c", "csat", "visit")), ["customers"], mode="confidential")
    theirs(acme, answered(survey, "customers", 6, c=5), ours)
    closed(survey)
    assert north(acme, customers) == {"visit": Lived(Hidden("nobody"), protected=True)}


def test_where_nobody_was_asked_nothing_stands(acme: Member, customers: StakeholderGroup) -> None:
    assert north(acme, customers) == {}
