"""What everyone may read: published notices with the kinds of groups that asked, as far as k people did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from feedback.backlog.models import Improvement, Score
from feedback.backlog.queries import rankings
from feedback.db import Texts
from feedback.programme import queries, rules
from feedback.programme.models import Notice
from feedback.stakeholders.queries import groups as stakeholders


@dataclass(frozen=True, slots=True)
class Article:
    """One notice as the public page tells it: no number in it, and of groups only their kind."""

    title: Texts
    kind: str
    heard: Texts
    answer: Texts
    published_at: datetime
    due_on: date | None
    kinds: tuple[str, ...]


def articles() -> list[Article]:
    """Published notices, the newest first."""
    ranking = rankings.newest()
    scores = rankings.scores(ranking.id) if ranking else {}
    kinds = {group.code: group.kind for group in stakeholders.groups(include_archived=True)}
    return [_article(notice, about, scores.get(about.id), kinds) for notice, about in queries.published()]


def _article(notice: Notice, about: Improvement, score: Score | None, kinds: dict[str, str]) -> Article:
    assert notice.published_at is not None, "only published notices are asked for"
    return Article(
        title=about.title,
        kind=notice.kind,
        heard=notice.heard,
        answer=notice.answer,
        published_at=notice.published_at,
        due_on=about.due_on if notice.kind == rules.DECIDED else None,
        kinds=_kinds(score, kinds),
    )


def _kinds(score: Score | None, kinds: dict[str, str]) -> tuple[str, ...]:
    """Kinds of the groups of which at least five people raised it; the rest is nobody's business here."""
    raised = {
        kinds[code]
        for code, parts in (score.groups if score else {}).items()
        if code in kinds and parts.get("raised", 0) >= rules.PUBLIC_K
    }
    return tuple(sorted(raised))
