"""What became of the themes with the newest run, as far as it may be told."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import db
from feedback.insights.models import Comment, Run, Theme, ThemeChange
from feedback.insights.queries import runs, themes
from feedback.insights.rules import DONE
from feedback.surveys.models import Survey
from feedback.surveys.rules import IDENTIFIED

ORDER = ("new", "split", "merged", "dormant", "same")
Count = Shown[int] | Hidden


@dataclass(frozen=True, slots=True)
class Changed:
    """One theme: what became of it, its comments before and after, and the themes it went to or came from."""

    theme: Theme
    kind: str
    others: tuple[Theme, ...]
    overlap: float | None
    before: Count
    after: Count


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run changed, by what became of the themes; `run` is None before the first."""

    run: Run | None
    changed: tuple[Changed, ...]

    def of(self, kind: str) -> list[Changed]:
        return [one for one in self.changed if one.kind == kind]

    def count(self, kind: str) -> int:
        return len(self.of(kind))

    @property
    def moved(self) -> bool:
        """Whether anything else happened than that themes stayed what they were."""
        return any(one.kind != "same" for one in self.changed)


def newest() -> Changes:
    """What the newest run that read everything changed against the one before it: a fixed number of reads."""
    run = _newest_compared() or runs.newest_done()
    if run is None:
        return Changes(None, ())
    rows = db.session.scalars(select(ThemeChange).where(ThemeChange.run_id == run.id)).all()
    known = themes.by_id()
    codes = {theme.code: theme for theme in known.values()}
    k = _protected_k() if rows else 1
    found = [_changed(row, known[row.theme_id], codes, k) for row in rows if row.theme_id in known]
    return Changes(run, tuple(sorted(found, key=lambda one: (ORDER.index(one.kind), one.theme.code))))


def _newest_compared() -> Run | None:
    """The newest run that could be compared: one that only added comments changes no theme."""
    compared = select(ThemeChange.run_id).distinct()
    wanted = select(Run).where(Run.state == DONE, Run.id.in_(compared))
    return db.session.scalar(wanted.order_by(Run.finished_at.desc(), Run.id).limit(1))


def _changed(row: ThemeChange, theme: Theme, codes: dict[str, Theme], k: int) -> Changed:
    others = tuple(codes[code] for code in row.others if code in codes)
    before, after = told(row.before, row.after, k)
    return Changed(theme, row.kind, others, row.overlap, before, after)


def told(before: int, after: int, k: int) -> tuple[Count, Count]:
    """Both counts, or neither: of a few comments, or a difference of a few, too much could be worked out."""
    if any(0 < one < k for one in (before, after, abs(before - after))):
        return Hidden("too_few", k), Hidden("too_few", k)
    return Shown(before, before), Shown(after, after)


def _protected_k() -> int:
    """The strictest threshold of a protected survey of which comments were read; 1 where there is none."""
    held = select(Comment.survey_id).where(Comment.survey_id.is_not(None))
    wanted = select(func.max(Survey.k_scores)).where(Survey.mode != IDENTIFIED, Survey.id.in_(held))
    return db.session.scalar(wanted) or 1
