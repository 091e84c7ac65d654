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
