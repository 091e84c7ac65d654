"""What is counted instead of matched: long texts, long sentences, several questions in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feedback.analysis.tone.model import Finding, Kind
from feedback.analysis.tone.tokens import START, Token, is_word
from feedback.errors import message


@dataclass(frozen=True, slots=True)
class Limits:
    """Most words of a whole text and of one sentence before it is called long."""

    text: int
    sentence: int


LIMITS: dict[Kind, Limits] = {"question": Limits(30, 20), "text": Limits(120, 35)}
"""A note may be as long as it must. 20 words are the usual advice for a question (Dillman and others, "Internet, Phone,
Mail, and Mixed-Mode Surveys", 4th ed.), 25 to 35 for a sentence in plain language."""


def measured(text: str, found: Sequence[Token], kind: Kind) -> list[Finding]:
    """What is too much in a text: its words, its longest sentence, its questions. One finding each at most."""
    limits = LIMITS.get(kind)
    if limits is None:
        return []
    results = [*_long_text(text, found, limits), *_long_sentence(text, found, limits)]
    return [*results, *_questions(text, found)] if kind == "question" else results


def _long_text(text: str, found: Sequence[Token], limits: Limits) -> Iterator[Finding]:
    words = [token for token in found if is_word(token.word)]
    if len(words) > limits.text:
        over = words[limits.text]
        yield _finding(
            "length/text",
            text,
            over.start,
            words[-1].end,
            message(
                "This has %(words)s words; up to %(most)s are read to the end.", words=len(words), most=limits.text
            ),
            message("Say first what matters most, and leave out what people do not need here."),
        )


def _long_sentence(text: str, found: Sequence[Token], limits: Limits) -> Iterator[Finding]:
    longest = max(sentences(found), key=len, default=[])
    if len(longest) > limits.sentence:
        yield _finding(
            "length/sentence",
            text,
            longest[0].start,
            longest[-1].end,
            message(
                "The longest sentence has %(words)s words; beyond %(most)s many lose the thread.",
                words=len(longest),
                most=limits.sentence,
            ),
            message("Make two sentences of it, each with one thought."),
        )


def _questions(text: str, found: Sequence[Token]) -> Iterator[Finding]:
    marks = list(_question_marks(found))
    if len(marks) > 1:
        yield _finding(
            "double/several-questions",
            text,
            found[0].start,
            marks[-1].end,
            message("There are %(count)s questions in one: nobody knows which of them was answered.", count=len(marks)),
            message("Ask the one that helps you decide, or make a question of each."),
        )


def _question_marks(found: Sequence[Token]) -> Iterator[Token]:
    """The marks that end a question: "??" is one, a mark alone is none."""
    asked = False
    for token in found:
        if token.word == "?" and asked:
            yield token
        asked = is_word(token.word) or (asked and token.word != "?")


def sentences(found: Sequence[Token]) -> list[list[Token]]:
    """The words of each sentence that has any; what others said counts in none."""
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.word == START:
            parts.append([])
        elif is_word(token.word):
            parts[-1].append(token)
    return [part for part in parts if part]


def _finding(rule: str, text: str, start: int, end: int, explanation: object, suggestion: object) -> Finding:
    return Finding(rule, start, end, text[start:end], explanation, suggestion, "style")  # type: ignore[arg-type]
