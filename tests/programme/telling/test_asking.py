"""Who asked under their name, and that nobody is chosen by what was said in confidence or without a name."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from feedback import jobs
from feedback.backlog.actions import cases as linking
from feedback.errors import Conflict
from feedback.programme.telling import actions, asking
from tests.factories import cases, heard, surveys
from tests.factories import programme as work
from tests.factories.backlog import found, ground
from tests.factories.mailbox import text_of
from tests.factories.people import Member
from tests.factories.telling import News, mailing_for


@pytest.fixture
def world(acme: Member) -> Iterator[tuple[News, int]]:
    """A published no about waiting at the visit, and a mailbox."""
    ground(acme)
    theme = heard.theme(acme)
    number = work.agreed(acme, "visit", theme_ids=[theme])
    made = work.notice(acme, number, kind="declined")
    with mailing_for(acme, made) as told:
        yield told, number


def answers(of: Member, mode: str, feeling: str = "neg", stage: str = "visit", n: int = 1) -> list[UUID]:
    """People with a link that leads to them, who speak of waiting in a survey of this mode."""
    survey = surveys.opened(of, surveys.published(of, *surveys.standard(stage)), ["customers"], mode=mode)
    return heard.answered_about(survey, "customers", n, feeling=feeling)


def by(of: Member, name: str, response: UUID) -> UUID:
    person = cases.person(of, name)
    cases.known(of, response, person)
    return person


def asked(of: Member, number: int) -> set[UUID]:
    with of.at_work():
        people = asking.askers(found(number))
        return {one.id for group in people.values() for one in group}


def test_only_answers_under_a_name_choose_anybody(acme: Member, world: tuple[News, int]) -> None:
    _, number = world
    ana, _ = answers(acme, "identified", n=2)
    who = by(acme, "Ana", ana)
    by(acme, "Bea", answers(acme, "confidential")[0])
    by(acme, "Carla", answers(acme, "identified", "pos")[0])
    by(acme, "Dora", answers(acme, "identified", stage="billing")[0])
    assert asked(acme, number) == {who}


def test_those_who_asked_are_told_once_and_nobody_else(acme: Member, world: tuple[News, int]) -> None:
    told, _ = world
    ana, bea = answers(acme, "identified", n=2)
    by(acme, "Ana", ana)
    by(acme, "Bea", answers(acme, "confidential")[0])
    silent = cases.person(acme, "Carla", consent=False)
    cases.known(acme, bea, silent)
    [mailing] = acme.do(lambda: [one.id for one in actions.send_to_askers(told.notice)])
    jobs.work_off(acme.app)
    assert told.mailbox.addresses() == ["ana@people.example"]
    [mail] = told.mailbox.mails
    assert "Por qué no lo haremos:" in text_of(mail)
    assert told.post.fates(mailing) == {
        "ana@people.example": ("sent", ""),
        "carla@people.example": ("skipped", "no_consent"),
    }
    with pytest.raises(Conflict, match="Nobody of them"):
        acme.do(lambda: actions.send_to_askers(told.notice))
    told.told()
    assert sorted(told.mailbox.addresses()) == ["ana@people.example", "bea@people.example"], "the group, each once"


def test_a_case_that_it_goes_back_to_asked_for_it(acme: Member, world: tuple[News, int]) -> None:
    _, number = world
    [response] = answers(acme, "identified", "pos")
    person = by(acme, "Ana", response)
    case_id = cases.case(acme, response)
    acme.do(lambda: linking.add_case(found(number).id, case_id).id)
    assert asked(acme, number) == {person}
