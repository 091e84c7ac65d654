"""Merging two improvements that are one, parting them again, and saying that they are two.

Nothing is moved or deleted: the one that goes keeps its evidence, decisions, remarks and history, and says where it is
carried on. The other one gains the themes, groups, touchpoints, stages and dependencies it did not have; which ones
those were is kept, so that parting takes away exactly them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from feedback.accounts.actions import record
from feedback.backlog.actions import linking
from feedback.backlog.actions.improvements import check_standing, rank_again
from feedback.backlog.models import Improvement, ImprovementDependency, ImprovementTheme, NotTheSame
from feedback.backlog.queries import improvements, links, merging
from feedback.backlog.queries.improvements import theme_ids
from feedback.backlog.rules import dependencies
from feedback.backlog.rules import merging as rules
from feedback.db import db
from feedback.errors import Conflict, message
from feedback.permissions import Access

GIVEN = ("stages", "touchpoints", "groups")


def merge(gone_id: UUID, taking_id: UUID, *, by: Access | None = None) -> Improvement:
    """Let the second carry on the first. Conflict where they differ in direction or stand too far already."""
    rows = {one: improvements.locked(one) for one in sorted({gone_id, taking_id}, key=str)}
    gone, taking = rows[gone_id], rows[taking_id]
    _check(gone, taking)
    gone.merged_gave = _given(gone, taking)
    gone.merged_into_id = taking.id
    record(by, "improvement.merged", f"#{gone.number}", {"into": taking.number})
    record(by, "improvement.took", f"#{taking.number}", {"from": gone.number})
    db.session.flush()
    rank_again()
    return taking


def _check(gone: Improvement, taking: Improvement) -> None:
    check_standing(gone)
    check_standing(taking)
    if gone.id == taking.id or gone.direction != taking.direction:
        raise Conflict(message("Only two improvements that want the same can be merged."))
    if not rules.may_merge(gone.status, taking.status):
        raise Conflict(message("Something was decided on one of them that merging would hide. Let both stand."))


def _given(gone: Improvement, taking: Improvement) -> dict[str, Any]:
    """Give what the other lacks; kind -> ids of what it was given."""
    found = {"themes": _themes(gone, taking), **{kind: _links(gone, taking, kind) for kind in GIVEN}}
    found["needs"], found["waiting"] = _needs(gone, taking), _waiting(gone, taking)
    return {kind: sorted(one.hex for one in ids) for kind, ids in found.items()}


def _themes(gone: Improvement, taking: Improvement) -> Sequence[UUID]:
    """Its themes, where both speak of the same stage: elsewhere they would bring in what nobody said there."""
    if gone.stage_id != taking.stage_id:
        return ()
    fresh = sorted(theme_ids(gone) - theme_ids(taking), key=str)
    taking.themes += [ImprovementTheme(theme_id=theme) for theme in fresh]
    return fresh


def _links(gone: Improvement, taking: Improvement, kind: str) -> Sequence[UUID]:
    own = links.linked(taking.id, kind)
    brought = set(links.linked(gone.id, kind))
    if kind == "stages":
        brought = {one for one in (*brought, gone.stage_id) if one and one != taking.stage_id}
    if fresh := sorted(brought - own, key=str):
        linking.add(taking, kind, fresh)
    return fresh


def _needs(gone: Improvement, taking: Improvement) -> Sequence[UUID]:
    """What had to come before the one has to come before the other, where that makes no circle."""
    known = links.every("needs")
    wanted = known.get(gone.id, frozenset()) - known.get(taking.id, frozenset())
    fresh = sorted(wanted - dependencies.circles(known, taking.id, wanted), key=str)
    linking.add(taking, "needs", fresh)
    return fresh


def _waiting(gone: Improvement, taking: Improvement) -> Sequence[UUID]:
    """What waited for the one waits for the other."""
    given = []
    for row in links.after(gone.id):
        known = links.every("needs")
        if taking.id not in known.get(row.id, ()) and not dependencies.circles(known, row.id, [taking.id]):
            linking.add(row, "needs", [taking.id])
            given.append(row.id)
    return given


def part(improvement_id: UUID, *, by: Access | None = None) -> Improvement:
    """Let a merged improvement stand for itself again; what it gave the other one is taken away. Conflict."""
    gone = improvements.locked(improvement_id)
    if gone.merged_into_id is None:
        raise Conflict(message("It is not merged."))
    taking = improvements.locked(gone.merged_into_id)
    _take_away(taking, {kind: {UUID(one) for one in ids} for kind, ids in gone.merged_gave.items()})
    gone.merged_into_id, gone.merged_gave = None, {}
    record(by, "improvement.parted", f"#{gone.number}", {"from": taking.number})
    record(by, "improvement.gave_back", f"#{taking.number}", {"to": gone.number})
    db.session.flush()
    rank_again()
    return gone


def _take_away(taking: Improvement, gave: Mapping[str, set[UUID]]) -> None:
    themes = gave.get("themes", set())
    taking.themes = [link for link in taking.themes if link.theme_id not in themes]
    for kind in (*GIVEN, "needs"):
        column = links.COLUMNS[kind]
        model: Any = column.class_
        db.session.execute(delete(model).where(model.improvement_id == taking.id, column.in_(gave.get(kind, set()))))
    row = ImprovementDependency
    waiting = gave.get("waiting", set())
    db.session.execute(delete(row).where(row.needs_id == taking.id, row.improvement_id.in_(waiting)))


def are_two(one_id: UUID, other_id: UUID, *, by: Access | None = None) -> None:
    """They are two, whatever they look like: they are not proposed again. Doing it twice changes nothing."""
    rows = sorted((improvements.improvement_with_id(one) for one in (one_id, other_id)), key=lambda row: row.number)
    one, other = rows
    if one.id != other.id and merging.said_two(one.id, other.id) is None:
        db.session.add(NotTheSame(one_id=one.id, other_id=other.id))
        record(by, "improvement.not_same", f"#{one.number}", {"other": other.number})
