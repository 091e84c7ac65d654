import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer
from tests.surveys.samples import question

CONSENT = TYPES["consent"]
ONE = question("consent", settings={"not_applicable": True})


def test_an_empty_box_is_a_no_and_nothing_at_all_is_no_answer():
    assert CONSENT.parse(ONE, {"consent": ["no", "yes"]}) == Answered(choices=("yes",))
    assert CONSENT.parse(ONE, {"consent": ["yes"]}) == Answered(choices=("yes",))
    assert CONSENT.parse(ONE, {"consent": ["no"]}) == Answered(choices=("no",))
    assert CONSENT.parse(ONE, {}) is None
    with pytest.raises(InvalidAnswer):
        CONSENT.parse(ONE, {"consent": ["on"]})


def test_a_needed_consent_has_to_be_given():
    for answered in (None, Answered(choices=("no",))):
        assert "Without this consent" in str(CONSENT.lacking(ONE, answered))
    assert CONSENT.lacking(ONE, Answered(choices=("yes",))) is None


def test_the_empty_box_beside_does_not_apply_is_no_second_answer():
    assert CONSENT.parse(ONE, {"consent": ["no"], "consent.na": ["1"]}) == Answered(not_applicable=True)
    with pytest.raises(InvalidAnswer, match="Keep one"):
        CONSENT.parse(ONE, {"consent": ["no", "yes"], "consent.na": ["1"]})


def test_the_figure_is_the_share_that_agreed():
    result = CONSENT.summarise(ONE, Counts(4, {"yes": 3, "no": 1}))
    assert (result.figure.name, result.figure.estimate.value) == ("share", 0.75)
