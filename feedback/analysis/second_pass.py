"""The second pass: every chunk gets what was found and decided, and its comments their clusters."""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

from feedback.analysis.cycles import no_cycle_search
from feedback.analysis.discovery import Leftover
from feedback.analysis.finishing import Finisher, carried
from feedback.analysis.mapping import Tick, mapped
from feedback.analysis.packing import pack_read, unpack_read
from feedback.analysis.reading import ReadChunk
from feedback.analysis.records import AnalysedComment
from feedback.analysis.spool import Spool
from feedback.analysis.stability import Drawing, Heard

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

    def place(
        self, finisher: Finisher, drawing: Drawing, executor: Executor | None, tick: Tick | None = None
    ) -> Counter[str]:
        """Give every chunk what was found and decided; how many comments carry each theme. `drawing` is offered all."""
        sizes: Counter[str] = Counter()
        before = 0
        for number, chunk in enumerate(self._held):
            placed = finisher.placed(*chunk)
            self._held[number] = placed, ()
            sizes.update(carried(placed))
            for place, comment in enumerate(placed, before):
                drawing.add(place, comment)
            before += len(placed)
        for name, placed_chunk in zip(self._names, self._placed(finisher, executor, tick), strict=True):
            sizes.update(placed_chunk.sizes)
            drawing.take(placed_chunk.heard, before)
            before += placed_chunk.comments
            self._kept.put(name + PLACED, placed_chunk.body)
        return sizes

    def chunks(self) -> Iterator[Sequence[AnalysedComment]]:
        """Comments as they were placed, chunk by chunk."""
        yield from (comments for comments, _ in self._held)
        yield from (unpack_read(self._body(name + PLACED))[0] for name in self._names)

    def _placed(self, finisher: Finisher, executor: Executor | None, tick: Tick | None) -> Iterator[Placed]:
        if not self._names:
            return iter(())
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


class Placed(NamedTuple):
    """A chunk that was placed: its comments, how many carry each theme, mentions that may be drawn, and all of it."""

    comments: int
    sizes: Counter[str]
    heard: list[Heard]
    body: bytes


@no_cycle_search()
def place_order(order: Order) -> Placed:
    """A chunk with what was found and decided. A pure function: the same wherever it runs."""
    if order.digest not in _finishers:
        _finishers.clear()
        _finishers[order.digest] = pickle.loads(order.finisher)
    placed = _finishers[order.digest].placed(*unpack_read(order.read))
    drawing = Drawing()
    for place, comment in enumerate(placed):
        drawing.add(place, comment)
    return Placed(len(placed), carried(placed), drawing.all(), pack_read(placed, ()))
