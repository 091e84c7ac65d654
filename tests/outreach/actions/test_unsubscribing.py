"""Leaving and coming back."""

from __future__ import annotations

from feedback.outreach.actions import unsubscribing
from tests.factories import contacts, groups
from tests.factories.people import Member


def test_leaving_twice_is_leaving_once_and_coming_back_undoes_it(acme: Member) -> None:
    ana = contacts.person(acme, groups.group(acme, code="customers"))
    acme.do(unsubscribing.leave, ana)
    first = contacts.reread(acme, ana).opted_out_at
    acme.do(unsubscribing.leave, ana)
    assert first is not None
    assert contacts.reread(acme, ana).opted_out_at == first
    acme.do(unsubscribing.come_back, ana)
    assert contacts.reread(acme, ana).opted_out_at is None


def test_somebody_without_an_address_leaves_alone(acme: Member) -> None:
    group = groups.group(acme, code="customers")
    one, other = (contacts.person(acme, group, email=None, reference=f"C-{number}") for number in (1, 2))
    acme.do(unsubscribing.leave, one)
    assert [contacts.reread(acme, who).opted_out_at is None for who in (one, other)] == [False, True]
