import pytest

from feedback.surveys.question_types import TYPES, Answered, InvalidAnswer
from tests.surveys.samples import question


def test_lines_are_kept():
    answer = TYPES["longtext"].parse(question("longtext"), {"longtext": ["uno\r\n\r\ndos "]})
    assert answer == Answered(text="uno\n\ndos")


def test_the_author_s_own_limit_cuts_nothing():
    one = question("longtext", settings={"longest": 3})
    assert TYPES["longtext"].parse(one, {"longtext": ["a\nb"]}) == Answered(text="a\nb")
    with pytest.raises(InvalidAnswer, match="has 4 characters, and 3 fit"):
        TYPES["longtext"].parse(one, {"longtext": ["a\nbc"]})
