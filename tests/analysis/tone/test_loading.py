"""The rules are data: each holds for its own examples, in every language."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from feedback.analysis.text import LANGUAGES
from feedback.analysis.tone import Severity, check
from feedback.analysis.tone.loading import built_in_rules, parse_rules, word_sets
from feedback.analysis.tone.model import Kind, Rule
from feedback.analysis.tone.patterns import parse_phrase

CASES = [(rule, lang) for rule in built_in_rules() for lang in LANGUAGES]
MARKS = [(rule, lang, text) for rule, lang in CASES for text in rule.wordings[lang].marks]
PASSES = [
    (rule, lang, kind, text) for rule, lang in CASES for text in rule.wordings[lang].passes for kind in rule.group.kinds
]
FEWEST = {"mind": 30, "style": 20}

RULE = """
[late]
explanation = "why"
suggestion = "how"
patterns = '''
always   late
'''
in_texts = "never on time"
marks = ["a", "b", "c"]
passes = ["d", "e"]
"""


def test_there_are_rules_enough_of_each_weight() -> None:
    counted = Counter(rule.severity for rule in built_in_rules())
    assert set(counted) == set(get_args(Severity))
    assert {severity: counted[severity] >= fewest for severity, fewest in FEWEST.items()} == dict.fromkeys(FEWEST, True)


@pytest.mark.parametrize(("rule", "lang"), CASES, ids=[f"{rule.id}-{lang}" for rule, lang in CASES])
def test_every_rule_is_whole_in_every_language(rule: Rule, lang: str) -> None:
    words = rule.wordings[lang]
    assert words.patterns or words.in_texts
    for text in (*words.patterns, *words.in_texts, *words.unless):
        parse_phrase(text, word_sets()[lang])
    repeated = Counter((*words.patterns, *words.in_texts, *words.unless))
    assert [text for text, count in repeated.items() if count > 1] == []
    assert (len(set(words.marks)) >= 3, len(set(words.passes)) >= 2) == (True, True)
    assert rule.explanation[lang].endswith((".", "»", "”"))
    assert rule.suggestion[lang].endswith((".", "»", "”", "?"))


@pytest.mark.parametrize(("rule", "lang", "text"), MARKS, ids=[f"{rule.id}-{text}" for rule, _, text in MARKS])
def test_what_must_be_marked_is(rule: Rule, lang: str, text: str) -> None:
    kind: Kind = "text" if "text" in rule.group.kinds else "question"
    found = check(text, lang, kind)
    assert rule.id in [one.rule for one in found]
    assert {text[one.start : one.end] == one.words for one in found} == {True}


@pytest.mark.parametrize(
    ("rule", "lang", "kind", "text"), PASSES, ids=[f"{rule.id}-{kind}-{text}" for rule, _, kind, text in PASSES]
)
def test_what_must_not_be_marked_is_not(rule: Rule, lang: str, kind: Kind, text: str) -> None:
    """Not by its rule, and by none that is about respect."""
    found = check(text, lang, kind)
    assert [one.words for one in found if one.rule == rule.id or one.severity == "mind"] == []


def test_explanations_differ_from_rule_to_rule() -> None:
    for lang in LANGUAGES:
        texts = Counter(text for rule in built_in_rules() for text in (rule.explanation[lang], rule.suggestion[lang]))
        assert [text for text, count in texts.items() if count > 1] == []


def test_a_file_is_read_into_its_rules() -> None:
    (rule,) = parse_rules("blaming", dict.fromkeys(LANGUAGES, RULE))
    assert (rule.id, rule.severity, rule.explanation["pt"]) == ("blaming/late", "mind", "why")
    assert (rule.wordings["en"].patterns, rule.wordings["en"].in_texts) == (("always late",), ("never on time",))


def test_a_rule_that_a_language_lacks_is_refused() -> None:
    with pytest.raises(KeyError, match="late"):
        parse_rules("blaming", {"es": RULE, "en": ""})


def test_each_language_has_the_same_sets() -> None:
    names = {lang: set(sets) for lang, sets in word_sets().items()}
    assert names == dict.fromkeys(LANGUAGES, names["es"])
