"""Which comments carried which theme, of all comments or of a sample of them that is the same in every run."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.insights.models import Comment, Mention, MentionTheme, Theme

MOST = 20_000
"""Comments that are compared: a share of a theme is then known to less than a hundredth."""


@dataclass(slots=True)
class Sampled:
    """Comments whose id is at most `bound`, an id being as good as a draw; `members` are those of each theme's code."""

    bound: UUID
    read: set[str] = field(default_factory=set)
    members: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, comment_id: UUID, codes: set[str]) -> None:
        """Note what a comment carries, where it is in the sample."""
        if comment_id <= self.bound:
            self.read.add(comment_id.hex)
            for code in codes:
                self.members[code].add(comment_id.hex)

    def as_json(self) -> dict[str, Any]:
        return {"read": sorted(self.read), "members": {code: sorted(keys) for code, keys in self.members.items()}}

    @classmethod
    def of_json(cls, bound: UUID, value: dict[str, Any]) -> Sampled:
        members = {code: set(keys) for code, keys in value["members"].items()}
        return cls(bound, set(value["read"]), defaultdict(set, members))


def bound_of(comments: int) -> UUID:
    """The largest id of a sample of about MOST of so many comments."""
    last = (1 << 128) - 1
    return UUID(int=last * MOST // max(MOST, comments))


def before(comments: int) -> Sampled:
    """What stands there now."""
    found = Sampled(bound_of(comments))
    inside = Comment.id <= found.bound
    found.read = {comment_id.hex for comment_id in db.session.scalars(select(Comment.id).where(inside))}
    wanted = (
        select(Theme.code, Mention.comment_id)
        .join(MentionTheme, MentionTheme.theme_id == Theme.id)
        .join(Mention, Mention.id == MentionTheme.mention_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .where(inside)
        .distinct()
    )
    for code, comment_id in db.session.execute(wanted):
        found.members[code].add(comment_id.hex)
    return found
