"""Which answers open a case by themselves. Pure: what was said in, yes or no out.

Only identified answers get here, and of those only the ones whose author may be asked back (`may_ask_back`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from feedback.analysis.text.folding import fold
from feedback.errors import Message, message
from feedback.names import one_line, refusal

SCORE, WORDS, THEME = "score", "words", "theme"
KINDS = (SCORE, WORDS, THEME)
SCALES = ("nps", "csat", "ces", "rating")
"""Kinds of questions whose number says how good something was."""
MOST_WORDS, LONGEST_WORD = 50, 60
MOST_DAYS = 90
HIGHEST = 11
PREVIEW = timedelta(days=30)
_TOKEN = re.compile(r"\w+")


class Rule(Protocol):
    """What is asked of an alert rule."""

    @property
    def kind(self) -> str: ...
    @property
    def wanted(self) -> Mapping[str, Any]: ...
    @property
    def stage_code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rule that is not kept yet."""

    kind: str
    wanted: Mapping[str, Any]
    stage_code: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A number somebody gave, counted so that less is worse, with the kind of question and the stage."""

    kind: str
    number: float
    stage: str | None
    also: tuple[str, ...] = ()
    """Codes of stages that are the same one since the journey changed."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """A text somebody wrote, with its stage."""

    text: str
    stage: str | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One identified answer as rules look at it."""

    response_id: UUID
    contact_id: UUID | None
    may_ask_back: bool
    scores: tuple[Scored, ...] = ()
    texts: tuple[Wrote, ...] = ()


def may_ask_back(*, consents: Collection[str], asked: bool, on_record: bool | None, opted_out: bool) -> bool:
    """Whether the author of an answer agreed to be asked back.

    Where the questionnaire asks for consent (`asked`), every such box the person was shown decides: at least one
    ticked and none left empty (`consents` holds "yes" and "no"). Where it does not ask, the person must have agreed to
    be written to as a contact (`on_record`) and not have taken that back since.
    """
    if asked:
        return "yes" in consents and "no" not in consents
    return on_record is True and not opted_out


def standing(number: float, low: int, high: int, higher_is_better: bool) -> float:
    """A number of a scale counted so that less is worse: on a scale whose low end is good it is mirrored."""
    return number if higher_is_better else low + high - number


def fits(rule: Rule, said: Said) -> bool:
    """Whether a rule about scores or words is about this answer; what themes it has only a run can say."""
    if rule.kind == SCORE:
        wanted, most = rule.wanted["kind"], rule.wanted["at_most"]
        return any(one.kind == wanted and one.number <= most for one in _there(rule, said.scores))
    if rule.kind == WORDS:
        phrases = phrases_of(rule.wanted["words"])
        return any(holds(one.text, phrases) for one in _there(rule, said.texts))
    return False


def _there(rule: Rule, given: Iterable[Any]) -> Iterable[Any]:
    return (one for one in given if not rule.stage_code or rule.stage_code in (one.stage, *one.also))


def phrases_of(words: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Words and phrases as they are compared: folded, without accents, word by word."""
    return frozenset(found for word in words if (found := tuple(_TOKEN.findall(fold(word)))))


def holds(text: str, phrases: Collection[tuple[str, ...]]) -> bool:
    """Whether a phrase stands in the text as whole words, whatever its accents and case: "baja", never "trabaja"."""
    tokens = _TOKEN.findall(fold(text))
    lengths = {len(phrase) for phrase in phrases}
    return any(
        tuple(tokens[start : start + length]) in phrases
        for length in lengths
        for start in range(len(tokens) - length + 1)
    )


def check_kind(kind: str) -> str:
    if kind not in KINDS:
        raise refusal("kind", message("Choose a score, words or a theme."))
    return kind


def score_of(kind: str, at_most: float | None) -> dict[str, Any]:
    """What a rule about scores wants; Invalid."""
    if kind not in SCALES:
        raise refusal("scale", message("Choose a kind of question."))
    if at_most is None or not 0 <= at_most < HIGHEST:
        raise refusal("at_most", message("Write a number from 0 to 10."))
    return {"kind": kind, "at_most": at_most}


def words_of(typed: str) -> dict[str, Any]:
    """What a rule about words wants, from a text with one per line or separated by commas; Invalid."""
    words = list(dict.fromkeys(one_line(word) for word in re.split(r"[,;\n]", typed)))
    kept = [word for word in words if phrases_of([word])]
    if not kept:
        raise refusal("words", message("Write at least one word."))
    if len(kept) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in kept):
        raise refusal(
            "words",
            message(
                "At most %(most)s words, none longer than %(longest)s characters.",
                most=MOST_WORDS,
                longest=LONGEST_WORD,
            ),
        )
    return {"words": kept}


def days_of(days: int | None) -> int:
    """Within how many days a case is to be looked after; Invalid."""
    if days is None or not 0 <= days <= MOST_DAYS:
        raise refusal("due_days", message("Write a number of days from 0 to %(most)s.", most=MOST_DAYS))
    return days


def kind_label(kind: str) -> Message:
    return {SCORE: message("A low score"), WORDS: message("Certain words"), THEME: message("A theme")}[kind]


def scale_label(scale: str) -> Message:
    """The kinds of questions, as their authors call them."""
    return {
        "nps": message("Recommendation (NPS)"),
        "csat": message("Satisfaction (CSAT)"),
        "ces": message("Effort (CES)"),
        "rating": message("Rating"),
    }[scale]
