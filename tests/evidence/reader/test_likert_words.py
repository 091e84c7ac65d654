from __future__ import annotations

from feedback.evidence.reader.likert_words import LADDERS, LANGUAGES, NEUTRAL, PAIRS, STEPS
from feedback.tables.folding import word_key


def test_every_line_has_every_language() -> None:
    lines = [
        NEUTRAL,
        *PAIRS.values(),
        *STEPS.values(),
        *(text for ladder in LADDERS.values() for text in ladder.values()),
    ]
    assert {len(line.split("//")) for line in lines} == {len(LANGUAGES)}
    assert all(phrase.strip() for line in lines for part in line.split("//") for phrase in part.split("|"))


def test_every_ladder_has_its_ends_and_its_middle() -> None:
    assert all({-3, -2, 0, 2, 3} <= set(ladder) for ladder in LADDERS.values())


def test_no_phrase_stands_on_two_steps_of_one_ladder() -> None:
    for name, ladder in LADDERS.items():
        for place in range(len(LANGUAGES)):
            steps: dict[str, int] = {}
            for level, text in ladder.items():
                for phrase in text.split("//")[place].split("|"):
                    assert steps.setdefault(word_key(phrase), level) == level, (name, phrase)
