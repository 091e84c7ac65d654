import time

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


ROWS = [{"code": code, "text": {"es": code}} for code in ("before", "after")]


def test_rows_are_written_one_by_one():
    one = question("text", rows=ROWS, required=True)
    found = TYPES["text"].parse(one, {"text.before": [" doubts "], "text.after": [""]})
    assert found == Answered(parts={"before": "doubts"})
    assert TYPES["text"].comment(found) == "doubts"
    assert str(TYPES["text"].lacking(one, found)) == "Rows that still need an answer: 1. They are marked."
    assert TYPES["text"].typed(one, {"text.before": [" doubts "]}) == Typed(parts={"before": (" doubts ",)})


def test_how_many_wrote_in_each_row():
    counts = Counts(5, parts={"before": Counts(3)}, skipped=1)
    result = TYPES["text"].summarise(question("text", rows=ROWS), counts)
    assert [(row, part.people, part.skipped) for row, part in result.parts] == [("before", 3, 3), ("after", 0, 6)]


def test_a_pattern_has_to_fit_the_whole_text():
    one = question("text", settings={"pattern": "[A-Z]{2}-[0-9]{4}"})
    assert TYPES["text"].parse(one, {"text": ["AB-1234"]}) == Answered(text="AB-1234")
    for wrong in ("AB-12345", "xAB-1234", "ab-1234"):
        with pytest.raises(InvalidAnswer):
            TYPES["text"].parse(one, {"text": [wrong]})
    assert not TYPES["text"].takes_comments(one)


@pytest.mark.parametrize(
    "pattern", [r"(a)\1", "(?=a)b", "(?<!a)b", "[", "(a{1000}){1000}", "a" * 201, "(?P<n>a)(?P=n)"]
)
def test_a_pattern_that_is_not_linear_is_refused_at_saving(pattern):
    one = question("text", settings={"pattern": pattern})
    assert [fault.where for fault in TYPES["text"].faults(one)] == ["settings/pattern"]
    # A draft with such a pattern can still be looked at and tried: it is as if it were not there.
    assert TYPES["text"].parse(one, {"text": ["a"]}) == Answered(text="a")


@pytest.mark.parametrize("text", ["a" * 40 + "!", "a" * 9_999 + "!"])
def test_a_pattern_that_stops_other_engines_takes_no_time(text):
    one = question("text", settings={"pattern": "^(a+)+$"})
    assert list(TYPES["text"].faults(one)) == []
    before = time.process_time()
    with pytest.raises(InvalidAnswer):
        TYPES["text"].parse(one, {"text": [text]})
    assert time.process_time() - before < 0.2


def test_the_author_s_own_limit_cuts_nothing():
    one = question("text", settings={"longest": 3})
    assert TYPES["text"].parse(one, {"text": [" abc "]}) == Answered(text="abc")
    with pytest.raises(InvalidAnswer, match="has 4 characters, and 3 fit"):
        TYPES["text"].parse(one, {"text": ["abcd"]})
