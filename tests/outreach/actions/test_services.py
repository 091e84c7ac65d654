"""Services told of: kept once, decided once, asked about at most once; whoever is killed, races or jumps in time."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from feedback import jobs
from feedback.db import db, find, now
from feedback.errors import Invalid
from feedback.outreach.actions import services
from feedback.outreach.models import Delivery, Invitation, ServiceEvent, Trigger, TriggerDay
from feedback.outreach.queries import services as queries
from feedback.stakeholders.actions import contacts
from feedback.stakeholders.models import Contact
from tests.factories.groups import three_groups
from tests.factories.invitations import person
from tests.factories.journeys import journey
from tests.factories.mailbox import mail_server, text_of
from tests.factories.people import Member, owner
from tests.factories.surveys import Opened, closed, opened, published, standard
from tests.factories.triggers import Told, a_minute_passes, paused, reread, told, trigger

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ground(acme: Member) -> Member:
    three_groups(acme)
    journey(acme)
    return acme


@pytest.fixture
def survey(ground: Member) -> Opened:
    return opened(ground, published(ground, *standard()), ["customers"])


@pytest.fixture
def noon() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def count(of: Member, model: Any) -> int:
    with of.at_work():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def decided(of: Member, event_id: UUID) -> Told:
    of.do(lambda: services.decide_waiting(event_id))
    return reread(of, event_id)


# --- one service ------------------------------------------------------------------------------------


def test_by_link_the_caller_gets_the_personal_link(ground: Member, survey: Opened) -> None:
    trigger(survey)
    found = told(ground, "order-1", attributes={"branch": "north", "empty": " "})
    assert (found.state, found.reason, found.is_new) == ("sent", "", True)
    answer = ground.app.test_client().get((found.link or "").removeprefix("http://localhost"))
    assert answer.status_code == 200
    assert b"csat?" in answer.get_data() or "¿csat?" in answer.get_data(as_text=True)
    with ground.at_work():
        [invitation] = db.session.scalars(select(Invitation))
        assert (invitation.values, invitation.occasion) == ({"branch": "north"}, found.id.hex)
        assert invitation.contact_id == found.contact_id


def test_by_email_the_mail_is_handed_over_in_the_same_transaction(ground: Member, survey: Opened) -> None:
    trigger(survey, channel="email")
    found = told(ground, "order-1")
    assert (found.state, found.link) == ("waiting", None), "waiting for the mail to leave"
    with ground.at_work():
        [delivery] = db.session.scalars(select(Delivery))
        event = find(ServiceEvent, found.id)
        assert (event.state, delivery.invitation_id) == ("sent", event.invitation_id)
        assert jobs.is_waiting(f"mail:{delivery.id}")


@pytest.mark.parametrize(
    ("mail", "why", "outcome"),
    [
        ("waiting", "", "waiting"),
        ("sending", "interrupted", "waiting"),
        ("sent", "", "sent"),
        ("skipped", "opted_out", "opted_out"),
        ("skipped", "closed", "closed"),
        ("failed", "busy", "refused"),
        ("failed", "bounced", "bounced"),
        ("bounced", "", "bounced"),
    ],
)
def test_the_outcome_follows_the_mail(ground: Member, survey: Opened, mail: str, why: str, outcome: str) -> None:
    trigger(survey, channel="email")
    found = told(ground, "order-1")

    def settle() -> None:
        [delivery] = db.session.scalars(select(Delivery))
        delivery.state, delivery.reason = mail, why

    ground.do(settle)
    assert reread(ground, found.id).outcome == outcome


def test_an_anonymous_survey_gets_a_link_that_brings_nothing_along(ground: Member) -> None:
    anonymous = opened(ground, published(ground, *standard()), ["customers"], mode="anonymous")
    trigger(anonymous)
    told(ground, "order-1", attributes={"branch": "north"})
    with ground.at_work():
        assert [one.values for one in db.session.scalars(select(Invitation))] == [{}]


def test_the_same_service_at_the_same_stage_is_one_whatever_else_is_said(ground: Member, survey: Opened) -> None:
    trigger(survey)
    first = told(ground, "order-1")
    again = told(ground, " order-1 ", contact={"email": "ben@customers.example"}, happened_at=NOON)
    assert again == first.__class__(**{**_fields(first), "is_new": False})
    assert told(ground, "order-1", stage="booking").reason == "no_trigger"
    assert (count(ground, Invitation), count(ground, Contact)) == (1, 1)


def _fields(one: Told) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def test_what_cannot_be_is_refused_at_its_field_and_leaves_nothing(ground: Member, survey: Opened) -> None:
    trigger(survey)
    for wrong, field in (
        ({"happened_at": now() + timedelta(minutes=6)}, "happened_at"),
        ({"happened_at": datetime(1999, 12, 31, tzinfo=UTC)}, "happened_at"),
        ({"contact": {"email": "not an address"}}, "contact.email"),
        ({"contact": {"name": "Ana"}}, "contact.email"),
        ({"attributes": {f"a{number}": "x" for number in range(21)}}, "attributes"),
        ({"attributes": {"branch": "x" * 201}}, "attributes"),
    ):
        with pytest.raises(Invalid) as refused:
            told(ground, "order-1", **wrong)
        assert list(refused.value.fields) == [field]
    with pytest.raises(Invalid):
        told(ground, "x" * 201)
    assert (count(ground, ServiceEvent), count(ground, Contact)) == (0, 0)


# --- why not ----------------------------------------------------------------------------------------


def test_without_a_trigger_without_a_person_and_with_a_closed_survey(ground: Member, survey: Opened) -> None:
    assert told(ground, "1").outcome == "no_trigger"
    rule = trigger(survey)
    assert told(ground, "2", contact=None).outcome == "no_contact"
    paused(ground, rule)
    assert told(ground, "3").outcome == "no_trigger"
    ground.do(lambda: setattr(find(Trigger, rule), "active", True))
    closed(survey)
    assert told(ground, "4").outcome == "closed"
    assert count(ground, Invitation) == 0


def test_what_the_person_said_is_respected(ground: Member, survey: Opened) -> None:
    trigger(survey, channel="email")
    assert told(ground, "1", contact={"email": "no@customers.example", "consent": False}).outcome == "no_consent"
    assert told(ground, "2", contact={"reference": "C-7"}).outcome == "no_address"
    ana = told_contact(ground)
    ground.do(lambda: contacts.opt_out(find(Contact, ana)))
    assert told(ground, "3", contact={"email": "ana@customers.example", "consent": True}).outcome == "opted_out"
    gone = person(ground, "customers", email="gone@customers.example")
    ground.do(lambda: contacts.bounced(find(Contact, gone), "hard"))
    assert told(ground, "4", contact={"email": "gone@customers.example"}).outcome == "bounced"


def told_contact(of: Member) -> UUID:
    return person(of, "customers", email="ana@customers.example")


def test_a_person_rests_from_services_and_from_mailings(ground: Member, survey: Opened, noon: Any) -> None:
    other = opened(ground, published(ground, *standard("booking"), title="Booking"), ["customers"])
    trigger(survey, person_days=10, survey_days=30)
    trigger(other, stage="booking", person_days=10)
    assert told(ground, "1").outcome == "sent"
    assert told(ground, "2", stage="booking").outcome == "cooling_down"
    assert told(ground, "3").outcome == "asked_before"
    noon.shift(11 * DAY)
    assert told(ground, "4", stage="booking").outcome == "sent"
    noon.shift(11 * DAY)
    assert told(ground, "5").outcome == "asked_before"
    noon.shift(11 * DAY)
    assert told(ground, "6").outcome == "sent"


def test_a_mail_of_a_mailing_counts_as_a_request(ground: Member, survey: Opened) -> None:
    trigger(survey, person_days=10)
    contact_id = told_contact(ground)

    def mailed() -> None:
        invitation = services.invite(find(Contact, contact_id), _survey(survey))[0]
        db.session.add(Delivery(contact_id=contact_id, invitation_id=invitation.id, state="sent", sent_at=now()))

    ground.do(mailed)
    assert told(ground, "1").outcome == "cooling_down"


def _survey(survey: Opened) -> Any:
    from feedback.surveys.models import Survey

    return find(Survey, survey.id)


def test_the_same_address_in_another_group_is_the_same_person(ground: Member) -> None:
    both = opened(ground, published(ground, *standard()), ["customers", "suppliers"], mode="identified")
    trigger(both, person_days=10)
    trigger(both, "suppliers", person_days=10)
    assert told(ground, "1").outcome == "sent"
    assert told(ground, "2", group="suppliers").outcome == "cooling_down"
    other = {"email": "somebody@suppliers.example"}
    assert told(ground, "3", group="suppliers", contact=other).outcome == "sent"


def test_a_share_of_services_is_drawn_once_and_for_all(ground: Member, survey: Opened) -> None:
    trigger(survey, sample_percent=40)
    found = [told(ground, f"order-{number}", contact={"reference": f"C{number}"}) for number in range(40)]
    drawn = Counter(one.outcome for one in found)
    assert set(drawn) == {"sent", "not_sampled"}
    assert 7 <= drawn["sent"] <= 25
    with ground.at_work():
        row = db.session.scalars(select(Trigger)).one()
        again = [queries.is_sampled(row, f"order-{number}") for number in range(40)]
    assert [one.state == "sent" for one in found] == again


def test_a_daily_quota_begins_anew_at_midnight_on_the_wall(ground: Member, survey: Opened) -> None:
    trigger(survey, daily_quota=2, time_zone="America/Santiago")
    with time_machine.travel(datetime(2026, 3, 2, 2, tzinfo=UTC), tick=False) as clock:
        assert [_of(ground, number) for number in range(3)] == ["sent", "sent", "quota"]
        clock.move_to(datetime(2026, 3, 2, 2, 59, tzinfo=UTC))
        assert _of(ground, 3) == "quota"
        clock.move_to(datetime(2026, 3, 2, 3, 1, tzinfo=UTC))
        assert _of(ground, 4) == "sent"


def _of(of: Member, number: int) -> str:
    return told(of, f"order-{number}", contact={"reference": f"C{number}"}).outcome


# --- later ------------------------------------------------------------------------------------------


def test_it_waits_for_its_time_and_is_decided_by_the_next_round(ground: Member, survey: Opened, noon: Any) -> None:
    trigger(survey, delay_minutes=120)
    found = told(ground, "1")
    assert (found.state, found.due_at) == ("waiting", NOON + timedelta(hours=2))
    noon.shift(timedelta(minutes=119))
    a_minute_passes(ground)
    assert reread(ground, found.id).state == "waiting"
    noon.shift(timedelta(minutes=1))
    a_minute_passes(ground)
    assert reread(ground, found.id).state == "sent"


def test_a_request_that_is_due_in_quiet_hours_waits_for_the_morning(ground: Member, survey: Opened) -> None:
    trigger(survey, quiet_from=time(21), quiet_until=time(9), time_zone="Europe/Madrid")
    with time_machine.travel(datetime(2026, 3, 28, 22, tzinfo=UTC), tick=False) as clock:
        found = told(ground, "1")
        assert (found.state, found.due_at) == ("waiting", datetime(2026, 3, 29, 7, tzinfo=UTC))
        clock.move_to(datetime(2026, 3, 29, 7, tzinfo=UTC))
        a_minute_passes(ground)
        assert reread(ground, found.id).state == "sent"


def test_what_changes_while_it_waits_counts(ground: Member, survey: Opened, noon: Any) -> None:
    rule = trigger(survey, delay_minutes=60)
    found = {name: told(ground, name, contact={"reference": name}) for name in ("opted", "erased", "asked")}
    ground.do(lambda: contacts.opt_out(find(Contact, found["opted"].contact_id)))
    ground.do(lambda: contacts.erase_contact(find(Contact, found["erased"].contact_id), by=None))
    noon.shift(timedelta(hours=1))
    a_minute_passes(ground)
    outcomes = {name: reread(ground, one.id).outcome for name, one in found.items()}
    assert outcomes == {"opted": "opted_out", "erased": "no_contact", "asked": "sent"}
    late = told(ground, "late", contact={"reference": "late"})
    paused(ground, rule)
    noon.shift(timedelta(hours=1))
    a_minute_passes(ground)
    assert reread(ground, late.id).outcome == "closed"


def test_the_rarest_request_of_a_person_goes_first(ground: Member, survey: Opened, noon: Any) -> None:
    """A call now, and a repair whose request waits: the call's waits too, and then finds that the person rests."""
    calls = opened(ground, published(ground, *standard("booking"), title="Calls"), ["customers"])
    trigger(calls, stage="booking", person_days=30)
    trigger(survey, person_days=30, delay_minutes=120)
    for number in range(6):
        told(ground, f"call-{number}", stage="booking", contact={"reference": f"C{number}"})
    repair = told(ground, "repair")
    call = told(ground, "call", stage="booking")
    assert (call.state, call.due_at) == ("waiting", NOON + timedelta(minutes=121))
    noon.shift(timedelta(minutes=121))
    a_minute_passes(ground)
    assert (reread(ground, repair.id).outcome, reread(ground, call.id).outcome) == ("sent", "cooling_down")


