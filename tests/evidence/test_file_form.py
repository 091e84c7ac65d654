from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.evidence.reader import (
    ColumnMapping,
    DateOrder,
    RatingColumn,
    RatingScale,
)
from tests.factories.people import Member

from .offers import CHOSEN, CSV, SURVEY, offer, sent, wrong


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


def test_a_rating_of_words_without_a_scale_says_so(acme: Member) -> None:
    form = sent(acme, offer(SURVEY), {**CHOSEN, "as_4": "rating"})
    with pytest.raises(Invalid):
        form.columns[4].chosen_scale()
