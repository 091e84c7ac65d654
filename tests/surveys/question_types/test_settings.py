import pytest

from feedback.surveys.question_types import settings
from tests.surveys.samples import question


@pytest.mark.parametrize(
    ("setting", "good", "bad"),
    [
        (settings.flag("x"), [True, False], [1, "true", None]),
        (settings.one_of("x", "a", "b"), ["a", "b"], ["c", None, []]),
        (settings.whole("x", 5, 2, 11), [2, 11], [1, 12, "5", 5.0, True, None]),
        (settings.one_number_of("x", 1, 0), [0, 1], [2, True, False, "1", 1.0]),
        (settings.texts("x"), [{}, {"es": "a"}], ["a", None, {"es": 1}]),
        (settings.codes("x"), [[], ["a"]], ["a", [1], None, {"a": 1}]),
        (settings.number("x"), [0, -1.5, 10**9], ["1", True, None]),
        (settings.numbers("x"), [{}, {"a": 1, "b": 2.5}], [[], {"a": "1"}, {"a": True}, {1: 1}]),
        (settings.line("x", lambda text: None if text == "ok" else settings.message("no")), ["ok"], ["a", 1, None]),
    ],
)
def test_what_may_stand_there(setting, good, bad):
    assert [setting.refusal(value) for value in good] == [None] * len(good)
    assert all(setting.refusal(value) for value in bad)
    for value in bad:
        assert setting.of(question("nps", settings={"x": value})) == setting.default


def test_a_value_is_read_or_its_default():
    points = settings.whole("points", 5, 2, 11)
    assert points.of(question("rating", settings={"points": 7})) == 7
    assert points.of(question("rating")) == 5
    label = settings.texts("low_label")
    assert label.texts_of(question("nps", settings={"low_label": {"es": "poco"}})).text_in("es") == "poco"


def test_a_setting_says_what_a_form_has_to_offer():
    assert (settings.one_of("x", "a", "b").allowed, settings.one_number_of("x", 1, 0).allowed) == (("a", "b"), (1, 0))
    shapes = [settings.flag("x"), settings.whole("x", 1, 0, 9), settings.texts("x"), settings.numbers("x")]
    assert [one.shape for one in shapes] == ["flag", "whole", "texts", "numbers"]
    assert [one.translated for one in shapes] == [False, False, True, False]


def test_what_cannot_be_counted_with_is_no_number():
    assert [settings.is_number(one) for one in (0, 1.5, float("inf"), float("nan"), True, "1")] == [
        *[True, True],
        *[False] * 4,
    ]