def test_of_two_surveys_about_the_same_stage_each_gets_its_turn(ground: Member, survey: Opened) -> None:
    other = opened(ground, published(ground, *standard(), title="Another"), ["customers"])
    triggers = (trigger(survey), trigger(other))
    for number in range(6):
        _of(ground, number)
    with ground.at_work():
        asked = Counter(db.session.scalars(select(ServiceEvent.trigger_id)))
    assert asked == {one: 3 for one in triggers}


def test_a_frequent_survey_leaves_people_to_a_rare_one(ground: Member, survey: Opened) -> None:
    calls = opened(ground, published(ground, *standard("booking"), title="Calls"), ["customers"])
    rule = trigger(calls, stage="booking", person_days=30)
    rare = trigger(survey, person_days=30)

    def before() -> None:
        for trigger_id, events in ((rule, 1000), (rare, 20)):
            db.session.add(TriggerDay(trigger_id=trigger_id, day=now().date() - DAY, events=events))

    ground.do(before)
    outcomes = Counter(
        told(ground, f"call-{number}", stage="booking", contact={"reference": f"C{number}"}).outcome
        for number in range(60)
    )
    assert set(outcomes) == {"sent", "reserved"}
    assert 5 <= outcomes["reserved"] <= 28
    repairs = {
        told(ground, f"repair-{number}", contact={"reference": f"C{number + 100}"}).outcome for number in range(20)
    }
    assert repairs == {"sent"}


