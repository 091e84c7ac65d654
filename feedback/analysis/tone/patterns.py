"""The writing of rules about wording.

word        this form, accents and case aside
stem*       every word that begins so; * alone is any word
one/other   either of them
@people     any word of the set of that name (`rules/sets.toml`)
..          up to three words in between, within one clause
^           where a sentence begins
, ? ! :     these marks
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedback.analysis.codebook.patterns import Pattern, parse_pattern

Sets = Mapping[str, Sequence[str]]


def parse_phrase(text: str, sets: Sets) -> Pattern:
    """The pattern that `text` writes. KeyError for an unknown set; ValueError for no words or a first that is any."""
    pattern = parse_pattern(text, sets)
    if "" in pattern.elements[0].stems:
        raise ValueError(f"the pattern {text!r} begins anywhere")
    return pattern
