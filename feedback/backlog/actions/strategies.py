"""Strategies, and shared points set aside."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import update

from feedback.accounts import queries as accounts
from feedback.accounts.actions import record
from feedback.backlog.models import Improvement, SetAside, Strategy, StrategyTheme
from feedback.backlog.queries import strategies as queries
from feedback.db import Texts, db
from feedback.errors import NotFound, message
from feedback.insights.queries import themes as theme_queries
from feedback.names import lines, refusal, texts_of
from feedback.permissions import Access

LONGEST_WHAT = 2000


def add_strategy(
    *,
    name: Texts,
    what: str = "",
    why: str = "",
    owner_id: UUID | None = None,
    theme_ids: Collection[UUID] = (),
    by: Access | None = None,
) -> Strategy:
    """A strategy with the shared points it acts on, which are no longer set aside."""
    row = Strategy()
    _say(row, name, what, why, owner_id)
    _act_on(row, theme_ids)
    db.session.add(row)
    db.session.flush()
    record(by, "strategy.added", str(row.id))
    return row


def change_strategy(
    row: Strategy,
    *,
    name: Texts,
    what: str,
    theme_ids: Collection[UUID],
    why: str | None = None,
    owner_id: UUID | None = None,
    by: Access | None = None,
) -> Strategy:
    """Another name, other words, somebody else's, other shared points."""
    _say(row, name, what, row.why if why is None else why, owner_id)
    _act_on(row, theme_ids)
    record(by, "strategy.changed", str(row.id))
    return row


def _say(row: Strategy, name: Texts, what: str, why: str, owner_id: UUID | None) -> None:
    row.name = texts_of("name", name)
    row.what, row.why = lines(what)[:LONGEST_WHAT], lines(why)[:LONGEST_WHAT]
    if owner_id is not None and owner_id not in accounts.people():
        raise refusal("owner", message("Choose a member of the organisation."))
    row.owner_id = owner_id


def _act_on(row: Strategy, theme_ids: Collection[UUID]) -> None:
    wanted = _known(theme_ids)
    kept = {link.holder_id: link for link in row.themes}
    row.themes = [kept.get(theme_id) or StrategyTheme(theme_id=theme_id) for theme_id in sorted(wanted, key=str)]
    for aside in queries.set_aside():
        if aside.holder_id in wanted:
            db.session.delete(aside)


def _known(theme_ids: Collection[UUID]) -> set[UUID]:
    wanted = set(theme_ids)
    if len(theme_queries.by_id(wanted)) < len(wanted):
        raise NotFound()
    return wanted


def remove_strategy(row: Strategy, *, by: Access | None = None) -> None:
    """Forget a strategy; its improvements stay, without one."""
    db.session.execute(update(Improvement).where(Improvement.strategy_id == row.id).values(strategy_id=None))
    record(by, "strategy.removed", str(row.id))
    db.session.delete(row)


def set_aside(theme_id: UUID, *, reason: str, by: Access | None = None) -> SetAside:
    """Nothing will be done about this shared point for now; the reason is written, and can be written anew."""
    _known([theme_id])
    if not lines(reason):
        raise refusal("reason", message("Write why nothing is done about it for now."))
    row = queries.set_aside_of(theme_id) or SetAside(theme_id=theme_id)
    row.reason = lines(reason)[:LONGEST_WHAT]
    db.session.add(row)
    record(by, "shared_point.set_aside", str(theme_id))
    return row


def take_up(theme_id: UUID, *, by: Access | None = None) -> None:
    """The shared point waits for a strategy again; doing it twice changes nothing."""
    if row := queries.set_aside_of(theme_id):
        db.session.delete(row)
        record(by, "shared_point.taken_up", str(theme_id))
