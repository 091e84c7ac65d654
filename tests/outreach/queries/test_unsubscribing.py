"""The link that ends mails."""

from __future__ import annotations

from flask import Flask

from feedback.outreach.queries import unsubscribing
from tests.factories import contacts, groups
from tests.factories.people import Member


def test_a_link_is_read_without_knowing_the_organisation(app: Flask, acme: Member) -> None:
    ana = contacts.person(acme, groups.group(acme, code="customers"), lang="pt")
    with app.test_request_context():
        address = unsubscribing.unsubscribe_address(ana)
        found = unsubscribing.reader(address.rpartition("/")[2])
    assert address.startswith("http://localhost/u/")
    assert found is not None
    assert (found.subject_id, found.organisation_name, found.lang, found.out) == (ana, "Acme", "pt", False)
    with app.test_request_context():
        assert unsubscribing.reader("nothing") is None
