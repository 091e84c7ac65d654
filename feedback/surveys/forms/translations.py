"""Every text of a questionnaire in two languages side by side; fields are named by what a text is, not by its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from flask_babel import gettext

from feedback.errors import Message
from feedback.names import lines
from feedback.surveys.document import Questionnaire
from feedback.surveys.translations import PlacedTexts, placed_texts

PREFIX = "t:"
LONGEST = 5000
LONG = ("intro", "thanks")


@dataclass(frozen=True, slots=True)
class Pair:
    """One text: what the source language says, what the other says (as typed where it was sent), what is wrong."""

    key: str
    name: Message
    source: str
    text: str
    missing: bool
    long: bool
    fault: str = ""

    @property
    def field(self) -> str:
        return PREFIX + self.key


@dataclass(frozen=True, slots=True)
class Block:
    """The texts of one question, of a section title, or of the whole. `number` 0: no question."""

    number: int
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class TranslationForm:
    """All texts that the source language has, for one other language."""

    source: str
    language: str
    blocks: tuple[Block, ...]
    changes: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        return sum(pair.missing for block in self.blocks for pair in block.pairs)

    @property
    def faults(self) -> list[Pair]:
        return [pair for block in self.blocks for pair in block.pairs if pair.fault]


def translation_form(
    draft: Questionnaire,
    source: str,
    language: str,
    sent: Mapping[str, str] | None = None,
    seen: Questionnaire | None = None,
) -> TranslationForm:
    """The form; `sent` holds what was posted, `seen` the draft that the translator saw, where it is another by now.

    `changes` are the texts that the translator changed, by key.
    """
    written = [placed for placed in placed_texts(draft) if placed.texts or placed.needed]
    numbers = {question.id: number for number, question in enumerate(draft.questions(), 1)}
    blocks = [
        Block(numbers.get(question, 0), tuple(_pair(placed, source, language, sent) for placed in group))
        for question, group in groupby(written, key=lambda placed: placed.question)
    ]
    return TranslationForm(source, language, tuple(blocks), _changes(seen or draft, language, sent or {}))


def _pair(placed: PlacedTexts, source: str, language: str, sent: Mapping[str, str] | None) -> Pair:
    text = placed.texts.by_language.get(language, "")
    typed = text if sent is None else sent.get(PREFIX + placed.key, text)
    said = placed.texts.by_language.get(source, "")
    fault = gettext("At most %(most)s characters.", most=LONGEST) if len(typed) > LONGEST else ""
    long = placed.key in LONG or len(said) > 70 or "\n" in said
    return Pair(placed.key, placed.name, said, typed, not text.strip(), long, fault)


def _changes(seen: Questionnaire, language: str, sent: Mapping[str, str]) -> dict[str, str]:
    """What differs from what stood there; texts that were not on the form stay."""
    found = {}
    for placed in placed_texts(seen):
        typed = sent.get(PREFIX + placed.key)
        if typed is not None and (text := lines(typed)) != placed.texts.by_language.get(language, ""):
            found[placed.key] = text
    return found
