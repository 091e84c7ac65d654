from feedback.surveys.question_types import TYPES, Answered
from tests.surveys.samples import question

WORDS = [{"code": str(n), "text": {"es": str(n)}} for n in range(1, 6)]


def test_words_of_its_own_do_not_change_what_is_stored():
    one = question("csat", choices=WORDS, settings={"look": "words"})
    assert TYPES["csat"].parse(one, {"csat": ["4"]}) == Answered(number=4.0)
    assert list(TYPES["csat"].faults(one)) == []


def test_the_words_need_all_five_codes_in_order():
    for choices in (WORDS[:4], WORDS[::-1]):
        (fault,) = TYPES["csat"].faults(question("csat", choices=choices))
        assert fault.where == "choices"


def test_the_look_does_not_break_the_series():
    kind = TYPES["csat"]
    assert kind.comparable_by(question("csat")) == kind.comparable_by(question("csat", settings={"look": "stars"}))
