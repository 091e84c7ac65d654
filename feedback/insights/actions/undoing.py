"""Taking back what a person did to themes: everything stands again as it did before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from feedback import events
from feedback.accounts.actions import record
from feedback.db import now
from feedback.errors import Conflict, message
from feedback.insights.actions import members
from feedback.insights.actions.runs import tally_soon
from feedback.insights.actions.themes import put_away
from feedback.insights.models import Correction, Theme, ThemeAct
from feedback.insights.queries import acts, themes
from feedback.insights.queries.corrections import STAGE
from feedback.insights.rules.acts import (
    ACCEPT,
    ACTIVE,
    ADD,
    DISMISS,
    DISMISSED,
    EXAMPLES,
    LOCK,
    MERGE,
    MERGED,
    RENAME,
    RESTORE,
    SPLIT,
    UNLOCK,
    undo_refusal,
)
from feedback.permissions import Access


def undo(act_id: UUID, *, by: Access | None = None) -> ThemeAct:
    """Take back one act; Conflict where it was taken back already or something later depends on it."""
    act = acts.act(act_id)
    rows = themes.locked(acts.done_of(act).themes)
    if refused := undo_refusal(acts.done_of(act), acts.dones()):
        raise Conflict(refused)
    _UNDO[act.kind](act, rows[act.theme_id], rows)
    act.undone_at, act.undone_by = now(), by.user_id if by else None
    record(by, "theme.undo", rows[act.theme_id].code, {"act": act.kind})
    return act


Rows = Mapping[UUID, Theme]


def _values(act: ThemeAct, theme: Theme, rows: Rows) -> None:
    """Names, locks and examples stand in the act as they were."""
    for name, value in act.before.items():
        setattr(theme, name, value)


def _merge(act: ThemeAct, kept: Theme, rows: Rows) -> None:
    kept.names, kept.renamed = act.before["names"], act.before["renamed"]
    taken = [UUID(one) for one in act.after["themes"]]
    for theme_id in taken:
        rows[theme_id].state, rows[theme_id].merged_into_id = ACTIVE, None
    for theme in themes.merged_into([kept.id]):
        if (led := act.before["led"].get(theme.id.hex)) is not None:
            theme.merged_into_id = UUID(led)
    members.give_back(act.id, [*taken, kept.id])
    tally_soon(act.organisation_id)
    events.announce(events.ThemesMerged(act.organisation_id))


def _split(act: ThemeAct, parent: Theme, rows: Rows) -> None:
    made = UUID(act.after["made"])
    rows[made].state = DISMISSED
    for row in acts.corrections_made_at(act.made_at, act.made_by):
        row.undone_at = now()
    members.give_back(act.id, [parent.id, made])
    tally_soon(act.organisation_id)


def _add(act: ThemeAct, theme: Theme, rows: Rows) -> None:
    """What a run found for it meanwhile goes with it."""
    put_away(theme, act.id)


def _dismiss(act: ThemeAct, theme: Theme, rows: Rows) -> None:
    theme.state = ACTIVE
    members.give_back(act.id, [theme.id])
    tally_soon(act.organisation_id)


def _restore(act: ThemeAct, theme: Theme, rows: Rows) -> None:
    """Dismissed again, under the act that dismissed it first, which can then be taken back in its turn."""
    dismissed = acts.last_act(theme.id, DISMISS)
    put_away(theme, (dismissed or act).id)


_UNDO: Mapping[str, Callable[[ThemeAct, Theme, Rows], None]] = {
    RENAME: _values,
    LOCK: _values,
    UNLOCK: _values,
    ACCEPT: _values,
    EXAMPLES: _values,
    MERGE: _merge,
    SPLIT: _split,
    ADD: _add,
    DISMISS: _dismiss,
    RESTORE: _restore,
}


def undo_correction(correction_id: UUID, *, by: Access | None = None) -> list[Correction]:
    """Take back what was said of a sentence, with all that was said in the same act.

    Conflict where it was taken back already, or where somebody said something else of the sentence since.
    """
    rows = acts.made_together(correction_id)
    _refuse(rows)
    for row in rows:
        row.undone_at = now()
    members.give_back(rows[0].id)
    record(by, "correction.undo", rows[0].kind)
    tally_soon(rows[0].organisation_id)
    return rows


def _refuse(rows: list[Correction]) -> None:
    if rows[0].undone_at is not None:
        raise Conflict(message("This was undone already."))
    if rows[0].kind == STAGE:
        raise Conflict(message("Choose another stage for the comment instead."))
    if acts.said_since(rows[0]):
        raise Conflict(message("Somebody corrected this sentence again since. Undo that first."))
    named = themes.by_id([row.theme_id for row in rows if row.theme_id])
    if any(theme.state == MERGED for theme in named.values()):
        raise Conflict(message("One of its themes was merged since. Undo that first."))
