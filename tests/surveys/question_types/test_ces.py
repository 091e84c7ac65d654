from feedback.surveys.question_types import TYPES
from tests.surveys.samples import question


def test_the_direction_is_stated():
    easy_high = TYPES["ces"].scale(question("ces"))
    easy_low = TYPES["ces"].scale(question("ces", settings={"easy": "low", "points": 5}))
    assert (easy_high.high, easy_high.to_five(7)) == (7, 5)
    assert (easy_low.high, easy_low.to_five(5)) == (5, 1)
