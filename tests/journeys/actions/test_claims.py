from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import Conflict, Invalid, NotFound
from feedback.journeys import queries as journeys
from feedback.journeys.actions import claims as actions
from feedback.journeys.models import Claim
from feedback.journeys.queries import claims as queries
from tests.factories import claims
from tests.factories.journeys import current, journey
from tests.factories.people import Member


def standing(of: Member) -> list[Claim]:
    with of.at_work():
        return queries.claims()


def test_stating_the_same_again_is_the_same_claim_with_the_new_reason(acme: Member) -> None:
    journey(acme)
    first = claims.stated(acme)
    assert claims.stated(acme, reason="Reception says so.") == first
    assert claims.stated(acme) == first
    (only,) = standing(acme)
    assert (only.text, only.reason) == ({}, "Reception says so.")


def test_areas_state_their_own(acme: Member) -> None:
    journey(acme)
    operations, marketing = claims.areas(acme, "operations", "marketing")
    for area in (operations, marketing):
        claims.stated(acme, "visit", "", topic="feeling", value=3, function_id=area)
    assert [one.function_id for one in standing(acme)] == [operations, marketing]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"topic": "feeling", "value": 6}, "value"),
        ({"topic": "duration", "value": -1}, "value"),
        ({"topic": "goal"}, "text"),
        ({"text": "x" * 301}, "text_es"),
        ({"reason": "x" * 601}, "reason"),
        ({"topic": "x" * 41, "value": 1}, "topic"),
    ],
)
def test_what_cannot_be_stated(acme: Member, values: dict[str, object], field: str) -> None:
    journey(acme)
    with pytest.raises(Invalid) as refused:
        claims.stated(acme, **values)  # type: ignore[arg-type]
    assert next(iter(refused.value.fields)) == field


def test_about_what_is_not_there_or_not_ours(acme: Member, globex: Member) -> None:
    (stage,) = journey(globex, ("arrival",))
    for about in (("stage", stage.id), ("touchpoint", uuid4()), ("moon", uuid4())):
        with pytest.raises(NotFound):
            acme.do(lambda about=about: actions.claim(about=about, text={}, by=None))


def test_withdrawing_and_confirming(acme: Member) -> None:
    visit = journey(acme)[1]
    claim = claims.stated(acme)
    acme.do(lambda: actions.confirm(queries.claim(claim)))
    assert standing(acme)[0].confirmed_at is not None
    assert current(acme)[1].confirmed_at is not None, "it is confirmed as it is drawn"
    acme.do(lambda: actions.withdraw(queries.claim(claim)))
    assert standing(acme) == []
    with pytest.raises(Conflict):
        acme.do(lambda: actions.confirm(queries.claim(claim)))
    assert claims.stated(acme) != claim, "claimed again it is another claim"
    assert visit.confirmed_at is None


def test_a_worded_claim_confirms_itself_alone(acme: Member) -> None:
    journey(acme)
    claim = claims.stated(acme, "visit", "They wait outside")
    acme.do(lambda: actions.confirm(queries.claim(claim)))
    assert current(acme)[1].confirmed_at is None


def test_the_half_life_has_bounds(acme: Member) -> None:
    journey(acme)

    def set_to(days: int | None) -> int:
        return actions.set_half_life(journeys.journey(), days=days).half_life_days  # type: ignore[arg-type]

    assert acme.do(lambda: set_to(30)) == 30
    for days in (None, 6, 3651):
        with pytest.raises(Invalid):
            acme.do(lambda days=days: set_to(days))