# --- clocks, crashes and races ----------------------------------------------------------------------


def test_clocks_that_jump(ground: Member, survey: Opened) -> None:
    """Case 99: a day back, ten years on, and back again."""
    trigger(survey, delay_minutes=60, person_days=10)
    with time_machine.travel(NOON, tick=False) as clock:
        waits, sent = told(ground, "1"), told(ground, "2", contact={"reference": "C2"}, happened_at=NOON - DAY)
        assert (waits.outcome, sent.outcome) == ("waiting", "sent")
        clock.move_to(NOON - DAY)
        a_minute_passes(ground)
        assert reread(ground, waits.id).state == "waiting"
        clock.move_to(NOON + timedelta(days=3650))
        a_minute_passes(ground)
        assert reread(ground, waits.id).outcome == "too_late"
        future = told(ground, "3", contact={"reference": "C2"}, happened_at=now() - timedelta(hours=1))
        assert future.outcome == "sent"
        clock.move_to(NOON + 20 * DAY)
        back = told(ground, "4", contact={"reference": "C2"}, happened_at=now() - timedelta(hours=1))
        assert back.outcome == "sent", "a request noted by a wrong clock keeps nobody waiting for ten years"
        assert count(ground, Invitation) == 3


class Killed(BaseException):
    """What ends a process between two statements."""


