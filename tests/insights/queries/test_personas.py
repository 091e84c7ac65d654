"""What the people behind a portrait live and talk about."""

from __future__ import annotations

from uuid import UUID

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.queries import personas as queries
from feedback.insights.queries.personas import PersonaLife
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys.queries.segments import Lived
from tests.factories import groups, heard, journeys
from tests.factories.invitations import person
from tests.factories.people import Member
from tests.factories.personas import persona, reread, theirs
from tests.factories.surveys import Opened, answered, asked, counted, opened, published


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    journeys.journey(acme)
    group = groups.three_groups(acme)["customers"]
    groups.segment(acme, group)
    return groups.reread(acme, group.id)


def survey_of(acme: Member, **values: str) -> Opened:
    asks = [asked("c", "csat", "visit"), asked("text", "longtext", "visit")]
    return opened(acme, published(acme, *asks), ["customers"], **{"mode": "identified", **values})


def life(of: Member, group: StakeholderGroup, code: str) -> PersonaLife:
    row = reread(of, group, code)
    with of.at_work():
        return queries.life_of(row)


def scores(found: PersonaLife) -> dict[str, object]:
    """Stage code -> (mean, n), the reason, or None where it was not asked about."""

    def plain(lived: Lived | None) -> object:
        if lived is None:
            return None
        return lived.result.reason if isinstance(lived.result, Hidden) else (lived.result.value, lived.result.n)

    return {stage.code: plain(lived) for stage, lived in found.stages}


def themes(found: PersonaLife) -> list[tuple[str, int, int]]:
    return [(one.theme.code, one.people.value, one.negative) for one in found.themes]


def north(of: Member, n: int) -> list[UUID]:
    return [person(of, "customers", number, segments={"region": "north"}) for number in range(1, n + 1)]


def test_a_persona_of_segments_shows_what_these_people_live(acme: Member, customers: StakeholderGroup) -> None:
    code = persona(acme, customers, segments=["region=north"])
    survey, ours = survey_of(acme), north(acme, 3)
    theirs(acme, answered(survey, "customers", 1, c=5), ours[:1])
    theirs(acme, heard.answered_about(survey, "customers", 2, "waiting", "neg"), ours[1:])
    heard.answered_about(survey, "customers", 4, "price", "neg")
    counted(survey)
    heard.counted(acme)
    found = life(acme, customers, code)
    assert (found.segments, found.contacts, found.wrote) == (True, 3, 2)
    assert scores(found) == {"booking": None, "visit": (5.0, 1), "billing": None}
    assert themes(found) == [("waiting", 2, 2)]
    assert [one.people for one in found.themes] == [Shown(2, 2)]


def test_a_persona_without_segments_shows_its_group(acme: Member, customers: StakeholderGroup) -> None:
    code = persona(acme, customers)
    survey = survey_of(acme)
    answered(survey, "customers", 2, c=4)
    heard.answered_about(survey, "customers", 3, "waiting", "neg")
    counted(survey)
    heard.counted(acme)
    found = life(acme, customers, code)
    assert (found.segments, found.wrote) == (False, 3)
    assert scores(found)["visit"] == (4.0, 2)
    assert themes(found) == [("waiting", 3, 3)]


def test_what_an_anonymous_survey_said_is_told_of_nobody(acme: Member, customers: StakeholderGroup) -> None:
    """Six people of the segment wrote, and their answers lead to none of them."""
    code = persona(acme, customers, segments=["region=north"])
    survey = survey_of(acme, mode="anonymous")
    north(acme, 6)
    heard.answered_about(survey, "customers", 6, "waiting", "neg")
    heard.counted(acme)
    found = life(acme, customers, code)
    assert (found.contacts, found.wrote, found.themes) == (6, 0, [])
    assert [lived for _stage, lived in found.stages if lived] == [Lived(Hidden("nobody"), protected=True)]
