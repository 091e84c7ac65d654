from __future__ import annotations

from feedback.evidence.reader import (
    ColumnMapping,
    RatingColumn,
    RatingScale,
    SegmentColumn,
    WordScale,
)
from tests.factories.people import Member

from .offers import CHOSEN, CSV, STAFF, SURVEY, offer, roles, sent, start, wrong


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


def test_looking_again_shows_the_scale_as_it_would_be_used(acme: Member) -> None:
    form = sent(acme, offer(SURVEY), {**CHOSEN, "turn_0": "y"}, looking=True)
    assert (form["scale_0"].data, form["turn_0"].data) == ("5..1", False)


def test_what_was_said_of_other_columns_is_forgotten(acme: Member) -> None:
    other = offer("a,b\n1,2\n")
    form = sent(acme, offer(SURVEY), {**CHOSEN, "seen": other.seen, "as_1": "leave", "source": "Kept"})
    assert wrong(form) == [""]
    assert (roles(form)[1], form.source.data, form.seen.data) == ("comment", "Kept", offer(SURVEY).seen)
