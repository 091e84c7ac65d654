"""The lines of the lexicon files."""

import pytest

from feedback.analysis.sentiment.entries import Effect, Entry, parse_line, split_entry


def test_values() -> None:
    line = "parts\t%s"
    effects = [
        next(iter(parse_line(line % value, "")))[1] for value in ("-2.5", "0", "x1.3", "not", "without", "wish", "stop")
    ]
    assert effects == [
        Effect("weight", -2.5),
        Effect("weight", 0.0),
        Effect("times", 1.3),
        Effect("turn", 1.0),
        Effect("turn", 0.0),
        Effect("wish", -1.0),
        Effect("stop", 0.0),
    ]


def test_endings_are_spelt_out() -> None:
    assert list(parse_line("mal~ tratad~\t-2", ""))[:3] == [
        Entry(("malo", "tratado"), Effect("weight", -2.0)),
        Entry(("malo", "tratada"), Effect("weight", -2.0)),
        Entry(("malo", "tratados"), Effect("weight", -2.0)),
    ]
    assert len(list(parse_line("mal~ tratad~\t-2", ""))) == 25


def test_parts_are_folded_and_hyphens_and_slashes_separate() -> None:
    assert split_entry("Auto-Atención 10/10 :-)") == ("auto", "atencion", "10", "10", ":-)")


@pytest.mark.parametrize("line", ["lento -2", "lento\t", "lento\tmuy", "lento\t-5", "\t2", "lento\tx9"])
def test_a_malformed_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=r"^here: "):
        list(parse_line(line, "here"))
