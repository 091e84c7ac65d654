from __future__ import annotations

from feedback.analysis.disclosure import Hidden, Shown
from feedback.errors import Message
from feedback.insights.models import JourneyMoment
from feedback.insights.queries.journey_map import StageLife, journey_map, stage_moments
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.actions import tallies
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import evidence, surveys
from tests.factories.heard import counted, heard
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.statements import counted as statements


def asked(of: Member, **answers: float) -> None:
    """Three identified customers answer the standard questions at the visit."""
    opened = surveys.opened(of, surveys.published(of), ["customers"], mode="identified")
    for number in (3, 4, 5):
        surveys.answered(opened, "customers", 1, csat=number, **answers)
    of.do(lambda: tallies.retally(survey_queries.survey(opened.code)))


def life(stage: str) -> StageLife:
    return next(one for one in journey_map().stages if one.stage.code == stage)


def test_stages_stand_in_order_with_what_each_group_lives(acme: Member) -> None:
    ground(acme)
    asked(acme)
    with acme.at_work():
        drawn = journey_map()
        group = {group.code: group.id for group in drawn.groups}
        assert [one.stage.code for one in drawn.stages] == ["booking", "visit", "billing"]
        visit = drawn.stages[1]
        score = visit.score(group["customers"])
        assert isinstance(score, Shown) and (score.value, score.n) == (4.0, 3)
        assert visit.scores[group["customers"]].source == "survey"
        assert visit.score(group["suppliers"]) == Hidden("not_asked")


def test_ratings_of_evidence_stand_where_nobody_was_asked(acme: Member) -> None:
    ground(acme)
    with acme.at_work():
        visit, billing = journeys.stage_named("visit").id, journeys.stage_named("billing").id
    for rating in (1.0, 2.0):
        evidence.note(acme, text="One.", stage_id=visit, rating=rating)
        evidence.note(acme, text="Two.", stage_id=billing, rating=rating)
    asked(acme)
    counted(acme)
    with acme.at_work():
        customers = stakeholders.group_named("customers").id
        score = life("billing").scores[customers]
        assert isinstance(score.result, Shown)
        assert (score.source, score.result.value, score.result.n) == ("evidence", 1.5, 2)
        assert life("visit").scores[customers].source == "survey"


def test_the_loudest_themes_of_each_feeling(acme: Member) -> None:
    ground(acme)
    for count, theme in ((4, "waiting"), (3, "noise"), (2, "billing"), (1, "food")):
        heard(acme, "customers", theme, "neg", "visit", n=count)
    heard(acme, "employees", "waiting", "neg", "visit", n=2)
    heard(acme, "customers", "treatment", "pos", "visit", n=2)
    heard(acme, "customers", "overall", "pos", "visit", n=9)
    counted(acme)
    with acme.at_work():
        visit = life("visit")
        assert [(one.theme.code, one.mentions, one.people) for one in visit.negative] == [
            ("waiting", 6, 6),
            ("noise", 3, 3),
            ("billing", 2, 2),
        ]
        assert [(one.theme.code, one.mentions) for one in visit.positive] == [("treatment", 2)]


def test_moments_with_why(acme: Member) -> None:
    ground(acme)
    with acme.at_work():
        stage = journeys.stage_named("visit")
        stage.silent = True
        rows = [
            JourneyMoment(kind="truth", source="declared", reason="They decide here.", params={}),
            JourneyMoment(kind="pain", source="computed", reason="%(percent)s%% so", params={"percent": 40}),
        ]
        told = [(one.kind, one.source, one.reason) for one in stage_moments(stage, rows)]
        assert told == [
            ("truth", "declared", "They decide here."),
            ("pain", "computed", Message("%(percent)s%% so", {"percent": 40})),
            ("silent", "declared", None),
        ]


def test_how_many_stand_at_no_stage(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", stage="visit", n=3)
    heard(acme, "customers", "waiting", stage=None, n=1)
    counted(acme)
    with acme.at_work():
        unplaced = journey_map().unplaced
        assert (unplaced.people, unplaced.nowhere, unplaced.suggested, unplaced.placed) == (4, 1, 0, 0.75)


def test_what_insiders_believe_stands_beside(acme: Member) -> None:
    ground(acme)
    code = surveys.published(acme, surveys.asked("guess", "csat", "visit", predicts=True))
    opened = surveys.opened(acme, code, ["employees"], mode="identified")
    surveys.answered(opened, "employees", 2, guess=5)
    acme.do(lambda: tallies.retally(survey_queries.survey(opened.code)))
    with acme.at_work():
        visit, employees = life("visit"), stakeholders.group_named("employees").id
        result = visit.predicted[employees].result
        assert isinstance(result, Shown) and result.value == 5.0
        assert visit.score(employees) == Hidden("not_asked")


def test_the_number_of_reads_does_not_grow(acme: Member) -> None:
    ground(acme)
    asked(acme)
    heard(acme, "customers", "waiting", n=1)
    counted(acme)
    with acme.at_work(), statements(acme.app) as one:
        journey_map()
    for theme in ("noise", "treatment", "billing"):
        heard(acme, "employees", theme, n=2, stage="booking")
    counted(acme)
    with acme.at_work(), statements(acme.app) as many:
        journey_map()
    assert len(many) == len(one)
