"""Where an improvement is drafted in one click on pages of the slices below: moments, gaps, notes of a workshop."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext
from markupsafe import Markup

from feedback.backlog.queries import origins
from feedback.backlog.rules import origins as rules
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.templating import text
from feedback.workshops.models import NoteCluster

TEMPLATE = "backlog/origin_actions.html"


def moment_improvement(*, stage: Stage, kind: str, **_: Any) -> Markup:
    """The improvement drafted from a moment of a stage, or the button that drafts it."""
    url = url_for("improvement_origins.moment", stage_id=stage.id, kind=kind)
    return _offer(rules.key_of(rules.MOMENT, kind, stage.id), url, about=text(stage.name))


def gap_improvement(*, stage: Stage, guessing: StakeholderGroup, living: StakeholderGroup, **_: Any) -> Markup:
    """The improvement drafted from a gap that can be told from none, or the button that drafts it."""
    url = url_for("improvement_origins.gap", stage_id=stage.id, guessing=guessing.code, living=living.code)
    return _offer(rules.key_of(rules.GAP, stage.id, guessing.id, living.id), url, about=text(stage.name))


def cluster_improvement(*, cluster: NoteCluster, **_: Any) -> Markup:
    """The improvement drafted from a group of notes, or the buttons that draft it."""
    wants = (("reduce", gettext("Draft: reduce this pain")), ("amplify", gettext("Draft: amplify this delight")))
    url = url_for("improvement_origins.cluster", cluster_id=cluster.id)
    drawn = _offer(rules.key_of(rules.CLUSTER, cluster.id), url, about=cluster.title, wants=wants)
    return Markup('<div class="stack tight"><h3>{}</h3>{}</div>').format(gettext("As an improvement"), drawn)


def _offer(key: str, url: str, **about: Any) -> Markup:
    improvement = origins.drafted().get(key)
    return Markup(render_template(TEMPLATE, improvement=improvement, url=url, **about))
