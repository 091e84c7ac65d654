"""Which questionnaire suits a group at a stage: one of our own, else one of the library's. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from feedback.surveys import library
from feedback.surveys.document import Texts
from feedback.surveys.library import LEFT_OUT, Entry

ANY_STAGE = {"customer": "journey-validation", "employee": "stage-employees", "supplier": "stage-suppliers"}
"""Kind of group -> the ready questionnaire that suits every stage it is opened at."""
OTHERWISE = "journey-validation"


@dataclass(frozen=True, slots=True)
class Own:
    """A questionnaire in use: the stages it names, where it came from, and whom it was opened to."""

    code: str
    title: Mapping[str, str]
    stages: frozenset[str]
    library: str
    """Code of the ready questionnaire it was made from; "" for one of one's own."""
    predicts: bool
    """It asks insiders how the customer would answer."""
    groups: frozenset[UUID]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ready:
    """A questionnaire of the library, and what its stages are here (library stage -> own stage or LEFT_OUT)."""

    entry: Entry
    stages: Mapping[str, str]


def own_for(found: Iterable[Own], *, stage: str, group_id: UUID, kind: str) -> Own | None:
    """The questionnaire in use that suits best, the first of equals; None where none does.

    Best is what this group was asked before, then a group of its kind, then what the library made for its kind, then
    what nobody was asked yet.
    """
    ranked = [(rank, one) for one in found if (rank := _rank(one, stage, group_id, kind)) is not None]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _rank(one: Own, stage: str, group_id: UUID, kind: str) -> int | None:
    if stage not in one.stages and one.library != any_stage(kind):
        return None
    if group_id in one.groups:
        return 0
    if kind in one.kinds:
        return 1
    made_for = made_for_kind(one.library)
    if made_for is not None:
        return 2 if kind == made_for or one.library == any_stage(kind) else None
    asks_others = bool(one.kinds) or (one.predicts and kind == "customer")
    return None if asks_others else 3


def any_stage(kind: str) -> str:
    """Code of the ready questionnaire that suits every stage, for this kind of group."""
    return ANY_STAGE.get(kind, OTHERWISE)


def made_for_kind(code: str) -> str | None:
    """The kind of group a ready questionnaire is for; None where the library has none of this code."""
    return next((one.group for one in library.entries() if one.code == code), None)


def ready_for(*, stage: str, kind: str, own: Mapping[str, Mapping[str, str]]) -> Ready:
    """The ready questionnaire for a kind of group at a stage: of the service whose stages are most like one's own.

    `own` are the names of the stages by code, in journey order. Where no service has such a stage, the questionnaire
    that suits every stage.
    """
    names = tuple((code, tuple(sorted(texts.items()))) for code, texts in own.items())
    fitting = [(one, found) for one, found in _alike(kind, names) if stage in found.values()]
    if not fitting:
        return Ready(library.entry(any_stage(kind)), {})
    entry, found = max(fitting, key=lambda pair: len(pair[1]))
    return Ready(entry, _answered(entry.stages, found))


@lru_cache(maxsize=32)
def _alike(kind: str, names: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> list[tuple[Entry, dict[str, str]]]:
    """The ready questionnaires for a kind, with the stages of our own that theirs are most like.

    Kept: comparing names letter by letter takes milliseconds, and every cell of a plan asks the same.
    """
    own = {code: Texts(dict(texts)) for code, texts in names}
    return [(one, library.suggest(one.stages, own)) for one in library.entries() if one.group == kind]


def _answered(stages: Sequence[library.LibraryStage], found: Mapping[str, str]) -> dict[str, str]:
    return {one.code: found.get(one.code, LEFT_OUT) for one in stages}
