"""A comment as the reader shows it: its sentences, what made their scores, and the words that named their themes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from babel import Locale, UnknownLocaleError
from flask_babel import gettext

from feedback.analysis.codebook import Codebook
from feedback.analysis.text import words
from feedback.analysis.text.folding import fold
from feedback.analysis.themes import theme_hits
from feedback.insights.models import Theme
from feedback.insights.presenting import Names, Record, source
from feedback.insights.queries.comments import Part, WholeComment
from feedback.web.templating import language_code, month, signed, text

EXCERPT = 90
"""Characters of a comment in the list."""
LEARNED = "learned"


def entry(comment: WholeComment, names: Names, url: str, reviewed: Collection[UUID], same: int) -> Record:
    """A comment in the list beside the one that is read."""
    short = comment.text if len(comment.text) <= EXCERPT else comment.text[:EXCERPT].rpartition(" ")[0] + " …"
    return {
        "id": comment.id,
        "text": short,
        "lang": comment.lang,
        "sentiment": comment.sentiment,
        "group": names.group(comment.group_id),
        "url": url,
        "reviewed": comment.id in reviewed,
        "same": same,
    }


def whole(comment: WholeComment, names: Names, chosen: int) -> Record:
    """The comment that is read: its words in pieces, one per sentence and one per gap, and where it was said."""
    stage = names.place(comment.stage_id)
    return {
        "id": comment.id,
        "lang": comment.lang,
        "language": language_name(comment.lang),
        "pieces": _pieces(comment, chosen),
        "group": names.group(comment.group_id),
        "stage": stage,
        "suggested": comment.suggested and not comment.decided,
        "proposed": names.place(comment.suggested_stage_id) if comment.suggested_stage_id else None,
        "certainty": comment.certainty,
        "decided": comment.decided,
        "when": text(dict(comment.wave)) if comment.wave else month(comment.month),
        "source": source(comment),
        "response_id": comment.response_id,
        "sentiment": comment.sentiment,
    }


def _pieces(comment: WholeComment, chosen: int) -> list[Record]:
    """The text cut at its sentences; `number` is the sentence's place, None between sentences."""
    pieces: list[Record] = []
    at = 0
    for number, part in enumerate(comment.parts):
        if part.start > at:
            pieces.append({"text": comment.text[at : part.start], "number": None})
        words_of = comment.text[part.start : part.end]
        pieces.append({"text": words_of, "number": number, "chosen": number == chosen, "sentiment": part.sentiment})
        at = part.end
    return [*pieces, {"text": comment.text[at:], "number": None}] if at < len(comment.text) else pieces


def sentence(
    comment: WholeComment, part: Part, themes: Mapping[UUID, Theme], codebook: Codebook, said: Collection[UUID]
) -> Record:
    """One sentence: how it feels and why, its themes and why. `said`: themes that a person gave it."""
    because = reasons(comment, part, [themes[one] for one in part.themes if one in themes], codebook)
    return {
        "id": part.id,
        "sentiment": part.sentiment,
        "score": signed(part.score),
        "words": [_weighed(word) for word in part.words],
        "themes": [
            {"theme": themes[one], "words": because.get(one, ()), "said": one in said}
            for one in part.themes
            if one in themes
        ],
    }


def _weighed(word: Sequence[Any]) -> Record:
    """A word, its weight with a sign, and whether it was learned from the organisation's own scores."""
    weight = float(word[1])
    feeling = "pos" if weight > 0 else "neg" if weight < 0 else "neu"
    learned = len(word) > 2 and word[2] == LEARNED
    return {"text": word[0], "weight": signed(weight), "feeling": feeling, "learned": learned}


def reasons(
    comment: WholeComment, part: Part, themes: Sequence[Theme], codebook: Codebook
) -> dict[UUID, tuple[str, ...]]:
    """Theme -> the words of the sentence that speak for it: those of the codebook, else its own terms."""
    spoken = [word for word in words(comment.text) if part.start <= word.start < part.end]
    hits = {hit.theme: hit.words for hit in theme_hits(spoken, comment.text, codebook, comment.lang)}
    said = fold(comment.text[part.start : part.end])
    return {
        theme.id: hits.get(theme.code) or tuple(term for term in theme.terms if fold(term) in said) for theme in themes
    }


def language_name(code: str) -> str:
    """What a language is called in the reader's own."""
    try:
        return Locale.parse(code).get_language_name(language_code()) or code
    except (UnknownLocaleError, ValueError):
        return str(gettext("language unknown"))
