from __future__ import annotations

from feedback.analysis.tone import vocabulary
from feedback.analysis.tone.model import Rule, Wording
from feedback.analysis.tone.vocabulary import Vocabulary

RULE = Rule(
    "blaming/x", {}, {}, {"en": Wording(("late", "late .. again", "late and", "a * c"), ("moan*",), (), (), ())}
)


def test_a_word_knows_what_it_is_enough_for_and_what_it_opens() -> None:
    words = Vocabulary([RULE], "en", "text", {})
    late = words.known("late")
    assert [len(late.alone), sum(map(len, late.next_to.values())), sum(map(len, late.within_reach.values()))] == [
        1,
        1,
        1,
    ]
    assert (late.is_word, words.known(",").is_word) == (True, False)
    assert len(words.known("moaning").alone) == 1


def test_any_word_stands_for_a_star_and_no_mark_does() -> None:
    words = Vocabulary([RULE], "en", "text", {})
    assert (len(words.known("whatever").accepted), len(words.known("?").accepted)) == (1, 0)


def test_what_counts_in_no_question_is_not_known_there() -> None:
    assert Vocabulary([RULE], "en", "question", {}).known("moaning").alone == ()


def test_a_rule_of_another_kind_of_text_is_left_out() -> None:
    asked = Rule("leading/x", {}, {}, RULE.wordings)
    assert Vocabulary([asked], "en", "text", {}).known("late").alone == ()


def test_the_memory_of_words_has_an_end(monkeypatch: object) -> None:
    words = Vocabulary([RULE], "en", "text", {})
    for number in range(vocabulary._REMEMBERED + 1):
        words.known(f"w{number}")
    assert len(words._known) == 1
