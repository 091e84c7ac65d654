"""What goes into the analysis of comments and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Label = Literal["neg", "neu", "pos"]


@dataclass(frozen=True, slots=True)
class Comment:
    """Free text of one person. `rating` is rescaled to 1..5, 5 best; `lang` is a hint such as "es" or "pt-BR"."""

    key: str
    text: str
    lang: str | None = None
    group: str | None = None
    stage: str | None = None
    rating: float | None = None


@dataclass(frozen=True, slots=True)
class WeighedWord:
    """A word or phrase as it was written, and the weight it carried there: -4..4, intensity and negation included.

    `learned`: taught by the organisation's own scores, folded, with the weight it has by itself.
    """

    text: str
    weight: float
    learned: bool = False


@dataclass(frozen=True, slots=True)
class Sentiment:
    """How a text feels: `score` is -1..1, 1 most positive; `words` are what made the score, in reading order."""

    label: Label
    score: float
    words: tuple[WeighedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: offsets in characters, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ThemeHit:
    """A theme found in a mention, how strongly, and the words that said so."""

    theme: str
    strength: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One sentence or clause of a comment, with its feeling and its themes. Offsets are into the comment's text."""

    start: int
    end: int
    sentiment: Sentiment
    themes: tuple[ThemeHit, ...] = ()


@dataclass(frozen=True, slots=True)
class StageGuess:
    """The stage a comment without one seems to speak of; `certainty` is 0..1."""

    stage: str
    certainty: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnalysedComment:
    """What was found in one comment. `cluster` is its strongest theme, None for a non-answer. `fold` is the same in
    comments that say nearly the same words, None where nobody else does."""

    key: str
    lang: str
    sentiment: Sentiment
    mentions: tuple[Mention, ...]
    cluster: str | None
    non_answer: bool
    stage_guess: StageGuess | None = None
    fold: str | None = None
