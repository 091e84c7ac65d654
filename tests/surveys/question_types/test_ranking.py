import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer
from tests.surveys.samples import question

RANKING = TYPES["ranking"]
CHOICES = [{"code": code, "text": {"es": code, "en": code}} for code in "abc"]


def ranking(**settings):
    return question("ranking", choices=CHOICES, settings=settings)


def sent(**places):
    return {f"ranking.{code}": [place] for code, place in places.items()}


def test_places_by_option_in_the_order_given():
    found = RANKING.parse(ranking(), sent(a="2", b="3", c="1"))
    assert found == Answered(parts={"c": 1.0, "a": 2.0, "b": 3.0})
    assert list(found.parts) == ["c", "a", "b"]
    assert RANKING.parse(ranking(), sent(a="", b=" ")) is None


def test_only_the_first_places_where_the_author_says_so():
    assert RANKING.parse(ranking(max=2), sent(b="1")) == Answered(parts={"b": 1.0})
    assert RANKING.parse(ranking(max=2), sent(b="2", a="1")) == Answered(parts={"a": 1.0, "b": 2.0})


@pytest.mark.parametrize(
    ("settings", "places", "says"),
    [
        ({}, {"a": "1", "b": "1", "c": "2"}, "Two options have the same place. Give each place only once."),
        ({}, {"a": "1", "b": "3"}, "A place is left out. Start with 1 and go on without gaps."),
        ({}, {"a": "1", "b": "2"}, "You gave 2 of 3 places. Give every option one."),
        ({"max": 2}, {"a": "2"}, "A place is left out. Start with 1 and go on without gaps."),
        ({"max": 2}, {"a": "3"}, "Places go from 1 to 2."),
        ({}, {"a": "01"}, "Places go from 1 to 3."),
        ({}, {"a": "first"}, "Places go from 1 to 3."),
    ],
)
def test_what_is_no_order_is_asked_again(settings, places, says):
    with pytest.raises(InvalidAnswer) as refused:
        RANKING.parse(ranking(**settings), sent(**places))
    assert str(refused.value) == says


def test_mean_place_and_share_of_first():
    parts = {"a": Counts(4, {"1": 3, "2": 1}), "b": Counts(2, {"2": 2})}
    result = RANKING.summarise(ranking(max=2), Counts(4, parts=parts, skipped=1))
    one, two, three = (part for _, part in result.parts)
    assert (one.figure.name, one.figure.estimate.value, one.figure.estimate.n) == ("rank", 1.25, 4)
    assert (one.also[0].name, one.also[0].estimate.value, one.also[0].estimate.n) == ("first", 0.75, 4)
    assert [(bar.value, bar.count) for bar in one.bars] == [("1", 3), ("2", 1)]
    # Two of four gave it no place: their silence is counted, and the share of first is of everybody's order.
    assert (two.people, two.skipped, two.also[0].estimate.value, two.also[0].estimate.n) == (2, 3, 0.0, 4)
    assert (three.people, three.figure) == (0, None)


def test_what_an_answer_adds_to_the_tally():
    assert RANKING.tally(Answered(parts={"a": 1.0, "b": 2.0})) == (("a", "1"), ("b", "2"))


def test_one_option_is_no_order():
    assert [f.where for f in RANKING.faults(question("ranking", choices=CHOICES[:1]))] == ["choices"]
    assert [f.where for f in RANKING.faults(ranking(max=4))] == ["settings/max"]
