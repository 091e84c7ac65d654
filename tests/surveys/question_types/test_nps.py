from feedback.surveys.question_types import TYPES, Counts
from tests.surveys.samples import question


def test_promoters_minus_detractors_of_those_who_answered():
    counts = Counts(10, {"10": 3, "9": 2, "8": 1, "7": 1, "6": 2, "0": 1})
    figure = TYPES["nps"].summarise(question("nps"), counts).figure
    assert (figure.name, figure.estimate.value, figure.estimate.n) == ("nps", 20.0, 10)
    assert -100 <= figure.estimate.low < 20 < figure.estimate.high <= 100


def test_the_scale_is_fixed_whatever_the_settings_say():
    scale = TYPES["nps"].scale(question("nps", settings={"points": 5}))
    assert (scale.low, scale.high, scale.higher_is_better) == (0, 10, True)
