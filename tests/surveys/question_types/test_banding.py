import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.question_types.banding import MOST_BARS, measured
from feedback.surveys.question_types.summaries import Counts


def bands(values, least=None, most=None, decimals=0):
    banded, names, _ = measured(Counts(sum(values.values()), values), least, most, decimals)
    return {name: banded.values.get(name, 0) for name in names}


def test_few_values_have_a_bar_each():
    assert bands({"3": 1, "10": 2}) == {"3": 1, "10": 2}


def test_a_short_range_shows_what_nobody_gave():
    assert bands({"3": 1}, 1, 4) == {"1": 0, "2": 0, "3": 1, "4": 0}


def test_many_values_are_put_together_in_round_bands():
    found = bands({str(age): 1 for age in range(18, 81)})
    assert list(found) == [f"{low}\u2013{low + 9}" for low in range(10, 81, 10)]
    assert list(found.values()) == [2, 10, 10, 10, 10, 10, 10, 1]


def test_with_decimals_a_band_ends_where_the_next_begins():
    found = bands({f"{n / 10:g}": 1 for n in range(50)}, decimals=1)
    assert list(found)[:2] == ["0\u20130.5", "0.5\u20131"]
    assert set(found.values()) == {5}


VALUES = st.dictionaries(
    st.floats(-1e9, 1e9, allow_subnormal=False).map(lambda n: f"{n:.15g}"), st.integers(1, 50), min_size=1, max_size=60
)


@given(VALUES, st.integers(0, 6))
def test_nobody_is_lost_and_the_bars_stay_few(values, decimals):
    found = bands(values, decimals=decimals)
    assert sum(found.values()) == sum(values.values())
    assert len(found) <= MOST_BARS + 1


@pytest.mark.parametrize("level", [(None, None), (0, 100)])
def test_the_ends_are_the_author_s_or_those_that_were_given(level):
    _, _, figures = measured(Counts(3, {"20": 1, "60": 2}), *level, 0)
    ends = (20, 60) if level == (None, None) else (0, 100)
    assert [(one.name, one.lowest, one.highest) for one in figures] == [("mean", *ends), ("median", *ends)]


def test_a_value_that_is_no_number_is_left_as_it_is():
    banded, names, figures = measured(Counts(1, {"many": 1}), None, None, 0)
    assert (banded.values, names, figures) == ({"many": 1}, (), ())
