"""Records as plain tuples, and these as bytes: what travels between processes and waits on disk."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from feedback.analysis.cycles import no_cycle_search
from feedback.analysis.discovery import Leftover
from feedback.analysis.records import AnalysedComment, Comment, Mention, Sentiment, StageGuess, ThemeHit, WeighedWord

_FAST = 1  # zlib level: a fifth of the size for a fiftieth of the time of reading.


def _values(record: type) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the values of a record, in the order of its fields; ten times as fast as dataclasses.astuple."""
    return attrgetter(*(field.name for field in fields(record)))


_of_comment, _of_read, _of_mention = _values(Comment), _values(AnalysedComment), _values(Mention)
_of_sentiment, _of_word, _of_hit = _values(Sentiment), _values(WeighedWord), _values(ThemeHit)
_of_guess = _values(StageGuess)
_SENTIMENT, _MENTIONS, _GUESS = 2, 3, 6
"""Places among the fields of AnalysedComment."""


@no_cycle_search()
def pack_comments(comments: Iterable[Comment]) -> bytes:
    """Comments to be read elsewhere; equal comments give equal bytes."""
    return pickle.dumps([_of_comment(comment) for comment in comments], protocol=5)


def unpack_comments(packed: bytes) -> list[Comment]:
    return [Comment(*values) for values in pickle.loads(packed)]


@no_cycle_search()
def pack_read(comments: Sequence[AnalysedComment], leftovers: Sequence[Leftover]) -> bytes:
    """What was read in a chunk, small enough to keep a million."""
    rows = [_row(comment) for comment in comments]
    return zlib.compress(pickle.dumps((rows, [tuple(one) for one in leftovers]), protocol=5), _FAST)


@no_cycle_search()
def unpack_read(packed: bytes) -> tuple[list[AnalysedComment], list[Leftover]]:
    rows, leftovers = pickle.loads(zlib.decompress(packed))
    return [_comment(row) for row in rows], [Leftover(*values) for values in leftovers]


def _row(comment: AnalysedComment) -> list[Any]:
    row = list(_of_read(comment))
    row[_SENTIMENT] = _feeling(comment.sentiment)
    row[_MENTIONS] = [_mention(mention) for mention in comment.mentions]
    row[_GUESS] = comment.stage_guess and _of_guess(comment.stage_guess)
    return row


def _feeling(sentiment: Sentiment) -> tuple[Any, ...]:
    label, score, words = _of_sentiment(sentiment)
    return label, score, [_of_word(word) for word in words]


def _mention(mention: Mention) -> tuple[Any, ...]:
    start, end, sentiment, themes, *more = _of_mention(mention)
    return start, end, _feeling(sentiment), [_of_hit(hit) for hit in themes], *more


def _comment(row: list[Any]) -> AnalysedComment:
    row[_SENTIMENT] = _sentiment(row[_SENTIMENT])
    row[_MENTIONS] = tuple([_whole(mention) for mention in row[_MENTIONS]])
    row[_GUESS] = StageGuess(*row[_GUESS]) if row[_GUESS] else None
    return AnalysedComment(*row)


def _sentiment(values: tuple[Any, ...]) -> Sentiment:
    label, score, words = values
    return Sentiment(label, score, tuple([WeighedWord(*word) for word in words]))


def _whole(values: tuple[Any, ...]) -> Mention:
    start, end, sentiment, themes, *more = values
    return Mention(start, end, _sentiment(sentiment), tuple([ThemeHit(*hit) for hit in themes]), *more)
