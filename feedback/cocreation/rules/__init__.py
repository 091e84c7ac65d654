"""The six steps of co-creation: when each is done, what it still needs, and which one to do next. Pure.

1 is done when there is a customer, an employee and a supplier group with a size; 2 with one import or ten notes;
3 when every cell of stage × group was asked or is marked as not applicable; 4 when at most the newest tenth of the
answers is missing from the analysis and every shared point is in a strategy or set aside; 5 when each stage has a
lived score or says why not, and there is a moment; 6 when the first tier is decided and every yes has owner and date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.errors import Message, message
from feedback.stakeholders.rules.groups import NEEDED_KINDS

DONE, TODO = "done", "todo"
NOTES_NEEDED = 10
NEWEST_PART = 10
"""The analysis may miss one in so many of the answers before it is too old."""
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Groups:
    """Step 1. `missing`: needed kinds without a group that has a size."""

    groups: int = 0
    sub_groups: int = 0
    missing: Sequence[str] = NEEDED_KINDS


@dataclass(frozen=True, slots=True)
class Known:
    """Step 2: imports that were done and not undone, what they brought, and notes typed by hand."""

    imports: int = 0
    imported: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Step 3: cells of the plan, those neither asked nor marked, the stage of the request that would help most."""

    cells: int = 0
    unasked: int = 0
    surveys: int = 0
    next_stage: Texts | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """Step 4. `analysed` of the `answers` there are now were in the newest analysis, which `ran` says there is."""

    ran: bool = False
    analysed: int = 0
    answers: int = 0
    themes: int = 0
    shared: int = 0
    unattended: int = 0
    """Shared points neither in a strategy nor set aside."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Step 5. `unexplained`: names of stages without a lived score that do not say why."""

    stages: int = 0
    unexplained: Sequence[Texts] = ()
    moments: int = 0


@dataclass(frozen=True, slots=True)
class Worked:
    """Step 6. `undecided`: of the first tier; `incomplete`: yeses without owner or date."""

    improvements: int = 0
    ranked: bool = False
    undecided: int = 0
    decisions: int = 0
    incomplete: int = 0
    going: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the six steps are judged by."""

    groups: Groups = Groups()
    known: Known = Known()
    asked: Asked = Asked()
    read: Read = Read()
    drawn: Drawn = Drawn()
    worked: Worked = Worked()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its need in a few words, what there is in one line, and the one thing to do (None when done).

    `target` names where that is done, by the names of `addresses`.
    """

    number: int
    name: Message
    state: str
    need: Message
    summary: Message
    todo: Message | None
    target: str


def steps(facts: Facts) -> list[Step]:
    """The six steps, in order."""
    return [
        _groups(facts.groups),
        _known(facts.known),
        _asked(facts.asked),
        _read(facts.read),
        _drawn(facts.drawn),
        _worked(facts.worked),
    ]


def next_step(found: Sequence[Step]) -> int | None:
    """The number of the step to do next: the first that is not done; None when all are."""
    return next((step.number for step in found if step.state == TODO), None)


@dataclass(frozen=True, slots=True)
class _Missing:
    """What stands in the way of a step: in a few words, as a verb, and where to do it."""

    need: Message
    todo: Message
    target: str


def _step(number: int, name: Message, summary: Message, missing: _Missing | None, target: str) -> Step:
    if missing is None:
        return Step(number, name, DONE, message("Complete"), summary, None, target)
    return Step(number, name, TODO, missing.need, summary, missing.todo, missing.target)


def _groups(found: Groups) -> Step:
    missing = None
    if found.missing:
        need = message("%(there)s of %(needed)s kinds", there=_there(found), needed=len(NEEDED_KINDS))
        missing = _Missing(need, _add(found.missing[0]), "groups")
    summary = message("Groups: %(groups)s. Sub-groups: %(subs)s.", groups=found.groups, subs=found.sub_groups)
    return _step(1, message("Groups"), summary, missing, "groups")


def _there(found: Groups) -> int:
    return len(NEEDED_KINDS) - len(found.missing)


def _add(kind: str) -> Message:
    return {
        "customer": message("Add your customers, with about how many they are"),
        "employee": message("Add your employees, with about how many they are"),
        "supplier": message("Add your suppliers, with about how many they are"),
    }[kind]


