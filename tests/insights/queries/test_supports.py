from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from feedback.db import db, now
from feedback.insights.queries import claims as queries
from feedback.insights.queries.claims import ClaimRow
from feedback.workshops.models import WorkshopNote
from tests.factories import claims, evidence, heard, surveys, workshops
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.statements import counted


def row(of: Member, claim_id: UUID) -> ClaimRow:
    with of.at_work():
        return queries.claim_row(claim_id)


def yes_or_no(of: Member, group: str, mode: str, *answers: tuple[str, int]) -> tuple[surveys.Opened, UUID]:
    """A yes/no question about the visit, with so many answers; the id of the question."""
    questionnaire = surveys.published(of, surveys.asked("waited", "yesno", "visit"))
    opened = surveys.opened(of, questionnaire, [group], mode=mode)
    for choice, n in answers:
        surveys.answered(opened, group, n, waited=choice)
    surveys.counted(opened)
    return opened, opened.questions["waited"][0]


def test_a_row_of_a_person_who_lived_it_and_one_of_ours(acme: Member) -> None:
    ground(acme)
    claim = claims.stated(acme)
    said = evidence.note(acme, kind="complaint", text="They wait", dated=date(2026, 1, 2))
    seen = evidence.note(acme, kind="observation", text="I saw them wait")
    claims.linked(acme, claim, "evidence", said)
    claims.linked(acme, claim, "evidence", seen, "against")
    lived, noted = (link.supports[0] for link in row(acme, claim).links)
    assert (lived.kind, lived.says, lived.people, lived.newest) == ("evidence", "for", 1, date(2026, 1, 2))
    assert (noted.kind, noted.says, noted.newest) == ("observation", "against", now().date())


def test_a_theme_counts_its_people_at_the_stage(acme: Member) -> None:
    ground(acme)
    heard.heard(acme, "customers", "waiting", "neg", "visit", n=6)
    heard.heard(acme, "customers", "waiting", "neg", "billing", n=9)
    heard.heard(acme, "employees", "waiting", "neg", "visit", n=2)
    heard.counted(acme)
    claim = claims.stated(acme, "visit", "They wait too long")
    claims.linked(acme, claim, "theme", heard.theme(acme, "waiting"))
    found = row(acme, claim)
    assert [(one.kind, one.people) for one in found.links[0].supports] == [("theme", 6), ("insiders", 2)]
    assert (found.state.code, found.state.people, found.state.newest) == ("validated", 6, now().date())


def test_a_theme_of_too_few_in_a_protected_survey_counts_as_nothing(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    heard.answered_about(opened, "employees", 4)
    heard.counted(acme)
    claim = claims.stated(acme)
    claims.linked(acme, claim, "theme", heard.theme(acme, "waiting"))
    found = row(acme, claim)
    assert found.links[0].supports == ()
    assert found.links[0].hidden is not None and found.links[0].hidden.reason == "too_few"
    assert found.state.code == "assumed"


def test_answers_speak_both_ways(acme: Member) -> None:
    ground(acme)
    _, question = yes_or_no(acme, "customers", "identified", ("yes", 8), ("no", 1))
    claim = claims.stated(acme)
    claims.linked(acme, claim, "question", question)
    found = row(acme, claim)
    assert (found.links[0].people, found.links[0].others, found.state.code) == (8, 1, "validated")
    claims.linked(acme, claim, "question", question, "against")
    assert row(acme, claim).state.code == "refuted", "linked the other way round, yes speaks against it"


def test_what_insiders_answer_is_no_life_of_customers(acme: Member) -> None:
    ground(acme)
    _, question = yes_or_no(acme, "suppliers", "identified", ("yes", 20))
    claim = claims.stated(acme)
    claims.linked(acme, claim, "question", question)
    found = row(acme, claim)
    assert (found.links[0].supports[0].kind, found.state.code) == ("insiders", "reasoned")


def test_a_protected_survey_that_was_not_released_says_nothing(acme: Member) -> None:
    ground(acme)
    _, question = yes_or_no(acme, "customers", "anonymous", ("yes", 20))
    claim = claims.stated(acme)
    claims.linked(acme, claim, "question", question)
    found = row(acme, claim)
    assert (found.links[0].supports, found.state.code) == ((), "assumed")


def test_notes_of_a_workshop_count_their_people(acme: Member) -> None:
    ground(acme)
    board = workshops.workshop(acme)
    who = workshops.note(acme, board, "They queue")
    workshops.note(acme, board, "They queue long", participant=who)
    workshops.note(acme, board, "No queue at all")
    claim = claims.stated(acme)
    with acme.at_work():
        ids = list(db.session.scalars(db.select(WorkshopNote.id)))
    for note_id in ids:
        claims.linked(acme, claim, "note", note_id)
    found = row(acme, claim)
    assert (found.state.people, found.state.kinds, found.state.code) == (2, ("noted",), "reasoned")


def test_old_evidence_asks_again(acme: Member) -> None:
    ground(acme)
    claim = claims.stated(acme)
    for days in (400, 401, 402, 403, 404):
        day = now().date() - timedelta(days=days)
        said = evidence.note(acme, kind="review", text=f"So it was {days}", dated=day)
        claims.linked(acme, claim, "evidence", said)
    found = row(acme, claim).state
    assert (found.code, found.ask_again, found.people) == ("reasoned", True, 5)


def test_the_reads_do_not_grow_with_claims_and_links(acme: Member) -> None:
    ground(acme)
    heard.heard(acme, n=2)
    heard.counted(acme)
    _, question = yes_or_no(acme, "customers", "identified", ("yes", 1))

    def furnish(stage: str) -> None:
        claim = claims.stated(acme, stage)
        claims.linked(acme, claim, "theme", heard.theme(acme, "waiting"))
        claims.linked(acme, claim, "question", question)
        claims.linked(acme, claim, "evidence", evidence.note(acme, text=f"At {stage}"))

    def reads() -> int:
        read: Callable[[], object] = queries.standing
        with acme.at_work(), counted(acme.app) as seen:
            read()
        return len(seen)

    furnish("visit")
    one = reads()
    furnish("booking")
    furnish("billing")
    assert reads() == one
