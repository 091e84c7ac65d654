from __future__ import annotations

from uuid import UUID

from feedback import jobs
from feedback.analysis.priority import GroupEvidence
from feedback.insights.models import Mention
from feedback.insights.queries import themes
from feedback.insights.queries.evidence import evidence_for
from feedback.journeys import queries as journeys
from feedback.surveys.actions import surveys as survey_actions
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import surveys
from tests.factories.heard import answered_about, counted, heard
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.statements import counted as statements


def pair(stage: str | None, *codes: str) -> tuple[UUID | None, frozenset[UUID]]:
    return (
        journeys.stage_named(stage).id if stage else None,
        frozenset(themes.theme_named(code).id for code in codes),
    )


def sizes(evidence: GroupEvidence) -> tuple[int, int, int]:
    """(heard, wrote, raised)."""
    return len(evidence.heard), len(evidence.wrote), len(evidence.raised.people)  # type: ignore[arg-type]


def test_who_raised_it_who_wrote_and_who_was_heard(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    heard(acme, "customers", "noise", "neg", "visit", n=2)
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    surveys.answered(opened, "customers", 4, csat=3)
    counted(acme)
    with acme.at_work():
        (line,) = evidence_for([pair("visit", "waiting")])
        groups = line.groups("reduce")
        assert {code: sizes(one) for code, one in groups.items()} == {"customers": (9, 5, 3)}
        raised = groups["customers"].raised
        assert raised.intensity.tolist() == [0.6, 0.6, 0.6] and raised.mentions.tolist() == [1, 1, 1]


def test_who_only_praised_has_not_raised_a_pain(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=2)
    heard(acme, "customers", "waiting", "neu", "visit", n=1)
    heard(acme, "customers", "waiting", "pos", "visit", n=5)
    counted(acme)
    with acme.at_work():
        (line,) = evidence_for([pair("visit", "waiting")])
        reduce, amplify = line.groups("reduce")["customers"], line.groups("amplify")["customers"]
        assert (sizes(reduce), sizes(amplify)) == ((8, 8, 3), (8, 8, 8))
        assert sorted(reduce.raised.mentions.tolist()) == [0, 1, 1]
        assert round(amplify.raised.intensity.sum(), 6) == round(-2 * 0.6 + 5 * 0.6, 6)


def test_a_faint_pain_has_the_least_intensity(acme: Member) -> None:
    ground(acme)
    (mention,) = heard(acme, "customers", "waiting", "neg", "visit", n=1)

    def soften() -> None:
        from feedback.db import find

        find(Mention, mention).score = -0.02

    acme.do(soften)
    counted(acme)
    with acme.at_work():
        (line,) = evidence_for([pair("visit", "waiting")])
        assert line.groups("reduce")["customers"].raised.intensity.tolist() == [0.1]


def test_amplifying_hears_the_same_theme_at_other_stages(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "treatment", "pos", "visit", n=3)
    heard(acme, "customers", "treatment", "neg", "billing", n=2)
    counted(acme)
    with acme.at_work():
        (line,) = evidence_for([pair("visit", "treatment")])
        assert len(line.groups("amplify")["customers"].elsewhere.people) == 2
        assert len(line.groups("reduce")["customers"].elsewhere.people) == 0


def test_no_stage_is_a_place_of_its_own(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", None, n=2)
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    counted(acme)
    with acme.at_work():
        nowhere, visit, billing = evidence_for(
            [pair(None, "waiting"), pair("visit", "waiting"), pair("billing", "waiting")]
        )
        assert sizes(nowhere.groups("reduce")["customers"]) == (2, 2, 2)
        assert sizes(visit.groups("reduce")["customers"]) == (3, 3, 3)
        assert billing.groups("reduce") == {}


def test_one_person_of_two_themes_counts_once(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    surveys.answered(opened, "customers", 1, text={"text": "La espera fue terrible. La habitación estaba sucia."})
    from tests.factories.runs import analysed

    analysed(acme)
    with acme.at_work():
        (line,) = evidence_for([pair("visit", "waiting", "cleanliness")])
        raised = line.groups("reduce")["customers"].raised
        assert (len(raised.people), raised.mentions.tolist()) == (1, [2])


def test_the_same_person_has_the_same_number_on_every_line(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    heard(acme, "customers", "noise", "neg", "visit", n=3)
    counted(acme)
    with acme.at_work():
        one, other = (
            line.groups("reduce")["customers"]
            for line in evidence_for([pair("visit", "waiting"), pair("visit", "noise")])
        )
        assert sorted(one.heard) == sorted(other.heard)  # type: ignore[call-overload]
        assert set(one.raised.people.tolist()).isdisjoint(other.raised.people.tolist())


def test_people_who_may_not_be_told_do_not_count(acme: Member) -> None:
    """4 of 12 protected people raise it: neither they nor the people they wrote among are in the line."""
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 4)
    answered_about(opened, "employees", 8, "noise")
    acme.do(lambda: survey_actions.close(survey_queries.survey(opened.code)))
    jobs.work_off(acme.app)
    heard(acme, "employees", "waiting", "neg", "visit", n=2)
    counted(acme)
    with acme.at_work():
        waiting, noise = evidence_for([pair("visit", "waiting"), pair("visit", "noise")])
        assert sizes(waiting.groups("reduce")["employees"]) == (2, 2, 2)
        assert sizes(noise.groups("reduce")["employees"])[2] == 8


def test_the_number_of_reads_does_not_grow_with_the_lines(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=1)
    counted(acme)
    with acme.at_work():
        one = [pair("visit", "waiting")]
        with statements(acme.app) as few:
            evidence_for(one)
    for theme in ("noise", "treatment"):
        heard(acme, "employees", theme, n=2)
    counted(acme)
    with acme.at_work():
        three = [pair("visit", code) for code in ("waiting", "noise", "treatment")]
        with statements(acme.app) as many:
            evidence_for(three)
    assert len(many) == len(few)
