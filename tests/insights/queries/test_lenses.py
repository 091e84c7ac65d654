"""The same evidence through a lens: scores of parts, what is kept back, and the stages it does not contain."""

from __future__ import annotations

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.errors import NotFound
from feedback.insights.queries.lenses import Lived, PartLife, PartScore
from feedback.journeys import queries as journeys
from feedback.journeys.actions import lenses as placing
from feedback.journeys.actions.lenses import Part
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.queries import results
from tests.factories import evidence, surveys
from tests.factories.heard import counted, heard
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.factories.surveys import answered, asked, opened, published


def placed(of: Member, **parts: list[str]) -> None:
    """The goal lens with these parts of these stages."""

    def save() -> None:
        ids = {stage.code: stage.id for stage in journeys.stages()}
        given = [Part(code, {"es": code}, [ids[stage] for stage in stages]) for code, stages in parts.items()]
        placing.save(journeys.journey(), lens="goal", parts=given)

    of.do(save)


def asked_at(of: Member, group: str, mode: str = "identified", **scores: list[int]) -> None:
    """People of a group score each stage so, one person after the other; None is nobody."""
    questions = [asked(stage, "csat", stage) for stage in scores]
    survey = opened(of, published(of, *questions), [group], mode=mode)
    for number in range(max(len(given) for given in scores.values())):
        answered(survey, group, 1, **{stage: given[number] for stage, given in scores.items() if number < len(given)})
    if mode == "identified":
        surveys.counted(survey)
    else:
        surveys.closed(survey)


def part(code: str) -> PartLife:
    return next(one for one in Lived().through("goal").parts if one.key == code)


def score(code: str, group: str) -> PartScore:
    return part(code).region.scores[stakeholders.group_named(group).id]


def test_a_part_is_the_mean_of_all_scores_at_its_stages(acme: Member) -> None:
    ground(acme)
    placed(acme, before=["booking"], after=["visit", "billing"])
    asked_at(acme, "customers", booking=[5, 5, 5], visit=[4, 4, 4], billing=[1])
    with acme.at_work():
        found = score("after", "customers")
        assert isinstance(found.combined.result, Shown)
        assert (found.combined.result.value, found.combined.result.n) == (pytest.approx(13 / 4), 4)
        assert (found.combined.counts, found.combined.least, found.source) == ("scores", 3, "survey")
        assert part("before").region.scores.keys() == {stakeholders.group_named("customers").id}


def test_a_part_of_one_stage_is_that_stage(acme: Member) -> None:
    ground(acme)
    placed(acme, one=["visit"])
    asked_at(acme, "customers", visit=[2, 3, 5, 5])
    asked_at(acme, "customers", visit=[1, 3])
    asked_at(acme, "employees", "anonymous", visit=[4, 4, 3, 4, 5, 4])
    with acme.at_work():
        visit, known = journeys.stage_named("visit").id, results.stage_scores()
        for group in ("customers", "employees"):
            expected = known[(visit, stakeholders.group_named(group).id)].result
            found = score("one", group).combined.result
            assert isinstance(expected, Shown) and isinstance(found, Shown)
            assert (found.value, found.n) == (pytest.approx(expected.value), expected.n)
            assert (found.low, found.high) == (pytest.approx(expected.low), pytest.approx(expected.high))


def test_a_part_with_too_few_at_one_of_its_stages_is_kept_back(acme: Member) -> None:
    """What could leak: six at the visit and two at billing; both together less the visit are the two."""
    ground(acme)
    placed(acme, after=["visit", "billing"], visit=["visit"])
    asked_at(acme, "employees", "anonymous", visit=[4, 4, 3, 4, 5, 4])
    asked_at(acme, "employees", "anonymous", billing=[1, 2])
    with acme.at_work():
        assert isinstance(score("visit", "employees").combined.result, Shown)
        assert score("after", "employees").combined.result == Hidden("too_few", 5)


def test_surveys_and_evidence_are_never_mixed(acme: Member) -> None:
    ground(acme)
    placed(acme, after=["visit", "billing"], bill=["billing"])
    with acme.at_work():
        billing = journeys.stage_named("billing").id
    evidence.note(acme, text="One.", stage_id=billing, rating=1.0)
    asked_at(acme, "customers", visit=[5, 4])
    counted(acme)
    with acme.at_work():
        both, alone = score("after", "customers"), score("bill", "customers")
        assert isinstance(both.combined.result, Shown) and isinstance(alone.combined.result, Shown)
        assert (both.source, both.combined.result.value, both.answered) == ("survey", 4.5, 1)
        assert (alone.source, alone.combined.result.value) == ("evidence", 1.0)


def test_themes_people_and_moments_come_together(acme: Member) -> None:
    ground(acme)
    placed(acme, after=["visit", "billing"])
    heard(acme, "customers", "waiting", "neg", "visit", n=2)
    heard(acme, "customers", "waiting", "neg", "billing", n=3)
    heard(acme, "customers", "noise", "neg", "booking", n=9)
    counted(acme)
    acme.do(lambda: setattr(journeys.stage_named("billing"), "silent", True))
    with acme.at_work():
        region = part("after").region
        assert [(one.theme.code, one.mentions, one.people) for one in region.negative] == [("waiting", 5, 5)]
        assert region.wrote[stakeholders.group_named("customers").id] == 5
        assert [(stage.code, one.kind) for stage, one in region.moments] == [("billing", "silent")]


def test_what_a_lens_does_not_contain_stands_stage_by_stage(acme: Member) -> None:
    ground(acme)
    placed(acme, after=["visit"])
    asked_at(acme, "customers", booking=[5, 4], visit=[3, 3])
    with acme.at_work():
        customers = stakeholders.group_named("customers").id
        outside = Lived().through("goal").outside
        assert [region.stages[0].code for region in outside] == ["booking", "billing"]
        found = outside[0].scores[customers].combined.result
        assert isinstance(found, Shown) and (found.value, found.n) == (4.5, 2)
        assert customers not in outside[1].scores
        with pytest.raises(NotFound):
            Lived().through("colour")
