import pytest

from feedback.surveys.question_types import TYPES
from tests.surveys.samples import question


@pytest.mark.parametrize(
    ("settings", "ends"),
    [({}, (1, 5)), ({"points": 11, "first": 0}, (0, 10)), ({"points": 2}, (1, 2)), ({"points": "many"}, (1, 5))],
)
def test_points_are_counted_from_the_first(settings, ends):
    scale = TYPES["rating"].scale(question("rating", settings=settings))
    assert (scale.low, scale.high) == ends


def test_a_scale_may_be_better_at_its_low_end():
    scale = TYPES["rating"].scale(question("rating", settings={"points": 6, "higher_is_better": False}))
    assert (scale.to_five(1), scale.to_five(6)) == (5, 1)


def test_points_may_have_words_of_their_own():
    words = [{"code": code, "text": {"es": code}} for code in ("1", "5")]
    assert list(TYPES["rating"].faults(question("rating", choices=words))) == []
    wrong = [*words, {"code": "6", "text": {"es": "too far"}}]
    (fault,) = TYPES["rating"].faults(question("rating", choices=wrong))
    assert (fault.where, str(fault.message)) == (
        "choices/2/code",
        "Words for a point have its number as code: 1 to 5.",
    )
