import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts
from feedback.surveys.question_types.hidden import name_of
from tests.surveys.samples import question

HIDDEN = TYPES["hidden"]
ONE = question("hidden", settings={"name": "utm"})


def test_the_value_comes_from_the_link_and_never_from_the_form():
    assert HIDDEN.brought(ONE, {"utm": " mail "}) == Answered(choices=("mail",))
    assert HIDDEN.parse(ONE, {"hidden": ["mail"], "utm": ["mail"]}) is None
    assert HIDDEN.fields(ONE) == ()


def test_without_a_name_it_is_called_as_the_question():
    assert (name_of(ONE), name_of(question("hidden"))) == ("utm", "hidden")


@pytest.mark.parametrize("value", ["", "  ", "x" * 101, "a\0b", "a\nb", "a\x1b[31mb", "a\u202eb", "a\ud800"])
def test_what_cannot_be_kept_is_not_taken(value):
    assert HIDDEN.brought(ONE, {"utm": value}) is None


def test_the_longest_value_fits():
    assert HIDDEN.brought(ONE, {"utm": "x" * 100}) == Answered(choices=("x" * 100,))


def test_with_options_only_they_are_taken():
    one = question("hidden", choices=[{"code": "mail", "text": {}}])
    assert HIDDEN.brought(one, {"hidden": "mail"}) == Answered(choices=("mail",))
    assert HIDDEN.brought(one, {"hidden": "paper"}) is None


def test_a_bar_per_value():
    result = HIDDEN.summarise(ONE, Counts(3, {"mail": 1, "app": 2}))
    assert [(bar.value, bar.count) for bar in result.bars] == [("app", 2), ("mail", 1)]


@pytest.mark.parametrize("name", ["a b", "lang", "é", "x" * 61, "a&b"])
def test_a_name_that_no_link_can_have_is_a_fault(name):
    assert [fault.where for fault in HIDDEN.faults(question("hidden", settings={"name": name}))] == ["settings/name"]


def test_it_cannot_be_needed():
    assert [fault.where for fault in HIDDEN.faults(question("hidden", required=True))] == ["required"]
