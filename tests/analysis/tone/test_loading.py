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

RULES = [pytest.param(rule, id=rule.id) for rule in built_in_rules()]
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


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_whole_in_every_language(rule: Rule) -> None:
    for lang in LANGUAGES:
        _is_whole(rule, lang)


def _is_whole(rule: Rule, lang: str) -> None:
    words = rule.wordings[lang]
    assert words.patterns or words.in_texts
    for text in (*words.patterns, *words.in_texts, *words.unless):
        parse_phrase(text, word_sets()[lang])
    repeated = Counter((*words.patterns, *words.in_texts, *words.unless))
    assert [text for text, count in repeated.items() if count > 1] == []
    assert (len(set(words.marks)) >= 3, len(set(words.passes)) >= 2) == (True, True)
    assert rule.explanation[lang].endswith((".", "»", "”"))
    assert rule.suggestion[lang].endswith((".", "»", "”", "?"))


@pytest.mark.parametrize("rule", RULES)
def test_what_must_be_marked_is(rule: Rule) -> None:
    kind: Kind = "text" if "text" in rule.group.kinds else "question"
    for lang in LANGUAGES:
        for text in rule.wordings[lang].marks:
            found = check(text, lang, kind)
            assert rule.id in [one.rule for one in found], text
            assert {text[one.start : one.end] == one.words for one in found} == {True}, text


@pytest.mark.parametrize("rule", RULES)
def test_what_must_not_be_marked_is_not(rule: Rule) -> None:
    """Not by its rule, and by none that is about respect."""
    marked = [
        (lang, kind, text, one.words)
        for lang in LANGUAGES
        for text in rule.wordings[lang].passes
        for kind in rule.group.kinds
        for one in check(text, lang, kind)
        if one.rule == rule.id or one.severity == "mind"
    ]
    assert marked == []


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
