"""Learning where comments stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feedback.analysis.learning import Placed, StageModel, fit_stages
from feedback.analysis.stages import StageWords, Suggester
from feedback.analysis.text import words
from tests.analysis.learning.made_up import placed

STAGES = (StageWords("arrival", {"es": "Bienvenida"}), StageWords("departure", {"es": "Despedida"}))


def fitted(examples: Sequence[Placed]) -> StageModel | None:
    return fit_stages(examples, lang="es", seed=0, stages=STAGES)


def test_words_no_stage_names_are_learned() -> None:
    model = fitted(placed(120))
    assert model is not None
    assert (model.worth.examples, model.worth.before, model.worth.agreement, model.share > 0) == (120, 0.0, 1.0, True)
    guess = Suggester(STAGES, {"es": model}).suggest(words("mesa calunfo"), "mesa calunfo", "es")
    assert guess is not None
    assert (guess.stage, guess.words[0], guess.certainty > 0.8) == ("arrival", "calunfo", True)
    assert Suggester(STAGES).suggest(words("mesa calunfo"), "mesa calunfo", "es") is None


def test_certainty_says_how_often_it_is_right() -> None:
    model = fitted(placed(600, wrong=0.2))
    assert model is not None
    suggester, right, certainties = Suggester(STAGES, {"es": model}), 0, []
    unseen = placed(600, seed=2, wrong=0.2)
    for one in unseen:
        guess = suggester.suggest(words(one.text), one.text, "es")
        assert guess is not None
        right += guess.stage == one.stage
        certainties.append(guess.certainty)
    assert right / len(unseen) == pytest.approx(0.8, abs=0.05)
    assert sum(certainties) / len(certainties) == pytest.approx(right / len(unseen), abs=0.07)


def test_too_few_examples_or_one_stage_alone_teach_nothing() -> None:
    assert fitted(placed(58)) is None
    assert fitted([Placed(f"texto {number}", "arrival") for number in range(100)]) is None


def test_stages_with_very_few_examples_are_left_to_their_words() -> None:
    model = fitted([*placed(100), Placed("otra cosa", "silent")])
    assert model is not None
    assert (model.stages, model.worth.examples) == (("arrival", "departure"), 100)


def test_the_order_of_the_examples_changes_nothing() -> None:
    examples = placed(80)
    assert fitted(examples) == fitted(examples[::-1])
