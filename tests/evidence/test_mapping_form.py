from __future__ import annotations

from uuid import uuid4

from feedback.evidence.mapping_form import Offer, mapping_form, start_of
from feedback.evidence.reader import ColumnMapping, DateOrder, RatingScale, sniff
from feedback.stakeholders.models import StakeholderGroup
from tests.factories.people import Member

STAFF = StakeholderGroup(id=uuid4(), code="staff", kind="employee", name={"en": "Employees", "es": "Empleados"})
PEOPLE = StakeholderGroup(id=uuid4(), code="people", kind="customer", name={"en": "Customers"})
CSV = "Comment,Stars,Group,When,Channel,Lang\n" + "We waited for two hours in the cold,2,{},2024-03-01,web,en\n" * 3


def offer(content: str, *groups: StakeholderGroup) -> Offer:
    return Offer(sniff(content.encode()), "letters.csv.gz", groups or (STAFF, PEOPLE), ())


def test_the_first_guess_names_every_column_it_knows() -> None:
    assert start_of(offer(CSV.format(*["someone"] * 3))) == {
        "encoding": "utf-8",
        "delimiter": ",",
        "sheet": None,
        "text": "Comment",
        "rating": "Stars",
        "scale": "1..5",
        "date": "When",
        "stage": None,
        "group": "one:people",
        "source": "letters",
        "source_column": "Channel",
        "lang": "column:Lang",
        "kind": "review",
    }


def test_a_column_of_groups_is_taken_only_where_every_cell_is_a_group_of_ours() -> None:
    assert start_of(offer(CSV.format("EMPLEADOS", "staff", "Customers")))["group"] == "column:Group"
    assert start_of(offer(CSV.format("EMPLEADOS", "staff", "martians")))["group"] == "one:people"
    assert start_of(offer(CSV.format(*["martians"] * 3), STAFF))["group"] is None


def test_what_was_chosen_becomes_a_mapping(acme: Member) -> None:
    typed = {
        "text": "Comment", "rating": "Stars", "scale": "5..1", "date": "When", "day_first": "month", "source": " ",
        "group": "one:staff", "lang": "one:pt", "stage": "column:Channel", "kind": "ticket", "strict": "y",
    }  # fmt: skip
    with acme.app.test_request_context("/o/acme/evidence", method="POST", data=typed):
        form = mapping_form(offer(CSV), looking=False)
        assert form.mapping("letters.csv") == ColumnMapping(
            text="Comment", rating="Stars", scale=RatingScale.parse("5..1"), date="When", date_order=DateOrder(False),
            stage_column="Channel", source="letters", lang="pt", kind="ticket",
            source_column="Channel",
        )  # fmt: skip
        assert (form.group_code, form.strict.data) == ("staff", True)
