"""Reading a chunk of comments in any process, and keeping what was read until everything is known."""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from feedback.analysis.codebook import Codebook
from feedback.analysis.cycles import no_cycle_search
from feedback.analysis.discovery import Leftover
from feedback.analysis.drawing import Left, draw_of
from feedback.analysis.likeness import Marks, marks
from feedback.analysis.packing import pack_read, unpack_comments
from feedback.analysis.reading import ReadChunk, fallback_themes, read_chunk
from feedback.analysis.records import Comment
from feedback.analysis.similarity import Counts
from feedback.analysis.stages import StageWords
from feedback.analysis.teaching import NOTHING_TAUGHT, Teaching

if TYPE_CHECKING:
    from feedback.analysis.learning import Learned


@dataclass(frozen=True, slots=True)
class Kit:
    """What reading needs beside the comments: the same for every chunk."""

    codebook: Codebook
    stages: tuple[StageWords, ...]
    threshold: float
    learned: Learned | None = None
    teaching: Teaching = NOTHING_TAUGHT

    def read(self, comments: Sequence[Comment]) -> ReadChunk:
        return read_chunk(comments, self.codebook, self.stages, self.threshold, self.learned, self.teaching)


class Gist(NamedTuple):
    """What all of a run's chunks together are asked for; the rest of a chunk waits.

    `explained` counts, by language, mentions that the codebook explains.
    """

    marks: list[Marks]
    explained: Counter[str]
    profiles: Counts
    left: list[Left]


class Order(NamedTuple):
    """A chunk to read elsewhere: the kit and its digest, so that each process unpacks it once, and the comments."""

    digest: str
    kit: bytes
    comments: bytes


@no_cycle_search()
def gist_of(comments: Sequence[Comment], chunk: ReadChunk, codebook: Codebook) -> Gist:
    """What the whole run needs of a chunk."""
    fallback = fallback_themes(codebook)
    places = {comment.key: place for place, comment in enumerate(comments)}
    marked = [marks(comment.text) for comment in comments]
    explained: Counter[str] = Counter()
    for read in chunk.comments:
        explained[read.lang] += sum(bool(one.themes) and one.themes[0].theme not in fallback for one in read.mentions)
    left = [_left(leftover, places[leftover.key], chunk, marked) for leftover in chunk.leftovers]
    return Gist(marked, explained, chunk.profiles, left)


def _left(leftover: Leftover, place: int, chunk: ReadChunk, marked: Sequence[Marks]) -> Left:
    mention = chunk.comments[place].mentions[leftover.mention]
    return Left(draw_of(marked[place][0], leftover.mention), place, mention.start, mention.end, leftover)


@no_cycle_search()
def read_order(order: Order) -> tuple[bytes, bytes]:
    """(gist, what was read), packed. A pure function: the same wherever it runs."""
    kit = _kit(order)
    comments = unpack_comments(order.comments)
    chunk = kit.read(comments)
    gist = gist_of(comments, chunk, kit.codebook)
    return pickle.dumps(tuple(gist), protocol=5), pack_read(chunk.comments, chunk.leftovers)


_kits: dict[str, Kit] = {}


def _kit(order: Order) -> Kit:
    """The kit of an order; a process remembers the newest one."""
    if order.digest not in _kits:
        _kits.clear()
        _kits[order.digest] = pickle.loads(order.kit)
    return _kits[order.digest]


def name_of(digest: str, comments: bytes) -> str:
    """What a chunk is called in a spool: the same comments read in the same way have the same name."""
    return hashlib.blake2b(comments, digest_size=16, key=digest.encode()).hexdigest()
