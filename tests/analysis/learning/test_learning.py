"""Everything in one go."""

from __future__ import annotations

from feedback.analysis.learning import NOTHING, Placed, Rated, examples_of, learn
from feedback.analysis.records import Comment
from feedback.analysis.stages import StageWords
from tests.analysis.learning.made_up import placed, rated

STAGES = (StageWords("arrival", {"es": "Bienvenida"}), StageWords("departure", {"es": "Despedida"}))


def test_a_model_for_each_language_there_is_enough_of() -> None:
    spanish = [Rated(one.text, rating=one.rating, lang="es") for one in rated(90)]
    english = [Rated(f"text {number}", rating=1 + number % 5, lang="en") for number in range(20)]
    standing = [Placed(one.text, one.stage, lang="es") for one in placed(80)]
    found = learn([*spanish, *english], standing, stages=STAGES, seed=0)
    assert (set(found.sentiment), set(found.stages)) == ({"es"}, {"es"})


def test_what_answers_nothing_teaches_nothing_nor_does_a_stage_that_is_gone() -> None:
    silent = [Rated("nada", rating=1 + 4 * (number % 2), lang="es") for number in range(200)]
    gone = [Placed(one.text, f"old-{one.stage}", lang="es") for one in placed(200)]
    assert learn(silent, gone, stages=STAGES, seed=0) == NOTHING


def test_comments_teach_by_their_rating_and_by_their_stage() -> None:
    comments = [
        Comment("1", "uno", "es", rating=4.0),
        Comment("2", "dos", "es", stage="a"),
        Comment("3", "tres", "es"),
    ]
    assert examples_of(comments) == ([Rated("uno", rating=4.0, lang="es")], [Placed("dos", "a", lang="es")])
