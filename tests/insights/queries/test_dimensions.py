"""The physical, the human and the digital side: which stages, which themes, and what is kept back."""

from __future__ import annotations

from uuid import UUID

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.queries.dimensions import DimensionLife, dimensions, feeling
from feedback.insights.rules import EVERYWHERE
from feedback.insights.voices import Said, Voice
from feedback.journeys import actions as drawing
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.heard import counted, heard
from tests.factories.journeys import touchpoint
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.insights.queries.test_lenses import asked_at


def side(name: str) -> DimensionLife:
    return next(one for one in dimensions() if one.dimension == name)


def said(people: int, negative: int, k: int = 1, wrote: int = 40) -> Said:
    return Said(Voice(people=wrote), Voice(people=people, mentions=people, negative=negative), k)


def test_stages_by_what_most_of_their_touchpoints_are(acme: Member) -> None:
    ground(acme)
    asked_at(acme, "customers", booking=[5, 4], visit=[2, 2])
    with acme.at_work():
        booking, visit, _ = journeys.stages()
    for stage, number in ((booking, 1), (visit, 2)):
        for made in range(number):
            touchpoint(acme, stage, channel="web", code=f"page-{made}")
    acme.do(lambda: drawing.add_touchpoint(journeys.stage_named("billing"), name={"es": "Otra"}, channel="other"))
    with acme.at_work():
        digital, customers = side("digital"), stakeholders.group_named("customers").id
        assert [(stage.code, own.own, own.all_of_them) for stage, own in digital.stages] == [("visit", 2, 3)]
        found = digital.region.scores[customers].combined.result
        assert isinstance(found, Shown) and (found.value, found.n) == (2.0, 2)
        assert side("human").stages == [] and side("human").region.scores == {}


def test_themes_that_belong_to_one_side(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "cleanliness", "neg", "visit", n=3)
    heard(acme, "customers", "food", "pos", "visit", n=1)
    heard(acme, "customers", "waiting", "neg", "visit", n=8)
    counted(acme)
    with acme.at_work():
        physical, customers = side("physical"), stakeholders.group_named("customers").id
        visit: UUID = journeys.stage_named("visit").id
        assert [row.theme.code for row in physical.themes] == ["cleanliness", "food"]
        assert physical.places == [EVERYWHERE, visit]
        found = physical.felt[(visit, customers)]
        assert (found.people, found.mentions, found.kept, found.negative) == (4, 4, False, Shown(0.75, 4))
        assert side("digital").felt == {} and side("digital").places == []


def test_only_what_may_be_shown_alone_is_added_up() -> None:
    uniform = said(6, 6, k=5)
    assert isinstance(uniform.negative, Hidden)
    found = feeling([said(6, 3, k=5), uniform])
    assert found and (found.people, found.kept, found.negative) == (6, True, Shown(0.5, 6))
    alone = feeling([uniform])
    assert alone and (alone.people, alone.negative, alone.kept) == (0, uniform.negative, True)


def test_held_back_and_not_raised() -> None:
    held = Said(Voice(people=2), Voice(), 1, 5)
    found = feeling([held])
    assert found and found.negative == Hidden("too_few", 5)
    assert feeling([]) is feeling([said(0, 0)]) is None
