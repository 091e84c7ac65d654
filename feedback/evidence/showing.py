"""Evidence as pages show it: words with where they come from, counts with their links, how far an import is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from feedback.evidence import rules
from feedback.evidence.column_fields import ColumnFields, role_choices
from feedback.evidence.models import Evidence, EvidenceBadRow, EvidenceImport
from feedback.evidence.queries import items
from feedback.evidence.queries.items import Counts, joined
from feedback.evidence.reader import Profile
from feedback.jobs import Job
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.templating import month, number, say, text

LONGEST_EXCERPT = 400
LONGEST_CELLS = 240
WORKING = frozenset({"waiting", "running", "undoing"})


@dataclass(frozen=True, slots=True)
class Names:
    """Groups and stages by id, also those no longer in use."""

    groups: Mapping[UUID, StakeholderGroup]
    stages: Mapping[UUID, Stage]

    @classmethod
    def of(cls, groups: Iterable[StakeholderGroup], stages: Iterable[Stage]) -> Names:
        return cls({row.id: row for row in groups}, {row.id: row for row in stages})

    def group(self, group_id: UUID) -> dict[str, str]:
        """What the components show of a group."""
        row = self.groups[group_id]
        return {"kind": row.kind, "name": text(row.name)}

    def stage(self, stage_id: UUID | None) -> str:
        """Name of the stage; '' where it is not known."""
        return text(self.stages[stage_id].name) if stage_id else ""


def quotes(rows: Sequence[Evidence], names: Names) -> list[dict[str, Any]]:
    """Each as the quote component shows it, cut where it is long, with the address of the whole."""
    return [_quote(row, said(row, names)) for row in rows]


def _quote(row: Evidence, shown: dict[str, Any]) -> dict[str, Any]:
    return {**shown, "text": excerpt(shown["text"]), "url": url_for("evidence.item", evidence_id=row.id)}


def said(row: Evidence, names: Names) -> dict[str, Any]:
    """The words with group, stage, month, kind, source and what they answer; a rating without words as a number."""
    return {
        "text": row.text or of_five(row.rating),
        "lang": row.lang,
        "group": names.group(row.group_id),
        "stage": names.stage(row.stage_id),
        "when": month(row.dated),
        "source": _source(row),
    }


def of_five(rating: float | None) -> str:
    """A rating in words; '' for none."""
    return "" if rating is None else gettext("%(value)s of 5", value=number(rating, 1))


def _source(row: Evidence) -> str:
    where = ", ".join(part for part in (say(rules.kind_label(row.kind)), row.source) if part)
    asked = row.question or ("" if row.text else row.rated)
    return gettext("%(source)s: “%(question)s”", source=where, question=asked) if asked else where


def segments(row: Evidence, names: Names) -> list[tuple[str, str, str]]:
    """(attribute, value, address of everything of that segment) of who said it, where pages may say so."""
    if not rules.shows_segments(names.groups[row.group_id].kind):
        return []
    return [(name, value, _list(segment=joined(name, value))) for name, value in row.segments.items()]


def siblings(row: Evidence, names: Names) -> list[Evidence]:
    """What else the same person said, where pages may say who said what with what."""
    return items.siblings(row) if rules.shows_segments(names.groups[row.group_id].kind) else []


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of a file: texts, ratings, attributes of who speaks, columns left out; counted over `rows`."""

    rows: int
    complete: bool
    comments: int
    ratings: int
    segments: int
    left: int


def outcome(columns: Sequence[ColumnFields], counted: Profile) -> Outcome:
    """What the form would make of the rows that were counted."""
    filled = {role: [one.profile.filled for one in columns if one.role.data == role] for role, _ in role_choices()}
    return Outcome(
        rows=counted.rows,
        complete=counted.complete,
        comments=sum(filled["comment"]),
        ratings=sum(filled["rating"]),
        segments=len(filled["segment"]),
        left=len(filled["leave"]),
    )


def excerpt(words: str, most: int = LONGEST_EXCERPT) -> str:
    """The beginning, cut between words."""
    if len(words) <= most:
        return words
    return words[:most].rpartition(" ")[0].rstrip(" ,;:") + " …"


def counted(counts: Counts, names: Names) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """(id, heading, rows of name, address of the list, number) by kind, by group and by stage."""
    kinds = [(say(rules.kind_label(kind)), _list(kind=kind), n) for kind, n in counts.by("kind").items()]
    groups = [(names.group(row)["name"], _list(group=row), n) for row, n in counts.by("group_id").items()]
    at_stages = counts.by("stage_id")
    stages = [(names.stage(row), _list(stage=row), n) for row in names.stages if (n := at_stages.get(row))]
    if unknown := at_stages.get(None):
        stages.append((gettext("Stage not known"), _list(stage="none"), unknown))
    return [
        ("h-kinds", gettext("By kind"), kinds),
        ("h-groups", gettext("By group"), groups),
        ("h-stages", gettext("By stage"), stages),
    ]


def _list(**query: Any) -> str:
    return url_for("evidence.evidence", **query)


def state_of(row: EvidenceImport) -> str:
    """Where an import stands, in words."""
    words: dict[str, str] = {
        "preview": gettext("looked at, not imported yet"),
        "waiting": gettext("waiting for its turn"),
        "running": gettext("being imported"),
        "done": gettext("imported"),
        "refused": gettext("nothing imported"),
        "failed": gettext("stopped"),
        "undoing": gettext("being taken back"),
        "undone": gettext("taken back"),
    }
    return words.get(row.state, row.state)


def work(row: EvidenceImport, job: Job | None) -> dict[str, Any] | None:
    """The work under way, as the progress component shows it; None where there is none."""
    if row.state not in WORKING:
        return None
    undoing = row.state == "undoing"
    title = (
        gettext("Taking back %(name)s", name=row.file_name)
        if undoing
        else gettext("Importing %(name)s", name=row.file_name)
    )
    state = _STATES.get(job.state, "failed") if job else "failed"
    shown = {"title": title, "state": state, "unit": gettext("rows")}
    if job:
        shown |= {"done": job.done, "total": job.total}
    if not undoing and state != "failed":
        shown["cancel_url"] = url_for("evidence_imports.undo", import_id=row.id)
    return shown


_STATES = {"waiting": "queued", "running": "running", "done": "running"}


def cells_of(bad: EvidenceBadRow, header: Sequence[str]) -> str:
    """The cells of a bad row as they stood, on one line."""
    cells = [str(bad.cells.get(name, "")) for name in header] + [str(cell) for cell in bad.extra]
    return excerpt(" | ".join(cells).strip(" |"), LONGEST_CELLS)
