"""The figures of the loop: who was told, how long a decision took, what was told of a no, what came of what is done."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import update

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db
from feedback.outreach.models import Delivery, Invitation
from feedback.programme.queries import loop, reached
from tests.factories import cases, invitations, surveys
from tests.factories import programme as work
from tests.factories.backlog import decided, ground, improvement
from tests.factories.people import Member
from tests.factories.telling import mailing_for


def figures(of: Member) -> loop.Loop:
    with of.at_work():
        return loop.loop()


def test_an_organisation_that_has_not_begun_has_no_figures(acme: Member) -> None:
    ground(acme)
    held = figures(acme)
    assert (held.contributors, held.noes, held.done) == (loop.Part(0, 0), loop.Part(0, 0), loop.Part(0, 0))
    assert isinstance(held.days, Hidden)
    assert isinstance(held.response.difference, Hidden)


def test_those_told_are_counted_among_those_who_answered_under_their_name_alone(acme: Member) -> None:
    """And whether they answer the next survey more often than the others."""
    ground(acme)
    ana, bea, carla = (cases.person(acme, name) for name in ("Ana", "Bea", "Carla"))
    first = surveys.opened(acme, surveys.published(acme, *surveys.standard()), ["customers"])
    cases.said_by(first, ana, nps=3)
    cases.said_by(first, ana, nps=4)
    cases.said_by(first, bea, nps=9)
    quiet = surveys.opened(acme, surveys.published(acme, *surveys.standard()), ["customers"], mode="confidential")
    cases.said_by(quiet, carla, nps=2)
    with mailing_for(acme, work.notice(acme, work.agreed(acme))) as told:
        told.told()
        [mails] = reached_of(acme, told.notice)
        assert mails == (3, 0)
        acme.do(lambda: db.session.execute(update(Delivery).where(Delivery.contact_id == bea).values(state="skipped")))
    assert figures(acme).contributors == loop.Part(1, 2)
    for mode in ("identified", "anonymous"):
        later = surveys.opened(acme, surveys.published(acme, *surveys.standard()), ["customers"], mode=mode)
        guests = [invitations.invited(later, "customers", contact=one) for one in (ana, bea, carla)]
        used = update(Invitation).where(Invitation.id == guests[0].invitation_id).values(used=True)
        acme.do(lambda used=used: db.session.execute(used))
    response = figures(acme).response
    assert isinstance(response.told, Shown)
    assert isinstance(response.untold, Shown)
    assert (response.told.value, response.told.n) == (0.5, 2)
    assert (response.untold.value, response.untold.n) == (0.0, 1)


def reached_of(of: Member, notice: UUID) -> list[tuple[int, int]]:
    with of.at_work():
        found_there = reached.mailed()[notice]
        return [(found_there.groups, found_there.askers)]


def test_a_no_is_told_once_a_notice_says_why(acme: Member) -> None:
    ground(acme)
    told, drafted, _ = (improvement(acme) for _ in range(3))
    for number in (told, drafted):
        decided(acme, number, "no", "Too dear.")
    work.notice(acme, told, kind="declined")
    work.notice(acme, drafted, kind="declined", published=False)
    assert figures(acme).noes == loop.Part(1, 2)
