"""The data: well formed, said once, not contradicting itself, big enough to be of use."""

from collections import Counter
from importlib.resources import files

import pytest

from feedback.analysis.sentiment.entries import Entry, read_entries
from feedback.analysis.text import LANGUAGES, fold

NAMES = ("es", "pt", "en", "emoji")


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_is_said_once(name: str) -> None:
    times = Counter(entry.parts for entry in read_entries(name))
    assert [parts for parts, count in times.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_weights_do_not_contradict_the_stem_they_fall_under(name: str) -> None:
    """A word with the opposite sign of its stem is meant only where the word itself is neutral or a modifier."""
    entries = list(read_entries(name))
    stems = {entry.parts[0][:-1]: entry for entry in entries if len(entry.parts) == 1 and entry.parts[0][-1] == "*"}
    against = [
        (entry.parts[0], stem.parts[0])
        for entry in entries
        if len(entry.parts) == 1
        for size in range(2, len(entry.parts[0]))
        if (stem := stems.get(entry.parts[0][:size])) and _opposed(entry, stem)
    ]
    assert against == []


@pytest.mark.parametrize("name", NAMES)
def test_gaps_stand_between_words(name: str) -> None:
    loose = [entry.parts for entry in read_entries(name) if entry.parts[0] in ("..", "_") or entry.parts[-1] == ".."]
    assert loose == []


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_shorter_than_its_stem_may_be(name: str) -> None:
    assert [
        entry.parts for entry in read_entries(name) if any(len(part) < 3 for part in entry.parts if part[-1] == "*")
    ] == []


@pytest.mark.parametrize(("name", "least"), [("es", 1_200), ("pt", 900), ("en", 300), ("emoji", 100)])
def test_there_is_enough_of_both_sides(name: str, least: int) -> None:
    weights = [entry.effect.amount for entry in read_entries(name) if entry.effect.kind == "weight"]
    assert len(weights) >= least
    assert min(sum(weight > 0 for weight in weights), sum(weight < 0 for weight in weights)) >= least / 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_negations_and_words_that_strengthen_and_weaken(lang: str) -> None:
    effects = [entry.effect for entry in read_entries(lang)]
    assert sum(effect.kind == "turn" for effect in effects) >= 5
    assert sum(effect.kind == "times" and effect.amount > 1 for effect in effects) >= 3
    assert sum(effect.kind == "times" and effect.amount < 1 for effect in effects) >= 3


def test_non_answers_are_well_formed_and_said_once() -> None:
    text = files("feedback.analysis").joinpath("lexicons", "nonanswers.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert {len(row) for row in rows} == {2}
    assert {lang for lang, _ in rows} == set(LANGUAGES)
    times = Counter((lang, fold(answer)) for lang, answer in rows)
    assert [row for row, count in times.items() if count > 1] == []


def _opposed(entry: Entry, stem: Entry) -> bool:
    kinds = {entry.effect.kind, stem.effect.kind}
    return kinds == {"weight"} and entry.effect.amount * stem.effect.amount < 0
