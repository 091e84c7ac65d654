"""The second pass: every chunk gets what was found and decided, and its comments their clusters."""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

from feedback.analysis.discovery import Leftover
from feedback.analysis.finishing import Finisher, carried
from feedback.analysis.mapping import Tick, mapped
from feedback.analysis.packing import pack_read, unpack_read
from feedback.analysis.reading import ReadChunk
from feedback.analysis.records import AnalysedComment
from feedback.analysis.spool import Spool

READ, PLACED = ".read", ".placed"


class Shelf:
    """Chunks that were read, in their order: as records, or packed in a spool under their names."""

    def __init__(self, spool: Spool | None) -> None:
        self._spool = spool
        self._held: list[tuple[Sequence[AnalysedComment], Sequence[Leftover]]] = []
        self._names: list[str] = []

    def add(self, chunk: ReadChunk) -> None:
        self._held.append((chunk.comments, chunk.leftovers))

    def add_named(self, name: str) -> None:
        """A chunk that stands in the spool under this name."""
        self._names.append(name)

    def place(self, finisher: Finisher, executor: Executor | None, tick: Tick | None = None) -> Counter[str]:
        """Give every chunk what was found and decided; how many comments carry each theme."""
        sizes: Counter[str] = Counter()
        self._held = [(finisher.placed(*chunk), ()) for chunk in self._held]
        for comments, _ in self._held:
            sizes.update(carried(comments))
        if self._names:
            for name, (counts, body) in zip(self._names, self._placed(finisher, executor, tick), strict=True):
                sizes.update(counts)
                self._kept.put(name + PLACED, body)
        return sizes

    def chunks(self) -> Iterator[Sequence[AnalysedComment]]:
        """Comments as they were placed, chunk by chunk."""
        yield from (comments for comments, _ in self._held)
        yield from (unpack_read(self._body(name + PLACED))[0] for name in self._names)

    def _placed(
        self, finisher: Finisher, executor: Executor | None, tick: Tick | None
    ) -> Iterator[tuple[Counter[str], bytes]]:
        kit = pickle.dumps(finisher, protocol=5)
        digest = hashlib.blake2b(kit, digest_size=16).hexdigest()
        orders = (Order(digest, kit, self._body(name + READ)) for name in self._names)
        return mapped(executor, place_order, orders, tick)

    @property
    def _kept(self) -> Spool:
        assert self._spool is not None, "named chunks stand in a spool"
        return self._spool

    def _body(self, name: str) -> bytes:
        body = self._kept.get(name)
        if body is None:
            raise FileNotFoundError(name)
        return body


class Order(NamedTuple):
    """A chunk to place elsewhere: the finisher and its digest, and what was read."""

    digest: str
    finisher: bytes
    read: bytes


_finishers: dict[str, Finisher] = {}


def place_order(order: Order) -> tuple[Counter[str], bytes]:
    """How many comments of the chunk carry each theme, and the chunk with what was found and decided."""
    if order.digest not in _finishers:
        _finishers.clear()
        _finishers[order.digest] = pickle.loads(order.finisher)
    placed = _finishers[order.digest].placed(*unpack_read(order.read))
    return carried(placed), pack_read(placed, ())
