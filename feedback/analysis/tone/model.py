"""What a rule about wording is, and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from feedback.errors import Message

Kind = Literal["text", "question", "note"]
Severity = Literal["mind", "style"]
WHOLE = frozenset({"length/text", "length/sentence", "double/several-questions"})
"""Findings that are counted, not matched."""
KINDS: tuple[Kind, ...] = ("text", "question", "note")
"""A text people may read; a question they are asked; a note for colleagues, however long."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text that may hurt or mislead. `words` are `text[start:end]`, offsets in characters.

    `rule` is the class and the rule's name ("blaming/always-complaining"); "mind" is about respect, "style" about
    being understood and asked fairly.
    """

    rule: str
    start: int
    end: int
    words: str
    explanation: Message
    suggestion: Message
    severity: Severity

    @property
    def group(self) -> str:
        """The class of its rule, such as "blaming"."""
        return self.rule.partition("/")[0]

    @property
    def whole(self) -> bool:
        """Whether it is about the text or a sentence as a whole, so that no words of it stand out."""
        return self.rule in WHOLE


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A class of rules: how much they matter, and in which kinds of text they are looked for."""

    severity: Severity
    kinds: tuple[Kind, ...]


GROUPS: Mapping[str, RuleGroup] = {
    "blaming": RuleGroup("mind", KINDS),
    "inside_out": RuleGroup("mind", KINDS),
    "disrespect": RuleGroup("mind", KINDS),
    "double": RuleGroup("style", ("question",)),
    "leading": RuleGroup("style", ("question",)),
    "absolute": RuleGroup("style", ("question",)),
    "negation": RuleGroup("style", ("question",)),
    "jargon": RuleGroup("style", ("text", "question")),
}
"""The classes of rules, each a folder of `rules/` with a file per language. The weightiest first."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How one rule is found in one language, in the writing of `patterns.py`; `marks` and `passes` are examples.

    `in_texts` are patterns that mean something else where a person is asked: they count in no question. `unless`
    are contexts that do not count.
    """

    patterns: tuple[str, ...]
    in_texts: tuple[str, ...]
    unless: tuple[str, ...]
    marks: tuple[str, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to mind, with its words in every language; `explanation` and `suggestion` by language code."""

    id: str
    explanation: Mapping[str, str]
    suggestion: Mapping[str, str]
    wordings: Mapping[str, Wording]

    @property
    def group(self) -> RuleGroup:
        return GROUPS[self.id.partition("/")[0]]

    @property
    def severity(self) -> Severity:
        return self.group.severity
