"""VADER's published word list and modifiers (Hutto & Gilbert 2014), from the packages that carry them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from feedback.analysis.sentiment.entries import TURN, Effect, Entry, split_entry


def vader_entries() -> Iterator[Entry]:
    """Words of vaderSentiment's list, idioms, intensifiers and negations of NLTK's VADER, as lexicon entries."""
    from nltk.sentiment.vader import VaderConstants

    yield from _words()
    yield from (
        Entry(split_entry(idiom), Effect("weight", weight))
        for idiom, weight in VaderConstants.SPECIAL_CASE_IDIOMS.items()
    )
    yield from (
        Entry(split_entry(word), Effect("times", 1 + step)) for word, step in VaderConstants.BOOSTER_DICT.items()
    )
    yield from (Entry(split_entry(word), TURN) for word in VaderConstants.NEGATE)


def _words() -> Iterator[Entry]:
    """The lines `word TAB mean TAB …` of the list; its emoticons are passed over, ours serve all languages."""
    for line in _list_file().read_text("utf-8").splitlines():
        word, mean = line.split("\t")[:2]
        if len(word) > 2 and word.replace("-", "").replace("'", "").replace(" ", "").isalpha():
            yield Entry(split_entry(word), Effect("weight", float(mean)))


def _list_file() -> Path:
    """The file is found without importing vaderSentiment, whose import brings an HTTP library along."""
    spec = find_spec("vaderSentiment")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("vaderSentiment")
    return Path(spec.origin).with_name("vader_lexicon.txt")
