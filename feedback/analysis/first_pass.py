"""The first pass: every chunk is read, anywhere; here only what the whole run needs of it is kept."""

from __future__ import annotations

import hashlib
import pickle
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from itertools import islice

import numpy as np

from feedback.analysis.chunks import Gist, Kit, Order, gist_of, name_of, read_order
from feedback.analysis.copies import Copies
from feedback.analysis.cycles import no_cycle_search
from feedback.analysis.drawing import Drawn
from feedback.analysis.mapping import Tick, mapped
from feedback.analysis.packing import pack_comments
from feedback.analysis.records import Comment
from feedback.analysis.second_pass import READ, Shelf
from feedback.analysis.similarity import Profiles
from feedback.analysis.spool import Spool

GIST = ".gist"
Progress = Callable[[int, int], None]


class FirstPass:
    """Reads all comments. What it keeps does not depend on their order, but for `shelf`, which has them in it.

    `explained` counts mentions that the codebook explains, by language; `profiles` the terms said with each theme.
    """

    def __init__(self, kit: Kit, digest: str, size: int, spool: Spool | None) -> None:
        self.shelf = Shelf(spool)
        self.copies = Copies()
        self.drawn = Drawn()
        self.profiles = Profiles()
        self.explained: Counter[str] = Counter()
        self._kit, self._digest, self._size, self._spool = kit, digest, size, spool
        self._keys = array("q")
        self._tell: Callable[[], None] = lambda: None

    @property
    def comments(self) -> int:
        """How many were read."""
        return len(self._keys)

    def read(self, comments: Iterable[Comment], executor: Executor | None, tell: Progress | None, total: int) -> None:
        """Read `comments`, whose keys must differ (ValueError); `tell` hears (comments read, comments in all)."""

        def tick() -> None:
            if tell:
                tell(self.comments, max(total, self.comments))

        source = iter(comments)
        chunks: Iterator[list[Comment]] = iter(lambda: list(islice(source, self._size)), [])
        for chunk, gist in self._spooled(chunks, executor, tick) if self._spool else self._held(chunks):
            self._take(chunk, gist)
            tick()
        if len(np.unique(np.array(self._keys, dtype=np.int64))) != self.comments:
            raise ValueError("comment keys must differ")

    def _held(self, chunks: Iterable[list[Comment]]) -> Iterator[tuple[list[Comment], Gist]]:
        for comments in chunks:
            read = self._kit.read(comments)
            self.shelf.add(read)
            yield comments, gist_of(comments, read, self._kit.codebook)

    def _spooled(
        self, chunks: Iterable[list[Comment]], executor: Executor | None, tick: Tick
    ) -> Iterator[tuple[list[Comment], Gist]]:
        """Chunks that the spool has already are not read again."""
        assert self._spool is not None
        kit = pickle.dumps(self._kit, protocol=5)
        under_way: deque[tuple[list[Comment], str]] = deque()

        def orders() -> Iterator[Order]:
            for comments in chunks:
                packed = pack_comments(comments)
                under_way.append((comments, name_of(self._digest, packed)))
                yield Order(self._digest, kit, packed)

        def known(order: Order) -> tuple[bytes, bytes] | None:
            return self._found(under_way[-1][1])

        for gist, read in mapped(executor, read_order, orders(), tick, known):
            comments, name = under_way.popleft()
            if read:
                self._spool.put(name + READ, read)
                self._spool.put(name + GIST, gist)
            self.shelf.add_named(name)
            yield comments, _unpacked(gist)

    def _found(self, name: str) -> tuple[bytes, bytes] | None:
        """What an earlier attempt read: the gist is written last, so where it is everything is."""
        assert self._spool is not None
        gist = self._spool.get(name + GIST)
        return None if gist is None else (gist, b"")

    @no_cycle_search()
    def _take(self, comments: Sequence[Comment], gist: Gist) -> None:
        before = self.comments
        self._keys.extend(hash(comment.key) for comment in comments)
        texts = [comment.text for comment in comments]
        self.copies.add(gist.marks, texts)
        for left in gist.left:
            self.drawn.add(left._replace(place=before + left.place), texts[left.place])
        self.profiles.merge(gist.profiles)
        self.explained.update(gist.explained)


@no_cycle_search()
def _unpacked(gist: bytes) -> Gist:
    return Gist(*pickle.loads(gist))


def digest_of(parts: Sequence[object]) -> str:
    """16 hexadecimal digits of what can be written as text."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
