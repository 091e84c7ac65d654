from __future__ import annotations

from uuid import uuid4

from werkzeug.datastructures import MultiDict

from feedback.evidence.forms import filter_form
from feedback.evidence.queries.items import Wanted
from feedback.stakeholders.models import StakeholderGroup
from tests.factories.people import Member

GROUP = StakeholderGroup(id=uuid4(), code="customers", kind="customer", name={"en": "Customers"})


def wanted(acme: Member, **typed: str) -> Wanted:
    with acme.app.test_request_context("/o/acme/evidence"):
        return filter_form(MultiDict(typed), [GROUP], [], ["Letters"]).wanted()


def test_a_filter_says_what_is_wanted(acme: Member) -> None:
    assert wanted(acme) == Wanted()
    found = wanted(acme, kind="ticket", group=str(GROUP.id), stage="none", source="Letters", words=" a b ")
    assert found == Wanted("ticket", GROUP.id, None, True, "Letters", "a b")


def test_what_is_not_offered_asks_for_nothing(acme: Member) -> None:
    assert wanted(acme, kind="gossip", group=str(uuid4()), stage="x", source="Elsewhere") == Wanted()
