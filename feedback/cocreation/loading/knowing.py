"""What the example knew before it asked, and the themes of its trade."""

from __future__ import annotations

from feedback.analysis.codebook import parse_theme
from feedback.cocreation.loading.content import Content
from feedback.cocreation.loading.people import owner
from feedback.db import db
from feedback.evidence.actions.items import NewItem, add_items
from feedback.insights.models import Theme
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders


def note(content: Content) -> None:
    """Complaints, reviews, tickets and notes of the year before, and the organisation's own part of the codebook."""
    groups = {group.code: group.id for group in stakeholders.groups()}
    stages = {stage.code: stage.id for stage in journeys.stages()}
    add_items(
        (
            NewItem(
                kind=one["kind"],
                text=one["text"],
                group_id=groups[one["group"]],
                stage_id=stages[one["stage"]] if one["stage"] else None,
                source=one["source"],
                dated=content.day(one["date"]),
                rating=one["rating"],
                lang=one["lang"],
            )
            for one in content.evidence
        ),
        by=owner(),
    )
    db.session.add_all(_theme(code, toml) for code, toml in content.themes.items())


def _theme(code: str, toml: str) -> Theme:
    written = parse_theme(code, toml)
    return Theme(code=code, names=dict(written.names), source="human", definition={"toml": toml}, terms=[])
