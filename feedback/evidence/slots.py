"""What existing information puts on pages of the slices below: what a workshop's notes can become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import render_template
from markupsafe import Markup

from feedback.permissions import Permission
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.templating import may
from feedback.workshops.models import NoteCluster, WorkshopNote


def cluster_evidence(*, cluster: NoteCluster, notes: Sequence[WorkshopNote], **_: Any) -> Markup:
    """A button that takes the notes over, or what they became; nothing for those who may not change it."""
    if not may(Permission.EDIT_EVIDENCE) or cluster.became not in ("", "evidence"):
        return Markup("")
    groups = stakeholders.groups()
    likely = _likely(notes, groups)
    return Markup(render_template("evidence/cluster.html", cluster=cluster, groups=groups, likely=likely))


def _likely(notes: Sequence[WorkshopNote], groups: Sequence[StakeholderGroup]) -> str:
    """Code of the only group of the kind most of the writers say to be; '' where there are several, or none said."""
    said = Counter(note.kind for note in notes if note.kind).most_common(1)
    fitting = [group.code for group in groups if said and group.kind == said[0][0]]
    return fitting[0] if len(fitting) == 1 else ""
