"""What everyone may read: published notices with the kinds of groups that asked, as far as k people did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from feedback.backlog.models import Improvement, Score
from feedback.db import Texts
from feedback.programme import queries, rules
from feedback.programme.models import Notice
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders


@dataclass(frozen=True, slots=True)
class Article:
    """One notice as the public page tells it: no number in it, and of groups that said it only their kind."""

    title: Texts
    kind: str
    heard: Texts
    answer: Texts
    published_at: datetime
    due_on: date | None
    kinds: tuple[str, ...]
    group_ids: frozenset[UUID]
    """The groups on whose pages it stands, because somebody chose them."""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything published, the newest first, and the groups that have a page of their own."""

    articles: Sequence[Article]
    groups: Sequence[StakeholderGroup]

    def of(self, group: StakeholderGroup) -> list[Article]:
        """What stands on the page of a group."""
        return [one for one in self.articles if group.id in one.group_ids]


def told() -> Told:
    """Everything published. A group has a page, and its name is public, once a notice was put on it."""
    published, groups = queries.published(), stakeholders.groups(include_archived=True)
    scores = queries.scores_of([about.id for _, about in published])
    kinds = {group.code: group.kind for group in groups}
    found = [_article(notice, about, scores.get(about.id), kinds) for notice, about in published]
    placed = {group_id for one in found for group_id in one.group_ids}
    return Told(found, [group for group in groups if group.id in placed and group.archived_at is None])


def _article(notice: Notice, about: Improvement, score: Score | None, kinds: Mapping[str, str]) -> Article:
    assert notice.published_at is not None, "only published notices are asked for"
    return Article(
        title=notice.called(about.title),
        kind=notice.kind,
        heard=notice.heard,
        answer=notice.answer,
        published_at=notice.published_at,
        due_on=about.due_on if notice.kind == rules.DECIDED else None,
        kinds=tuple(sorted({kinds[code] for code in raising(score) if code in kinds})),
        group_ids=frozenset(link.group_id for link in notice.groups),
    )


def raising(score: Score | None) -> frozenset[str]:
    """Codes of the groups of which at least five people raised it; the rest is nobody's business outside."""
    groups = score.groups if score else {}
    return frozenset(code for code, parts in groups.items() if parts.get("raised", 0) >= rules.PUBLIC_K)