def test_a_worker_killed_between_deciding_and_sending_neither_loses_nor_doubles(
    ground: Member, survey: Opened, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trigger(survey, channel="email", delay_minutes=60)
    found = told(ground, "1")
    noon.shift(timedelta(hours=1))
    whole = services.mailings.send_now

    def killed(*args: Any, **kwargs: Any) -> None:
        whole(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(services.mailings, "send_now", killed)
        with pytest.raises(Killed):
            jobs.sweep(ground.app)
    assert reread(ground, found.id).state == "waiting"
    assert (count(ground, Invitation), count(ground, Delivery)) == (0, 0)
    noon.shift(timedelta(minutes=2))
    jobs.sweep(ground.app)
    with ground.at_work():
        event = find(ServiceEvent, found.id)
        assert event.state == "sent"
    assert (count(ground, Invitation), count(ground, Delivery)) == (1, 1)


def test_one_that_cannot_be_decided_keeps_nobody_else_waiting(
    ground: Member, survey: Opened, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trigger(survey, delay_minutes=60)
    bad, good = told(ground, "bad"), told(ground, "good", contact={"reference": "C2"})
    noon.shift(timedelta(hours=1))
    whole = services.invite

    def fails(contact: Contact, *args: Any, **kwargs: Any) -> Any:
        if contact.id == bad.contact_id:
            raise ValueError("broken")
        return whole(contact, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(services, "invite", fails)
        a_minute_passes(ground)
    assert (reread(ground, bad.id).state, reread(ground, good.id).state) == ("waiting", "sent")
    noon.shift(timedelta(minutes=16))
    a_minute_passes(ground)
    assert reread(ground, bad.id).state == "sent"


def at_once(tasks: int, act: Any) -> list[Any]:
    """Run `act(number)` in as many threads, all starting together."""
    gate = threading.Barrier(tasks)

    def run(number: int) -> Any:
        gate.wait()
        return act(number)

    with ThreadPoolExecutor(tasks) as executor:
        return list(executor.map(run, range(tasks)))


def test_two_workers_decide_once(ground: Member, survey: Opened) -> None:
    trigger(survey, channel="email", delay_minutes=60)
    with time_machine.travel(now() - timedelta(hours=2)):
        found = [told(ground, f"{number}", contact={"email": f"c{number}@x.example"}) for number in range(5)]
    for one in found:
        made = at_once(4, lambda _, one=one: ground.do(lambda: services.decide_waiting(one.id) is not None))
        assert sorted(made) == [False, False, False, True]
    assert (count(ground, Invitation), count(ground, Delivery)) == (5, 5)


def test_the_same_service_told_of_at_once_is_one(ground: Member, survey: Opened) -> None:
    trigger(survey)
    found = at_once(6, lambda _: told(ground, "order-1"))
    assert sum(one.is_new for one in found) == 1
    assert {(one.id, one.state, one.link) for one in found} == {(found[0].id, "sent", found[0].link)}
    assert (count(ground, ServiceEvent), count(ground, Invitation), count(ground, Contact)) == (1, 1, 1)


def test_one_person_is_asked_once_however_many_services_are_told_of_at_once(ground: Member, survey: Opened) -> None:
    trigger(survey, person_days=30)
    found = at_once(6, lambda number: told(ground, f"order-{number}"))
    assert Counter(one.outcome for one in found) == {"sent": 1, "cooling_down": 5}
    assert count(ground, Contact) == 1


def test_a_quota_holds_however_many_are_told_of_at_once(ground: Member, survey: Opened) -> None:
    trigger(survey, daily_quota=3)
    found = at_once(8, lambda number: _of(ground, number))
    assert Counter(found) == {"sent": 3, "quota": 5}
    with ground.at_work():
        day = db.session.scalars(select(TriggerDay)).one()
        assert (day.events, day.sent) == (8, 3)


# --- forgetting -------------------------------------------------------------------------------------


def test_whoever_is_erased_leaves_no_trace_in_services(ground: Member, survey: Opened) -> None:
    trigger(survey)
    found = told(ground, "1", attributes={"agent": "Berta"})
    ground.do(lambda: contacts.erase_contact(find(Contact, found.contact_id), by=None))
    with ground.at_work():
        event = find(ServiceEvent, found.id)
        assert (event.contact_id, event.invitation_id, event.attributes) == (None, None, {})
        assert (event.state, event.service) == ("sent", "1")
    again = told(ground, "1", contact={"email": "somebody-else@customers.example"})
    assert (again.id, again.is_new, again.link) == (found.id, False, None)


def test_a_service_of_another_organisation_is_not_there(ground: Member, globex: Member, survey: Opened) -> None:
    trigger(survey, delay_minutes=60)
    found = told(ground, "1")
    assert globex.do(lambda: services.decide_waiting(found.id)) is None
    assert globex.do(lambda: services.decide_waiting(uuid4())) is None
    assert reread(ground, found.id).state == "waiting"


# --- all the way ------------------------------------------------------------------------------------


def test_from_the_call_to_the_mailbox_and_the_outcome(make_app: Callable[..., Flask]) -> None:
    """A real mail server: the person gets one mail with a link that opens the form, and the outcome says sent."""
    with mail_server() as box:
        of = owner(make_app(SMTP_URL=box.url), "acme")
        three_groups(of)
        journey(of)
        survey = opened(of, published(of, *standard()), ["customers"])
        trigger(survey, channel="email", person_days=30)
        contact = {"email": "ana@customers.example", "name": "Ana", "lang": "en"}
        first, second = told(of, "order-1", contact=contact), told(of, "order-2", contact=contact)
        assert (first.outcome, second.outcome) == ("waiting", "cooling_down")
        a_minute_passes(of)
        a_minute_passes(of)
        assert reread(of, first.id).outcome == "sent"
        [mail] = box.to("ana@customers.example")
        assert str(mail["Subject"]) == "Your Visit"
        [link] = re.findall(r"http://localhost(/i/\S+)", text_of(mail))
        assert of.app.test_client().get(link).status_code == 200
        box.refusals["ben@customers.example"] = "550 5.1.1 no such user"
        refused = told(of, "order-3", contact={"email": "ben@customers.example"})
        a_minute_passes(of)
        assert reread(of, refused.id).outcome == "bounced"
        assert told(of, "order-4", contact={"email": "ben@customers.example"}).outcome == "bounced"


def test_a_service_of_somebody_who_was_erased_asks_and_keeps_nobody(ground: Member, survey: Opened) -> None:
    trigger(survey)
    ana = person(ground, "customers", email="ana@acme.example")
    ground.do(lambda: contacts.erase_contact(find(Contact, ana), by=None))
    event = told(ground, "order-9", contact={"email": "ana@acme.example"})
    assert event.outcome == "no_contact"
    assert count(ground, Contact) == 0
