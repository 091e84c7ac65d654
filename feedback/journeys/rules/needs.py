"""What we need and what we have: from the blueprint of a stage, what nothing serves, answers or carries. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from feedback.errors import Message, message
from feedback.journeys.rules import blueprint
from feedback.names import slug

UNSERVED, UNANSWERED, WAITING, RETYPED, NOT_CARRIED = "unserved", "unanswered", "waiting", "retyped", "not_carried"
KINDS: tuple[tuple[str, Message], ...] = (
    (UNSERVED, message("Needs with no process that works")),
    (UNANSWERED, message("Questions without an answer")),
    (WAITING, message("Waits")),
    (RETYPED, message("Typed again by hand")),
    (NOT_CARRIED, message("Nothing carried over between tools")),
)
_OPEN = frozenset({blueprint.MISSING, blueprint.FAILING})
_BY_INTEGRATION = {blueprint.BY_HAND: RETYPED, blueprint.NO_LINK: NOT_CARRIED}


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of the blueprint as it is drawn; texts are language -> text."""

    id: UUID
    stage: UUID
    kind: str
    text: Mapping[str, str]
    need: Mapping[str, str]
    answered: Mapping[str, str]
    state: str = ""
    minutes: int | None = None
    touchpoint: UUID | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """How `what` gets from one tool into another."""

    id: UUID
    source: Item
    target: Item
    integration: str
    what: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Need:
    """Something a stage lacks. `text` says what; `items` are the things it goes back to, `link` the gap between tools.

    `state` is of what should serve it: failing where something is there and fails, else missing.
    """

    kind: str
    stage: UUID
    text: Mapping[str, str]
    items: tuple[Item, ...]
    link: Link | None = None

    @property
    def state(self) -> str:
        there = any(item.state == blueprint.FAILING for item in self.items)
        return blueprint.FAILING if there else blueprint.MISSING

    @property
    def minutes(self) -> int | None:
        return self.items[0].minutes if self.kind == WAITING else None


@dataclass(frozen=True, slots=True)
class StageNeeds:
    """What a stage lacks, in the order of `KINDS`; `unjudged`: processes and tools nobody has judged yet."""

    needs: tuple[Need, ...]
    unjudged: int = 0

    def of(self, kind: str) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if need.kind == kind)


def stage_needs(items: Sequence[Item], links: Iterable[Link]) -> StageNeeds:
    """Everything one stage lacks: `items` are those of the stage, `links` those that end in one of its tools."""
    found = (*_unserved(items), *_unanswered(items), *_waits(items), *_gaps(links))
    order = [kind for kind, _ in KINDS]
    unjudged = sum(item.kind in blueprint.JUDGED and not item.state for item in items)
    return StageNeeds(tuple(sorted(found, key=lambda need: order.index(need.kind))), unjudged)


def _unserved(items: Iterable[Item]) -> Iterator[Need]:
    """A need is open where something that should serve it is missing or fails, and nothing that serves it works."""
    for together in _by_need(item for item in items if item.kind in blueprint.JUDGED):
        states = {item.state for item in together}
        if states & _OPEN and blueprint.WORKING not in states:
            first = together[0]
            yield Need(UNSERVED, first.stage, first.need or first.text, tuple(together))


def _by_need(items: Iterable[Item]) -> list[list[Item]]:
    """Things that serve the same need, written alike in one language at least; without a need each stands alone."""
    groups: list[tuple[set[tuple[str, str]], list[Item]]] = []
    for item in items:
        words = {(language, slug(text) or text) for language, text in item.need.items()}
        known = next((group for group in groups if group[0] & words), None)
        if known:
            known[0].update(words)
            known[1].append(item)
        else:
            groups.append((words, [item]))
    return [group for _, group in groups]


def _unanswered(items: Iterable[Item]) -> Iterator[Need]:
    for item in items:
        if item.kind == blueprint.QUESTION and not any(item.answered.values()):
            yield Need(UNANSWERED, item.stage, item.text, (item,))


def _waits(items: Iterable[Item]) -> list[Need]:
    """The longest first; those whose length nobody knows last."""
    waits = [item for item in items if item.kind == blueprint.WAIT]
    waits.sort(key=lambda item: (item.minutes is None, -(item.minutes or 0)))
    return [Need(WAITING, item.stage, item.text, (item,)) for item in waits]


def _gaps(links: Iterable[Link]) -> Iterator[Need]:
    """Where somebody types again what another tool knows, or nothing gets across: at the stage of the second tool."""
    for link in links:
        if kind := _BY_INTEGRATION.get(link.integration):
            yield Need(kind, link.target.stage, link.what, (link.source, link.target), link)
