"""Carrying out what was decided, and telling people."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback import jobs
from feedback.accounts import queries as accounts
from feedback.errors import Conflict, Invalid, NotAllowed, NotFound
from feedback.permissions import Access, Role
from feedback.programme import actions, queries
from tests.factories.backlog import found, ground, improvement, listed, reread, said_and_proposed
from tests.factories.people import Member, member
from tests.factories.programme import ANSWER, HEARD, agreed, notice, started


@pytest.fixture(autouse=True)
def _ground(acme: Member) -> None:
    ground(acme)


def access(of: Member) -> Access:
    return Access(of.user_id, of.organisation_id, of.role)


def test_a_yes_is_started_reported_on_and_done(acme: Member) -> None:
    number = agreed(acme)
    acme.do(lambda: actions.start(found(number).id).id)
    acme.do(lambda: actions.report(found(number).id, percent=40, blocker="The\nparts").id)
    with acme.at_work():
        work = queries.implementation(found(number).id)
        assert work is not None
        assert (work.percent, work.blocker, work.starts_on is not None) == (40, "The parts", True)
    acme.do(lambda: actions.finish(found(number).id).id)
    with acme.at_work():
        work = queries.implementation(found(number).id)
        assert work is not None
        assert (work.percent, work.blocker, work.done_on is not None) == (100, "", True)
    assert reread(acme, number).status == "done"


def test_what_was_not_decided_is_not_started_and_what_was_not_started_is_not_done(acme: Member) -> None:
    number = improvement(acme)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.start(found(number).id))
    number = agreed(acme)
    for act in (actions.finish, lambda row: actions.report(row, percent=1)):
        with pytest.raises(Conflict):
            acme.do(lambda act=act: act(found(number).id))


def test_who_it_is_assigned_to_works_on_it_and_nobody_else_of_that_role(acme: Member) -> None:
    mine, other = (member(acme.app, "acme", Role.CONTRIBUTOR, f"{name}@acme.example") for name in ("ana", "luis"))
    number = agreed(acme, owner_id=mine.user_id)
    with pytest.raises(NotAllowed):
        acme.do(lambda: actions.start(found(number).id, by=access(other)))
    acme.do(lambda: actions.start(found(number).id, by=access(mine)).id)
    acme.do(lambda: actions.report(found(number).id, percent=10, by=access(acme)).id)
    with pytest.raises(NotAllowed):
        acme.do(lambda: actions.finish(found(number).id, by=access(other)))
    assert reread(acme, number).status == "in_progress"


def test_milestones_are_reached_and_not_reached_after_all(acme: Member) -> None:
    number = started(acme)
    made = acme.do(lambda: actions.add_milestone(found(number).id, title="A trial").id)
    acme.do(lambda: actions.reach_milestone(found(number).id, made).id)
    with acme.at_work():
        work = queries.implementation(found(number).id)
        assert work is not None
        assert [one.done_on is not None for one in work.milestones] == [True]
    acme.do(lambda: actions.reach_milestone(found(number).id, made, done=False).id)
    with acme.at_work():
        assert queries.milestone(work.id, made).done_on is None
    with pytest.raises(NotFound):
        acme.do(lambda: actions.reach_milestone(found(number).id, uuid4()))
    other = started(acme)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.reach_milestone(found(other).id, made))


def test_a_milestone_needs_a_name_and_a_start(acme: Member) -> None:
    with pytest.raises(Conflict):
        number = agreed(acme)
        acme.do(lambda: actions.add_milestone(found(number).id, title="A trial"))
    with pytest.raises(Invalid):
        number = started(acme)
        acme.do(lambda: actions.add_milestone(found(number).id, title=" "))


def test_a_yes_without_somebody_or_date_is_found(acme: Member) -> None:
    from datetime import date

    whole = agreed(acme, owner_id=acme.user_id, due_on=date(2027, 1, 1))
    nobody, undated = agreed(acme, due_on=date(2027, 1, 1)), agreed(acme, owner_id=acme.user_id)
    with acme.at_work():
        assert [row.number for row in queries.unfinished_yes()] == [nobody, undated]
        assert whole in [row.number for row in queries.work()]


def test_what_is_done_leaves_the_order(globex: Member) -> None:
    said_and_proposed(globex)
    number = listed(globex).lines[0].improvement.number
    globex.do(lambda: _decide_and_do(number))
    jobs.work_off(globex.app)
    line = next(one for one in listed(globex).lines if one.improvement.number == number)
    assert line.rank is None


def _decide_and_do(number: int) -> None:
    from feedback.backlog.actions.improvements import decide

    decide(found(number).id, verdict="yes", reason="")
    actions.start(found(number).id)
    actions.finish(found(number).id)


def test_a_draft_is_nobodys_until_it_is_published(acme: Member) -> None:
    number = agreed(acme)
    made = notice(acme, number, published=False)
    with acme.at_work():
        assert queries.published() == []
    acme.do(lambda: actions.publish(made).id)
    acme.do(lambda: actions.publish(made).id)
    with acme.at_work():
        assert [(one.heard, about.number) for one, about in queries.published()] == [(HEARD, number)]
        assert [entry.act for entry in accounts.audit()].count("notice.published") == 1


def test_what_people_read_is_taken_back_before_it_changes(acme: Member) -> None:
    made = notice(acme, agreed(acme))
    values = {"kind": "done", "heard": {"es": "Otra"}, "answer": ANSWER}
    for act in (lambda: actions.change_notice(made, **values), lambda: actions.discard(made)):
        with pytest.raises(Conflict):
            acme.do(act)
    acme.do(lambda: actions.take_back(made).id)
    acme.do(lambda: actions.change_notice(made, **values).id)
    with acme.at_work():
        assert (queries.notice(made).heard, queries.published()) == ({"es": "Otra"}, [])
    acme.do(lambda: actions.discard(made))
    with acme.at_work():
        assert queries.notices() == []


def test_a_notice_without_its_answer_is_not_published(acme: Member) -> None:
    made = notice(acme, agreed(acme), published=False, answer={"en": "Only English"})
    with pytest.raises(Conflict):
        acme.do(lambda: actions.publish(made))
