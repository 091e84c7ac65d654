"""Forms of files that were never uploaded: offered, and sent back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from feedback.evidence.file_form import MappingForm
from feedback.evidence.mapping_form import Offer, mapping_form, start_of
from feedback.evidence.reader import profile, propose, sniff
from feedback.stakeholders.models import StakeholderGroup
from tests.factories.people import Member

STAFF = StakeholderGroup(id=uuid4(), code="staff", kind="employee", name={"en": "Employees", "es": "Empleados"})
PEOPLE = StakeholderGroup(id=uuid4(), code="people", kind="customer", name={"en": "Customers"})
CSV = "Comment,Stars,Group,When,Channel,Lang\n" + "We waited for two hours in the cold,2,{},2024-03-01,web,en\n" * 3
SURVEY = "Score,Best part,Worst part,Service,City\n" + "".join(
    f"{score},The {word} was very good,Nobody told us about the {word},{mark},{city}\n"
    for score, word, mark, city in zip(
        (5, 1, 3, 4),
        ("food", "room", "pool", "bar"),
        ("Good", "Bad", "Very good", "Good"),
        ("Lima", "lima", "Cali", "LIMA"),
        strict=True,
    )
)


def offer(content: str, *groups: StakeholderGroup) -> Offer:
    data = content.encode()
    shape = sniff(data)
    return Offer(shape, profile(data, shape), "letters.csv.gz", groups or (STAFF, PEOPLE), ())


def start(of: Offer) -> dict[str, Any]:
    return start_of(of, propose(of.shape, of.counted, of.known))


def sent(acme: Member, of: Offer, data: dict[str, str], *, looking: bool = False) -> MappingForm:
    """The form as it was sent, validated."""
    with acme.app.test_request_context("/o/acme/evidence", method="POST", data=data):
        form = mapping_form(of, looking=looking)
        form.validate()
        return form


def wrong(form: MappingForm) -> list[str]:
    """The fields with errors; no page was shown before, so no token was sent."""
    return [name for name in form.errors if name != "csrf_token"]


def roles(form: MappingForm) -> list[str]:
    return [column.role.data for column in form.columns]


CHOSEN = {"group": "people", "kind": "review"}


CHOSEN = {"group": "people", "kind": "review"}
