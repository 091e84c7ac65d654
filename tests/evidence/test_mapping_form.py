from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from feedback.errors import Invalid
from feedback.evidence.mapping_form import MappingForm, Offer, mapping_form, start_of
from feedback.evidence.reader import (
    ColumnMapping,
    DateOrder,
    RatingColumn,
    RatingScale,
    SegmentColumn,
    WordScale,
    profile,
    propose,
    sniff,
)
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


def test_the_first_guess_names_every_column_it_knows() -> None:
    found = start(offer(CSV.format(*["someone"] * 3)))
    assert [found[f"as_{number}"] for number in range(6)] == [
        "comment",
        "rating",
        "leave",
        "date",
        "source",
        "language",
    ]
    assert (found["scale_1"], found["beside_1"], found["group"], found["source"], found["kind"]) == (
        "1..5", "*", "people", "letters", "review",
    )  # fmt: skip


def test_a_column_of_groups_is_taken_only_where_every_cell_is_a_group_of_ours() -> None:
    assert start(offer(CSV.format("EMPLEADOS", "staff", "Customers")))["as_2"] == "group"
    assert start(offer(CSV.format("EMPLEADOS", "staff", "martians")))["group"] == "people"
    assert start(offer(CSV.format(*["martians"] * 3), STAFF))["group"] == ""


def test_what_was_chosen_becomes_a_mapping(acme: Member) -> None:
    typed = {
        "as_0": "comment", "as_1": "rating", "scale_1": "5..1", "beside_1": "*", "as_3": "date", "day_first": "month",
        "source": " ", "group": "staff", "lang": "pt", "as_4": "stage", "as_5": "leave", "as_2": "leave",
        "kind": "ticket", "strict": "y",
    }  # fmt: skip
    of = offer(CSV.format(*["x"] * 3))
    form = sent(acme, of, typed)
    assert wrong(form) == []
    assert form.mapping("letters.csv", of.shape) == ColumnMapping(
        text="Comment", ratings=(RatingColumn("Stars", RatingScale.parse("5..1"), "*"),), date="When",
        date_order=DateOrder(False), stage_column="Channel", source="letters", lang="pt", kind="ticket",
    )  # fmt: skip
    assert (form.group_code, form.strict.data) == ("staff", True)


def test_what_is_not_sent_of_a_column_is_as_proposed(acme: Member) -> None:
    of = offer(SURVEY)
    form = sent(acme, of, CHOSEN)
    assert roles(form) == ["rating", "comment", "comment", "rating", "segment"]
    assert form.mapping("a.csv", of.shape) == ColumnMapping(
        text="Best part",
        more_texts=("Worst part",),
        ratings=(
            RatingColumn("Score", RatingScale.parse("1..5"), "Best part"),
            RatingColumn("Service", WordScale.parse("Very poor < Bad < Fair < Good < Very good")),
        ),
        segments=(SegmentColumn("City", {"lima": "Lima"}),),
        source="letters",
        kind="review",
    )


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"as_0": "leave", "as_1": "leave", "as_2": "leave", "as_3": "leave"}, ""),
        ({"as_0": "date", "as_4": "date"}, "as_4"),
        ({"beside_0": "c1", "beside_3": "c1"}, "as_3"),
        ({"beside_0": "*", "beside_3": "*"}, "as_3"),
        ({"as_4": "rating"}, "scale_4"),
        ({"scale_0": "good..bad"}, "scale_0"),
        ({"scale_0": "Good < good"}, "scale_0"),
        ({"as_0": "gossip"}, "as_0"),
        ({"group": ""}, "group"),
        ({"kind": "rating"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(acme: Member, data: dict[str, str], field: str) -> None:
    form = sent(acme, offer(SURVEY), {**CHOSEN, **data})
    assert wrong(form) == [field]


def test_a_column_that_says_whose_words_they_are_is_enough(acme: Member) -> None:
    form = sent(acme, offer(SURVEY), {**CHOSEN, "group": "", "as_4": "group"})
    assert (wrong(form), form.group_code) == ([], None)


def test_a_scale_is_turned_round(acme: Member) -> None:
    of = offer(SURVEY)
    form = sent(acme, of, {**CHOSEN, "turn_0": "y", "turn_3": "y"})
    first, second = form.mapping("a.csv", of.shape).ratings
    assert (str(first.scale), str(second.scale)) == ("5..1", "Very good < Good < Fair < Bad < Very poor")


def test_looking_again_shows_the_scale_as_it_would_be_used(acme: Member) -> None:
    form = sent(acme, offer(SURVEY), {**CHOSEN, "turn_0": "y"}, looking=True)
    assert (form["scale_0"].data, form["turn_0"].data) == ("5..1", False)


def test_what_was_said_of_other_columns_is_forgotten(acme: Member) -> None:
    other = offer("a,b\n1,2\n")
    form = sent(acme, offer(SURVEY), {**CHOSEN, "seen": other.seen, "as_1": "leave", "source": "Kept"})
    assert wrong(form) == [""]
    assert (roles(form)[1], form.source.data, form.seen.data) == ("comment", "Kept", offer(SURVEY).seen)


def test_a_rating_of_words_without_a_scale_says_so(acme: Member) -> None:
    form = sent(acme, offer(SURVEY), {**CHOSEN, "as_4": "rating"})
    with pytest.raises(Invalid):
        form.columns[4].chosen_scale()
