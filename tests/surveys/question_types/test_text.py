import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer, Typed
from tests.surveys.samples import question

ONE = question("text")


def test_one_line_in_their_words():
    assert TYPES["text"].parse(ONE, {"text": ["  lenta,\r\nmuy lenta "]}) == Answered(text="lenta, muy lenta")
    assert TYPES["text"].parse(ONE, {"text": [" \n "]}) is None
    assert TYPES["text"].parse(ONE, {"text": ["\x07"]}) is None


@pytest.mark.parametrize("bad", [["a", "b"], ["x" * 10_001], ["a\0b"]])
def test_what_cannot_be_stored_is_refused_and_shown_again(bad):
    with pytest.raises(InvalidAnswer):
        TYPES["text"].parse(ONE, {"text": bad})
    shown = "\n".join(bad).replace("\0", "")
    assert TYPES["text"].typed(ONE, {"text": bad}) == Typed(text=shown)


def test_only_the_number_of_writers_is_summarised():
    result = TYPES["text"].summarise(ONE, Counts(7))
    assert (result.people, result.bars, result.figure) == (7, (), None)
