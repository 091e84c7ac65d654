"""What members wrote, and nothing else."""

from __future__ import annotations

from flask import Flask

from feedback.cocreation.language import PLACES
from feedback.cocreation.queries.written import written
from feedback.cocreation.texts import Written
from feedback.db import now
from feedback.followup.actions import cases
from feedback.permissions import Permission
from feedback.programme import actions as programme
from feedback.stakeholders.actions import groups as stakeholders
from feedback.stakeholders.queries import groups
from tests.factories import backlog, cycles, evidence, journeys, surveys, workshops
from tests.factories import programme as notices
from tests.factories.people import Member
from tests.statements import counted


def texts(of: Member, place: str = "") -> list[Written]:
    with of.at_work():
        return [one for one in written() if not place or one.place == place]


def said(of: Member, place: str) -> list[tuple[str, str, str]]:
    return [(one.text, one.lang, one.kind) for one in texts(of, place) if one.text]


def test_an_organisation_without_anything_wrote_nothing(acme: Member) -> None:
    assert texts(acme) == []


def test_a_questionnaire_is_read_with_everything_in_it(acme: Member) -> None:
    question = surveys.asked("color", "single", text={"en": "Which colour?"}, help={"en": "One."})
    surveys.questionnaire(acme, question, title="Your visit")
    found = said(acme, "questionnaires")
    assert ("Which colour?", "en", "question") in found
    assert ("One.", "en", "text") in found
    assert [kind for text, _, kind in found if text == "Your visit"] == ["text"]
    assert {one.changed is not None for one in texts(acme, "questionnaires")} == {True}


def test_the_map_is_read_in_every_language(acme: Member) -> None:
    journeys.journey(acme, ("visit",))
    assert sorted(said(acme, "map")) == [
        ("Call", "en", "text"),
        ("La ruta", "es", "text"),
        ("Llamada", "es", "text"),
        ("The journey", "en", "text"),
        ("Visit", "en", "text"),
        ("Visit", "es", "text"),
    ]


def test_only_notes_about_what_was_seen_are_read(acme: Member) -> None:
    backlog.ground(acme)
    evidence.note(acme, text="Seen here")
    evidence.note(acme, text="Said by a customer", kind="complaint")
    evidence.imported(acme, "text\nFrom a file\n")
    assert said(acme, "notes") == [("Seen here", "", "note")]


def test_the_notes_of_a_workshop_are_the_participants_own(acme: Member) -> None:
    workshop = workshops.workshop(acme)
    workshops.note(acme, workshop, "They never tell us anything", kind="employee")
    assert sorted((kind, text) for text, _, kind in said(acme, "workshops")) == [
        ("question", "What would have made the wait shorter?"),
        ("question", "What would have made the wait shorter? (es)"),
        ("text", "La espera"),
        ("text", "The wait"),
    ]


def test_answers_of_respondents_are_not_read(acme: Member) -> None:
    backlog.ground(acme)
    survey = surveys.opened(acme, surveys.published(acme, *surveys.standard()), ["customers"])
    surveys.answered(survey, "customers", 3, text={"text": "You never listen"})
    assert [one.text for one in texts(acme) if "never listen" in one.text] == []


def test_improvements_are_read_but_not_what_the_analysis_proposed(acme: Member) -> None:
    backlog.said_and_proposed(acme)
    assert said(acme, "improvements") == []
    backlog.improvement(acme, hypothesis="If we call, they wait less.")
    assert sorted(said(acme, "improvements")) == [
        ("Avisar de la hora", "es", "text"),
        ("If we call, they wait less.", "", "text"),
        ("Tell the arrival time", "en", "text"),
    ]


def test_notices_say_when_they_were_changed(acme: Member) -> None:
    made = notices.notice(acme, notices.agreed(acme), published=False)
    changed = {"kind": "done", "heard": {"es": "La espera"}, "answer": {}}
    acme.do(lambda: programme.change_notice(made, **changed).id)
    (one,) = texts(acme, "notices")
    assert (one.text, one.about, one.values) == ("La espera", backlog.TITLE, {"notice_id": made})
    assert one.changed is not None
    assert (now() - one.changed).total_seconds() < 60


def test_what_was_noted_about_an_answer_is_read_and_not_the_answer(acme: Member) -> None:
    backlog.ground(acme)
    survey = surveys.opened(acme, surveys.published(acme, *surveys.standard()), ["customers"], mode="identified")
    (response,) = surveys.answered(survey, "customers", 1, text={"text": "You never listen"})
    acme.do(lambda: cases.open_case(response, reason="Call back today.").id)
    assert said(acme, "cases") == [("Call back today.", "", "note")]
    assert {one.readers for one in texts(acme, "cases")} == {Permission.FOLLOW_UP}


def test_a_cycle_and_groups_are_read(acme: Member) -> None:
    cycles.cycle(acme)
    backlog.ground(acme)
    acme.do(lambda: stakeholders.archive_group(groups.group_named("suppliers")).id)
    assert {one.place for one in texts(acme)} == {"cycle", "groups", "map"}
    assert len({one.values["group_id"] for one in texts(acme, "groups")}) == 2


def test_the_wall_stands(acme: Member, globex: Member) -> None:
    backlog.ground(globex)
    backlog.improvement(globex)
    assert texts(acme) == []


def test_places_are_those_of_the_review(acme: Member) -> None:
    backlog.ground(acme)
    surveys.questionnaire(acme)
    assert {one.place for one in texts(acme)} <= set(PLACES)


def test_reads_do_not_grow_with_the_texts(app: Flask, acme: Member) -> None:
    backlog.ground(acme)
    costs = []
    for _ in range(3):
        number = notices.agreed(acme)
        notices.notice(acme, number)
        evidence.note(acme)
        surveys.questionnaire(acme)
        workshops.workshop(acme)
        with counted(app) as seen:
            texts(acme)
        costs.append(len(seen))
    assert costs[0] == costs[2]
