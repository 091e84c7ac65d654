"""The order under other weights, and two lines against each other: from the figures the newest ranking left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.priority import Flip, Order, Separation, Sheet, Weights, flips
from feedback.backlog.models import Improvement, Ranking, Score
from feedback.backlog.queries import rankings
from feedback.backlog.queries.evidence import line_key
from feedback.db import Texts, db


@dataclass(frozen=True)
class Figures:
    """The newest ranking with its sheet; there is none before the first order."""

    ranking: Ranking
    sheet: Sheet

    @property
    def weights(self) -> Weights:
        """The weights the list counts with."""
        return Weights(self.ranking.weights_name, dict(self.ranking.weights))


def figures() -> Figures | None:
    """What the newest ranking left; None where it left nothing."""
    ranking = rankings.newest()
    sheet = rankings.sheet(ranking)
    return Figures(ranking, sheet) if ranking and sheet and len(sheet.keys) else None


@dataclass(frozen=True)
class Compared:
    """Orders side by side, in the order of the vectors asked for, and the flips from the first to the last of them."""

    orders: Sequence[Order]
    flips: Sequence[Flip]

    @property
    def tiers_changed(self) -> int:
        return sum(one.changes_tier for one in self.flips)


def compared(found: Figures, vectors: Sequence[Weights]) -> Compared:
    """The orders under these weights; the same weights are counted once."""
    known: dict[tuple[float, ...], Order] = {}
    orders = []
    for vector in vectors:
        key = tuple(vector.of(str(group)) for group in found.sheet.groups)
        if key not in known:
            known[key] = found.sheet.under(vector)
        orders.append(known[key])
    return Compared(orders, flips(orders[0], orders[-1]))


@dataclass(frozen=True)
class Named:
    """A line as it is named on these pages."""

    number: int
    title: Texts


def named(keys: Collection[str]) -> Mapping[str, Named]:
    """Key of a line -> its number and title: one read."""
    numbers = {int(key) for key in keys}
    wanted = select(Improvement.number, Improvement.title).where(Improvement.number.in_(numbers))
    return {line_key(number): Named(number, title) for number, title in db.session.execute(wanted)}


def at_places(ranking_id: UUID, places: Collection[int]) -> Mapping[int, tuple[Score, Named]]:
    """Place in the list -> the line there, of those with a score: one read."""
    wanted = (
        select(Score, Improvement.number, Improvement.title)
        .join(Improvement, Improvement.id == Score.improvement_id)
        .where(Score.ranking_id == ranking_id, Score.rank.in_(places), Score.rank_low.is_not(None))
    )
    rows = db.session.execute(wanted)
    return {score.rank: (score, Named(number, title)) for score, number, title in rows if score.rank is not None}


def separated(found: Figures, first: Named, second: Named) -> Separation | None:
    """What would tell two lines apart under the weights of the list; None where one has no figures."""
    try:
        return found.sheet.answers_to_separate(line_key(first.number), line_key(second.number), found.weights)
    except KeyError:
        return None
