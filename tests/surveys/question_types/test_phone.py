import pytest

from feedback.surveys.question_types import TYPES, Answered, InvalidAnswer
from tests.surveys.samples import question

PHONE, ONE = TYPES["phone"], question("phone")


@pytest.mark.parametrize("number", ["+34 600 123 456", "600123456", "(011) 4321-1234", "0049.30/123456"])
def test_a_number_is_kept_as_it_was_written(number):
    assert PHONE.parse(ONE, {"phone": [number]}) == Answered(text=number)


@pytest.mark.parametrize("written", ["12345", "call me", "1234567890123456", "600 123 456 x2", "34+600123456"])
def test_what_cannot_be_dialled_is_asked_again(written):
    with pytest.raises(InvalidAnswer, match="not a whole telephone number"):
        PHONE.parse(ONE, {"phone": [written]})


def test_it_is_never_read_as_a_comment():
    assert not PHONE.takes_comments(ONE)
