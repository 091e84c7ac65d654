"""Which words carry weight in a mention, and how much."""

import pytest

from feedback.analysis.records import WeighedWord
from feedback.analysis.sentiment.entries import parse_line
from feedback.analysis.sentiment.lexicon import Lexicon
from feedback.analysis.sentiment.reading import weigh

LINES = (
    "bueno\t2",
    "malo\t-2",
    "no\tnot",
    "nada\tnot",
    "sin\twithout",
    "muy\tx1.5",
    "poco a poco\t0",
    "y\tstop",
    "podría ser\twish",
    "😡\t-3",
    "genial\t4",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("es bueno", [("bueno", 2.0)]),
        ("muy bueno", [("bueno", 3.0)]),
        ("muy muy bueno", [("bueno", 4.0)]),
        ("muy, bueno", [("bueno", 2.0)]),
        ("no es bueno", [("bueno", -1.48)]),
        ("no es nada bueno", [("bueno", -1.48)]),
        ("no es malo", [("malo", 0.6)]),
        ("no, es bueno", [("no", -0.75), ("bueno", 2.0)]),
        ("no lo vi en el sitio bueno", [("no", -0.75), ("bueno", 2.0)]),
        ("no había toallas", [("no", -0.75)]),
        ("no limpian y bueno", [("no", -0.75), ("bueno", 2.0)]),
        ("muy y bueno", [("bueno", 2.0)]),
        ("sin toallas", []),
        ("sin bueno", [("bueno", -1.48)]),
        ("no 😡", [("no", -0.75), ("😡", -3.0)]),
        ("BUENO de verdad", [("BUENO", 2.4)]),
        ("bueno!", [("bueno", 2.2)]),
        ("¿bueno?", [("bueno", 1.0)]),
        ("¿malo?", [("malo", -2.0)]),
        ("genial!!!!!", [("genial", 4.0)]),
        ("poco a poco", []),
        ("podría ser más bueno", [("podría ser", -1.0)]),
        ("podría ser malo", [("podría ser", -1.0), ("malo", -2.0)]),
        ("podría ser, bueno", [("podría ser", -1.0), ("bueno", 2.0)]),
        ("podría ser uno dos tres cuatro cinco seis bueno", [("podría ser", -1.0), ("bueno", 2.0)]),
        ("no podría ser más bueno", [("podría ser", 0.3), ("bueno", -1.48)]),
        ("", []),
    ],
)
def test_weights(text: str, expected: list[tuple[str, float]]) -> None:
    read = weigh(text, 0, len(text), LEXICON, shouting=False)
    assert [(word.text, round(word.weight, 9)) for word in read] == expected


def test_capitals_stress_nothing_where_all_is_in_capitals() -> None:
    assert weigh("ES BUENO", 0, 8, LEXICON, shouting=True) == [WeighedWord("BUENO", 2.0)]


LEXICON = Lexicon((entry for line in LINES for entry in parse_line(line, "")), lambda word: word)