def _known(found: Known) -> Step:
    missing = None
    if not found.imports and found.notes < NOTES_NEEDED:
        need = message("%(notes)s of %(needed)s notes", notes=found.notes, needed=NOTES_NEEDED)
        todo = message("Bring in a file of complaints or reviews, or write notes")
        missing = _Missing(need if found.notes else message("Nothing yet"), todo, "evidence")
    summary = message("Complaints, reviews and notes: %(count)s.", count=found.imported + found.notes)
    return _step(2, message("What we already know"), summary, missing, "evidence")


def _asked(found: Asked) -> Step:
    missing = None
    if not found.cells:
        todo = message("Add groups and stages first: then you see whom to ask about what")
        missing = _Missing(message("No plan yet"), todo, "outreach")
    elif found.unasked:
        need = message("Not asked: %(count)s of %(cells)s", count=found.unasked, cells=found.cells)
        todo = message("Ask about “%(stage)s”", stage=dict(found.next_stage or {}))
        missing = _Missing(need, todo, "outreach")
    summary = message(
        "Asked or explained: %(count)s of %(cells)s. Surveys open: %(surveys)s.",
        count=found.cells - found.unasked,
        cells=found.cells,
        surveys=found.surveys,
    )
    return _step(3, message("Asking"), summary, missing, "outreach")


def is_fresh(found: Read) -> bool:
    """Whether the analysis misses at most the newest tenth of the answers."""
    return found.ran and NEWEST_PART * (found.answers - found.analysed) <= found.answers


def _read(found: Read) -> Step:
    summary = message(
        "Themes: %(themes)s. Shared by two groups or more: %(shared)s.", themes=found.themes, shared=found.shared
    )
    return _step(4, message("Shared themes"), summary, _unread(found), "themes")


def _unread(found: Read) -> _Missing | None:
    if not found.ran:
        return _Missing(message("Not analysed yet"), message("Run the first analysis"), "themes")
    if not is_fresh(found):
        need = message("New answers: %(count)s", count=found.answers - found.analysed)
        return _Missing(need, message("Run the analysis again"), "themes")
    if found.unattended:
        need = message("To decide: %(count)s", count=found.unattended)
        todo = message("Choose a strategy for each shared point, or set it aside: %(count)s", count=found.unattended)
        return _Missing(need, todo, "strategies")
    return None


def _drawn(found: Drawn) -> Step:
    summary = message("Stages: %(stages)s. Moments: %(moments)s.", stages=found.stages, moments=found.moments)
    return _step(5, message("The journey"), summary, _undrawn(found), "journey")


def _undrawn(found: Drawn) -> _Missing | None:
    if not found.stages:
        return _Missing(message("No stages yet"), message("Draw the stages people live"), "journey_editor")
    if found.unexplained:
        need = message("Without a score: %(count)s", count=len(found.unexplained))
        todo = message("Find out how “%(stage)s” is lived", stage=dict(found.unexplained[0]))
        return _Missing(need, todo, "outreach")
    if not found.moments:
        return _Missing(message("No moment yet"), message("Say which stage is a moment of truth"), "journey")
    return None


def _worked(found: Worked) -> Step:
    summary = message(
        "Improvements: %(count)s. Under way: %(going)s. Done: %(done)s.",
        count=found.improvements,
        going=found.going,
        done=found.done,
    )
    return _step(6, message("Improvements and programme"), summary, _unworked(found), "backlog")


def _unworked(found: Worked) -> _Missing | None:
    if not found.improvements:
        return _Missing(message("No list yet"), message("Add the first improvement"), "backlog")
    if not found.ranked:
        return _Missing(message("No order yet"), message("Run the analysis: it gives the list its order"), "themes")
    if found.undecided or not found.decisions:
        need = message("To decide: %(count)s", count=max(1, found.undecided))
        return _Missing(need, message("Decide on what stands first"), "backlog")
    if found.incomplete:
        need = message("Without owner or date: %(count)s", count=found.incomplete)
        return _Missing(need, message("Give every yes an owner and a date"), "programme")
    return None


def is_explained(*, scored: bool, silent: bool, applies: bool) -> bool:
    """Whether a stage has a lived score or says why not: it is silent, or nobody whose life it is lives it."""
    return scored or silent or not applies
