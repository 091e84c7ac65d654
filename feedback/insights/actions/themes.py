"""What people do to one theme: name it, lock it, accept or dismiss it, say by examples what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from feedback.accounts.actions import record
from feedback.db import db
from feedback.errors import Conflict, Message, message
from feedback.insights.actions import members
from feedback.insights.actions.runs import tally_soon
from feedback.insights.models import Theme, ThemeAct
from feedback.insights.queries import acts, themes
from feedback.insights.rules.acts import (
    ACCEPT,
    ACTIVE,
    ADD,
    DISMISS,
    DISMISSED,
    EXAMPLES,
    LOCK,
    MERGED,
    RENAME,
    RESTORE,
    UNLOCK,
    dismiss_refusal,
    examples_refusal,
)
from feedback.names import one_line, refusal, texts_of
from feedback.permissions import Access

Values = Mapping[str, Any]


def rename(theme: Theme, *, names: Mapping[str, str], by: Access | None = None) -> Theme:
    """Give a theme its names, by language; from now on no run changes them. Invalid at the field that is wrong."""
    given = texts_of("name", names)
    before = {"names": dict(theme.names), "renamed": theme.renamed}
    theme.names, theme.renamed = given, True
    note(theme, RENAME, before, {"names": given}, by)
    return theme


def lock(theme: Theme, *, by: Access | None = None) -> Theme:
    """Confirm a theme: it stays whatever a run finds, and no run takes a sentence from it."""
    return _set_lock(theme, LOCK, True, by)


def unlock(theme: Theme, *, by: Access | None = None) -> Theme:
    return _set_lock(theme, UNLOCK, False, by)


def _set_lock(theme: Theme, kind: str, locked: bool, by: Access | None) -> Theme:
    _only(active_refusal(theme))
    if theme.locked != locked:
        before = {"locked": theme.locked}
        theme.locked = locked
        note(theme, kind, before, {"locked": locked}, by)
    return theme


def accept(theme: Theme, *, by: Access | None = None) -> Theme:
    """A found theme is one of the organisation's from now on: it keeps its name and its sentences."""
    _only(active_refusal(theme))
    if theme.locked and theme.renamed:
        return theme
    before = {"locked": theme.locked, "renamed": theme.renamed}
    theme.locked = theme.renamed = True
    note(theme, ACCEPT, before, {"locked": True, "renamed": True}, by)
    return theme


def dismiss(theme: Theme, *, by: Access | None = None) -> Theme:
    """Say that it is no theme: its sentences keep the other themes they carry, and no run brings it back."""
    row = themes.locked([theme.id])[theme.id]
    _only(dismiss_refusal(row.state, row.locked, row.code in themes.fallback_codes()))
    act = note(row, DISMISS, {"state": row.state}, {"state": DISMISSED}, by)
    put_away(row, act.id)
    return row


def put_away(row: Theme, cause_id: UUID) -> None:
    """Take a theme out of every sentence, noting under the act that did so where it stood."""
    members.hold_themes(cause_id, [row.id], [row.id])
    row.state = DISMISSED
    members.take_out(cause_id, row.id)
    tally_soon(row.organisation_id)


def restore(theme: Theme, *, by: Access | None = None) -> Theme:
    """Take a dismissed theme back, with the sentences it had."""
    row = themes.locked([theme.id])[theme.id]
    if row.state != DISMISSED:
        raise Conflict(message("It is not dismissed."))
    dismissed = acts.last_act(row.id, DISMISS)
    row.state = ACTIVE
    act = note(row, RESTORE, {"state": DISMISSED}, {"state": ACTIVE}, by)
    if dismissed:
        members.give_back(dismissed.id, [row.id])
    tally_soon(act.organisation_id)
    return row


def add(*, names: Mapping[str, str], examples: Sequence[str], by: Access | None = None) -> Theme:
    """A theme of the organisation's own, told by examples; the next run finds its sentences. Invalid at the field."""
    given = texts_of("name", names)
    told = sentences("examples", examples)
    row = Theme(code=new_code(), names=given, source="human", renamed=True, examples=told)
    db.session.add(row)
    db.session.flush()
    note(row, ADD, {}, {"made": row.id.hex, "names": given, "examples": told}, by)
    return row


def set_examples(theme: Theme, *, examples: Sequence[str], by: Access | None = None) -> Theme:
    """Say by sentences what a theme is about; Invalid at the field."""
    _only(active_refusal(theme))
    told = sentences("examples", examples, required=False)
    if told != theme.examples:
        before = {"examples": list(theme.examples)}
        theme.examples = told
        note(theme, EXAMPLES, before, {"examples": told}, by)
    return theme


def sentences(field: str, typed: Sequence[str], required: bool = True) -> list[str]:
    """Examples, one line each, without empty ones and doubles; Invalid at `field`."""
    told = list(dict.fromkeys(line for one in typed if (line := one_line(one))))
    if refused := examples_refusal(told, required):
        raise refusal(field, refused)
    return told


def new_code() -> str:
    """A code that no theme of the codebook and none that is found has."""
    return f"own-{uuid4().hex[:10]}"


def note(theme: Theme, kind: str, before: Values, after: Values, by: Access | None) -> ThemeAct:
    """Write an act into the history of themes and into the audit log."""
    act = ThemeAct(theme_id=theme.id, kind=kind, before=dict(before), after=dict(after), made_by=by and by.user_id)
    db.session.add(act)
    db.session.flush()
    record(by, f"theme.{kind}", theme.code)
    return act


def active_refusal(theme: Theme) -> Message | None:
    """Why nothing can be done to a theme that no longer counts."""
    if theme.state == MERGED:
        return message("It was merged into another theme.")
    return message("It was dismissed.") if theme.state == DISMISSED else None


def _only(refused: Message | None) -> None:
    if refused:
        raise Conflict(refused)
