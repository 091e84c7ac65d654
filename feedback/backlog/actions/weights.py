"""Named weights: how much each group counts, agreed by people and written down."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.backlog.actions.improvements import rank_again
from feedback.backlog.models import WeightVector
from feedback.backlog.queries import rankings as queries
from feedback.db import db
from feedback.errors import Conflict, message
from feedback.names import line_of, refusal
from feedback.permissions import Access

MOST = 1000


def save_weights(*, name: str, weights: Mapping[str, float], by: Access | None = None) -> WeightVector:
    """Keep weights (group code -> 0 or more) under a name; the same name again is a new agreement under it."""
    cleaned = line_of("name", name)
    row = queries.weight_vector_named(cleaned) or WeightVector(name=cleaned)
    row.weights = _checked(weights)
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("There are weights of this name already.")) from error
    record(by, "weights.saved", cleaned, dict(row.weights))
    if row.current:
        rank_again()
    return row


def _checked(weights: Mapping[str, float]) -> dict[str, float]:
    for weight in weights.values():
        if not (isfinite(weight) and 0 <= weight <= MOST):
            raise refusal("weights", message("A weight is a number from 0 to %(most)s.", most=MOST))
    if not any(weight > 0 for weight in weights.values()):
        raise refusal("weights", message("At least one group has to count."))
    return dict(weights)


def choose_weights(row: WeightVector | None, *, by: Access | None = None) -> None:
    """Let the order count with these weights from now on; None: every group counts the same."""
    for one in queries.weight_vectors():
        one.current = row is not None and one.id == row.id
    record(by, "weights.chosen", row.name if row else "equal")
    rank_again()


def forget_weights(row: WeightVector, *, by: Access | None = None) -> None:
    """Forget named weights; where they counted, every group counts the same again."""
    record(by, "weights.forgotten", row.name)
    if row.current:
        rank_again()
    db.session.delete(row)
