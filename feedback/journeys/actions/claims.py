"""Every write of what the map states: claim, withdraw, confirm; and how long a confirmation lasts."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from feedback.accounts.actions import record
from feedback.db import Texts, db, find, now
from feedback.errors import Conflict, Invalid, message
from feedback.journeys.models import BusinessFunction, Claim, Journey
from feedback.journeys.queries import claims as queries
from feedback.journeys.rules import statements as rules
from feedback.names import refusal, texts_of
from feedback.permissions import Access

_COLUMNS = {"stage": "stage_id", "touchpoint": "touchpoint_id", "item": "item_id", "line": "persona_line_id"}
SHORTEST_HALF_LIFE, LONGEST_HALF_LIFE = 7, 3650


def claim(
    *,
    about: rules.About,
    text: Texts,
    topic: str = "",
    value: float | None = None,
    reason: str = "",
    function_id: UUID | None = None,
    by: Access | None,
) -> Claim:
    """State something about a stage, a touchpoint, an item of the blueprint or a line of a persona.

    With an empty text it states that the thing is as it is drawn; stating that again adds the reason to the
    statement there is. `function_id` is the area that claims it.

    Raises:
        Invalid: a topic without words or number, a value out of its range, a text that is too long.
        NotFound: there is no such thing, or no such area.
    """
    words = texts_of("text", text, most=rules.LONGEST_TEXT, required=False)
    queries.row(about)
    if function_id is not None:
        find(BusinessFunction, function_id)
    named, number, why = rules.topic_of(topic), rules.value_of(topic, value), rules.reason_of(reason)
    if rules.needs_words(words, named, number):
        raise refusal("text", message("Write what you state."))
    if (same := _same(about, words, named, number, function_id)) is not None:
        same.reason = why or same.reason
        return same
    return _add(about, by, topic=named, text=words, value=number, reason=why, function_id=function_id)


def _same(about: rules.About, text: Texts, topic: str, value: float | None, function_id: UUID | None) -> Claim | None:
    """The claim that states this already, word for word."""
    mine = (one for one in queries.of_element(about) if one.function_id == function_id and one.topic == topic)
    return next((one for one in mine if one.text == text and one.value == value), None)


def _add(about: rules.About, by: Access | None, **parts: object) -> Claim:
    kind, identity = about
    row = Claim(**{_COLUMNS[kind]: identity}, claimed_by=by.user_id if by else None, **parts)
    db.session.add(row)
    db.session.flush()
    record(by, "claim.made", str(row.id))
    return row


def withdraw(row: Claim, *, by: Access | None = None) -> Claim:
    """Take a claim back; what is linked to it is kept with it. Doing it twice changes nothing."""
    if row.withdrawn_at is None:
        row.withdrawn_at = now()
        record(by, "claim.withdrawn", str(row.id))
    return row


def confirm(row: Claim, *, by: Access | None = None) -> Claim:
    """Somebody says that it still is so; Conflict for a claim that was taken back.

    Confirming that a thing is as it is drawn confirms the thing.
    """
    if row.withdrawn_at is not None:
        raise Conflict(message("This was taken back. Claim it again instead."))
    row.confirmed_at = now()
    if not row.text and row.value is None:
        queries.row(queries.about(row)).confirmed_at = row.confirmed_at
    record(by, "claim.confirmed", str(row.id))
    return row


def confirm_drawn(things: Iterable[rules.About], *, by: Access | None = None) -> int:
    """Somebody says of these things that they still are as drawn; how many they were."""
    rows = [queries.row(what) for what in things]
    for row in rows:
        row.confirmed_at = now()
    if rows:
        record(by, "journey.confirmed", str(len(rows)))
    return len(rows)


def set_half_life(journey: Journey, *, days: int | None, by: Access | None = None) -> Journey:
    """After how many days without confirmation a part of the map asks to be looked at again; Invalid at `days`."""
    if days is None or not SHORTEST_HALF_LIFE <= days <= LONGEST_HALF_LIFE:
        bounds = {"fewest": SHORTEST_HALF_LIFE, "most": LONGEST_HALF_LIFE}
        problem = message("Choose between %(fewest)s and %(most)s days.", **bounds)
        raise Invalid(problem, {"days": problem})
    journey.half_life_days = days
    record(by, "journey.half_life", str(days))
    return journey
