import pytest

from feedback.surveys.comparing import compare
from feedback.surveys.editing import add_question, remove_question, update_question
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": code, "text": {"es": code, "en": code}} for code in "ab"]
BEFORE = questionnaire(
    asked("nps"),
    asked("rating", "rating", settings={"points": 5}),
    asked("ces", "ces"),
    asked("one", "single", choices=OPTIONS),
)


def changed(name, **changes):
    return compare(BEFORE, update_question(BEFORE, f"id-{name}", changes))[f"id-{name}"]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("nps", {"kind": "rating"}),
        ("rating", {"settings": {"points": 7}}),
        ("rating", {"settings": {"points": 5, "first": 0}}),
        ("rating", {"settings": {"points": 5, "higher_is_better": False}}),
        ("ces", {"settings": {"easy": "low"}}),
        ("ces", {"settings": {"points": 5}}),
        ("one", {"choices": OPTIONS[:1]}),
        ("one", {"settings": {"other": True}}),
        ("nps", {"predicts": True}),
    ],
)
def test_another_scale_or_other_options_break_the_series(code, changes):
    assert not changed(code, **changes).comparable


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("nps", {"required": True}),
        ("nps", {"code": "recommend"}),
        ("rating", {"settings": {"points": 5, "low_label": {"es": "poco"}}}),
        ("one", {"choices": OPTIONS[::-1]}),
        ("one", {"settings": {"look": "list"}}),
    ],
)
def test_everything_else_keeps_it(code, changes):
    comparison = changed(code, **changes)
    assert (comparison.comparable, comparison.reworded) == (True, False)


def test_other_words_are_said_and_a_new_translation_is_not():
    assert changed("nps", text={"es": "¿otra?", "en": "nps?"}).reworded
    assert not changed("nps", text={"es": "¿nps?", "en": "nps?", "pt": "nps?"}).reworded


def test_questions_come_and_go():
    after = add_question(remove_question(BEFORE, "id-nps"), "s1", "new", "yesno")
    result = compare(BEFORE, after)
    assert list(result) == ["id-nps", "id-rating", "id-ces", "id-one", "new"]
    assert [comparison.comparable for comparison in result.values()] == [False, True, True, True, False]


def test_the_same_question_twice_is_comparable_in_every_part():
    assert all(c.comparable and not c.reworded for c in compare(BEFORE, BEFORE).values())
