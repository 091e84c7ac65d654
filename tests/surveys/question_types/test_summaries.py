from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.question_types.summaries import Counts, mean, net_promoter_score, share, summary


@given(st.dictionaries(st.sampled_from("12345"), st.integers(0, 500), min_size=1).filter(lambda v: sum(v.values())))
def test_the_mean_is_that_of_the_answers(values):
    people = sum(values.values())
    exact = Fraction(sum(int(value) * count for value, count in values.items()), people)
    figure = mean(Counts(people, values), 1, 5)
    assert abs(figure.estimate.value - exact) < 1e-9
    assert figure.estimate.n == people
    assert 1 <= figure.estimate.low <= figure.estimate.value <= figure.estimate.high <= 5


def test_nobody_has_no_figure():
    assert mean(Counts(0), 1, 5) is None
    assert net_promoter_score(Counts(0)) is None
    assert share(Counts(0), "yes") is None


def test_bars_keep_the_order_they_are_offered_in_and_strangers_follow():
    result = summary("single", Counts(5, {"b": 2, "z": 1, "y": 2}), ("b", "a"), None)
    assert [(bar.value, bar.count) for bar in result.bars] == [("b", 2), ("a", 0), ("y", 2), ("z", 1)]
    assert result.bars[0].share.value == 0.4
