"""Writes of one contact: kept once, changed, left in peace, erased; and what is told of it nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedback import events
from feedback.accounts import queries as accounts
from feedback.errors import Invalid, NotFound
from feedback.events import ContactErased
from feedback.stakeholders.actions import contacts as actions
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from tests.factories.contacts import everybody, person, reread
from tests.factories.groups import group
from tests.factories.people import Member

ANA: dict[str, Any] = {
    "email": "ana@acme.example",
    "phone": None,
    "reference": None,
    "name": "Ana",
    "lang": None,
    "consent": None,
    "segments": {},
}


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, code="customers")


def keep(acme: Member, customers: StakeholderGroup, **values: Any) -> bool:
    """Whether the person was new."""
    new: bool = acme.do(lambda: actions.keep_contact(group=customers, source="test", **values)[1])
    return new


def test_the_same_person_is_kept_once_and_brought_up_to_date(acme: Member, customers: StakeholderGroup) -> None:
    assert keep(acme, customers, email="ana@acme.example", segments={"region": "north"}) is True
    assert keep(acme, customers, email=" ANA@acme.example ", name="Ana", lang="es") is False
    assert keep(acme, customers, email="ana@acme.example", phone="+34 911 23 45 67", reference="C1") is False
    [ana] = everybody(acme, customers)
    assert (ana.key, ana.name, ana.lang, ana.phone) == ("mail:ana@acme.example", "Ana", "es", "+34911234567")
    assert (ana.reference, ana.segments, ana.source) == ("C1", {"region": "north"}, "test")


def test_a_reference_leads_to_the_person_under_a_new_address(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers, reference="C1")
    acme.do(lambda: actions.bounced(queries.contact(ana), "hard"))
    assert keep(acme, customers, email="ana@new.example", reference="C1") is False
    found = reread(acme, ana)
    # What was refused was the other address.
    assert (found.email, found.key, found.bounce) == ("ana@new.example", "mail:ana@new.example", "")


def test_the_same_person_in_two_groups_is_two_contacts(acme: Member, customers: StakeholderGroup) -> None:
    assert keep(acme, customers, email="ana@acme.example") is True
    assert keep(acme, group(acme, "employee"), email="ana@acme.example") is True


def test_nothing_that_comes_in_lifts_an_opt_out(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers)
    acme.do(lambda: actions.opt_out(queries.contact(ana)))
    keep(acme, customers, email="ana@acme.example", consent=True, name="Ana")
    found = reread(acme, ana)
    assert found.opted_out_at is not None
    assert (found.consent, found.consented_at is not None) == (True, True)
    acme.do(lambda: actions.opt_in(queries.contact(ana)))
    assert reread(acme, ana).opted_out_at is None


def test_a_refusal_for_good_stays_one(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers)
    for kind, kept in (("soft", "soft"), ("hard", "hard"), ("soft", "hard")):
        acme.do(lambda kind=kind: actions.bounced(queries.contact(ana), kind))
        assert reread(acme, ana).bounce == kept


def test_a_change_is_exactly_what_was_typed(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers, phone="+34911234567", name="Ana", consent=True, segments={"region": "north"})
    acme.do(lambda: actions.change_contact(queries.contact(ana), **{**ANA, "email": None, "phone": "+34911234567"}))
    found = reread(acme, ana)
    assert (found.key, found.email, found.consent, found.consented_at) == ("tel:+34911234567", None, None, None)
    assert found.segments == {}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "bea@acme.example"}, "email"),
        ({"reference": "C2"}, "reference"),
        ({"email": None}, "email"),
        ({"phone": "911234567"}, "phone"),
    ],
)
def test_a_change_that_would_be_somebody_else_is_refused(
    acme: Member, customers: StakeholderGroup, typed: dict[str, Any], field: str
) -> None:
    ana = person(acme, customers, name="Ana")
    person(acme, customers, "bea@acme.example", reference="C2")
    with pytest.raises(Invalid) as refused:
        acme.do(lambda: actions.change_contact(queries.contact(ana), **{**ANA, **typed}))
    assert list(refused.value.fields) == [field]
    assert reread(acme, ana).email == "ana@acme.example"


def test_a_number_of_two_people_stays_with_both(acme: Member, customers: StakeholderGroup) -> None:
    """A telephone at home: whoever has an address of their own is somebody of their own."""
    ana = person(acme, customers, name="Ana")
    person(acme, customers, "bea@acme.example", phone="+34911234567")
    acme.do(lambda: actions.change_contact(queries.contact(ana), **{**ANA, "phone": "+34911234567"}))
    assert [one.phone for one in everybody(acme, customers)] == ["+34911234567"] * 2


def test_who_is_erased_is_announced_first_and_gone_afterwards(acme: Member, customers: StakeholderGroup) -> None:
    ana, bea = person(acme, customers, name="Ana"), person(acme, customers, "bea@acme.example", name="Bea")
    heard: list[tuple[ContactErased, str]] = []

    def handler(event: ContactErased) -> None:
        heard.append((event, queries.contact(event.contact_id).name))

    events.subscribe(ContactErased, handler)
    try:
        assert acme.do(lambda: actions.erase_contact(queries.contact(ana), by=None)) == ana
    finally:
        events._handlers[ContactErased].remove(handler)
    assert heard == [(ContactErased(acme.organisation_id, ana), "Ana")]
    assert [one.id for one in everybody(acme, customers)] == [bea]
    gone = Contact(id=ana)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.opt_out(gone))


def test_the_audit_log_says_what_happened_and_never_to_whom(acme: Member, customers: StakeholderGroup) -> None:
    ana = person(acme, customers, name="Ana Secreta", phone="+34911234567", reference="C-secreta")
    for act in (actions.opt_out, actions.opt_in):
        acme.do(lambda act=act: act(queries.contact(ana)))
    acme.do(lambda: actions.change_contact(queries.contact(ana), **{**ANA, "name": "Ana Otra"}))
    acme.do(lambda: actions.erase_contact(queries.contact(ana), by=None))
    with acme.at_work():
        entries = [one for one in accounts.audit() if one.act.startswith("contact")]
        written = json.dumps([[one.act, one.subject, one.detail] for one in entries])
    acts = {"contact.added", "contact.opted_out", "contact.opted_in", "contact.changed", "contact.erased"}
    assert {one.act for one in entries} == acts
    assert {one.subject for one in entries} == {"customers"}
    assert not [word for word in ("ana", "secreta", "911234567", str(ana)) if word in written.lower()]
