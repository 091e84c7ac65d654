"""Step 4: what people talk about, what hurts and what delights; and what several groups share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import NotFound
from feedback.insights import findings, pictures
from feedback.insights.browsing import LEANINGS, SORTS, SOURCES, Wish, browse, face
from feedback.insights.models import Theme
from feedback.insights.presenting import Names, marks, run_record, share_record
from feedback.insights.queries import figures, gathering, run_figures, runs
from feedback.insights.queries import themes as queries
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.run_figures import ThemeMove
from feedback.insights.rules import EVERYWHERE, Place
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import member
from feedback.web.pictures import look, sent
from feedback.web.templating import text

blueprint = Blueprint("insights", __name__)
STEP = 4
FILTERS = ("group", "stage", "feeling", "source", "text", "sort")
LONGEST_WORDS = 80
FIRST = 25
"""Themes shown at once; the quieter ones are folded."""


def names() -> Names:
    """Groups and stages of all times: what was said in the past is named too."""
    return Names(stakeholders.groups(include_archived=True), journeys.all_stages())


@blueprint.get("/o/<organisation>/themes")
@member(Permission.VIEW)
def themes() -> ResponseReturnValue:
    """Every theme by the people who raised it, its two faces, and how far the analysis is."""
    asked, wish = _asked()
    known, said = names(), figures.voices()
    place, group = asked_place(asked["stage"]), asked_group(asked["group"])
    table = figures.theme_table(said, place=place, group_id=group)
    shown = browse(table, wish, _name)
    progress = runs.progress(runs.newest())
    read, all_comments = runs.comments(), gathering.count()
    return render_template(
        "insights/themes.html",
        rows=_lines(shown, known, group),
        faces={feeling: face(table, feeling) for feeling in ("neg", "pos")},
        picture=pictures.feelings_record(shown, url_for("insights.feelings", **_kept(asked))),
        asked=asked,
        narrowed=wish.narrows or place != EVERYWHERE or group is not None,
        choices={"feeling": LEANINGS, "source": SOURCES, "sort": SORTS},
        groups=stakeholders.groups(),
        names=known,
        first=FIRST,
        stages=journeys.stages(),
        aside=_aside({row.theme.id for row in table} if place == EVERYWHERE and not group else None, said.themes),
        finding=findings.of_themes(table, known),
        run=runs.newest_done(),
        progress=run_record(progress) if progress and (progress.under_way or progress.state == "failed") else None,
        read=read,
        waiting=max(0, all_comments - read),
        current_step=STEP,
    )


@blueprint.get("/o/<organisation>/themes/feelings.svg")
@member(Permission.VIEW)
def feelings() -> ResponseReturnValue:
    """The loudest themes of the same list, by how their mentions feel."""
    asked, wish = _asked()
    table = figures.theme_table(place=asked_place(asked["stage"]), group_id=asked_group(asked["group"]))
    return sent(pictures.feelings(browse(table, wish, _name), *look()))


def _asked() -> tuple[dict[str, str], Wish]:
    """What the address asks for, as typed and as a wish; NotFound for a name there is not."""
    asked = {name: (request.args.get(name) or "").strip()[:LONGEST_WORDS] for name in FILTERS}
    asked["sort"] = asked["sort"] or "people"
    for name, known in (("feeling", LEANINGS), ("source", SOURCES), ("sort", SORTS)):
        if asked[name] and asked[name] not in known:
            raise NotFound()
    return asked, Wish(asked["feeling"], asked["source"], asked["text"], asked["sort"])


def _kept(asked: Mapping[str, str]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value}


def _name(row: ThemeRow) -> str:
    return text(row.theme.names)


@dataclass(frozen=True, slots=True)
class Line:
    """A theme in the list."""

    row: ThemeRow
    groups: list[dict[str, Any]]
    places: list[tuple[str, str]]
    """Code and name of the two stages where most people raised it."""
    moves: list[ThemeMove]
    """Where it is raised more, or less, than before by more than chance."""


def _lines(rows: Sequence[ThemeRow], known: Names, group: UUID | None) -> list[Line]:
    moved: dict[UUID, list[ThemeMove]] = {}
    for one in run_figures.moves():
        if one.rose is not None and group in (None, one.group_id) and one.group_id in known.groups:
            moved.setdefault(one.theme_id, []).append(one)
    return [_line(row, known, moved.get(row.theme.id, [])) for row in rows]


def _line(row: ThemeRow, known: Names, moves: list[ThemeMove]) -> Line:
    groups = marks({group: said.people for group, said in row.by_group.items()}, known)
    return Line(row, groups, [(known.code(place), known.place(place)) for place in row.places[:2]], moves)


@dataclass(frozen=True, slots=True)
class Aside:
    """Themes that do not stand in the list: nobody speaks of them any more, or somebody said that they are none."""

    dormant: list[Theme]
    dismissed: list[Theme]


def _aside(shown: Collection[UUID] | None, raised: Collection[UUID]) -> Aside:
    """A narrowed list has none beside it: there, most themes are only filtered out."""
    if shown is None:
        return Aside([], [])
    every = sorted(queries.themes(), key=lambda theme: text(theme.names).casefold())
    return Aside(
        [theme for theme in every if theme.state == "active" and theme.id not in raised],
        [theme for theme in every if theme.state == "dismissed"],
    )


@blueprint.get("/o/<organisation>/themes/shared")
@member(Permission.VIEW)
def shared() -> ResponseReturnValue:
    """How the groups stand to each theme, over all stages or at one (`?stage=`)."""
    known, groups, stages = names(), stakeholders.groups(), journeys.stages()
    place = asked_place(request.args.get("stage"))
    rows = [row for row in figures.shared_points({group.id: group.code for group in groups}) if row.place == place]
    heard = [group for group in groups if any(row.point.groups[group.code].asked for row in rows)]
    told = [row for row in rows if row.point.kind in ("shared", "contested", "specific")]
    return render_template(
        "insights/shared.html",
        told=told,
        rest=[row for row in rows if row not in told],
        finding=findings.of_shared(told, known),
        groups=heard or groups,
        stages=stages,
        place=place,
        names=known,
        share=share_record,
        distances=run_figures.distances() if place == EVERYWHERE else [],
        themes=queries.by_id(),
        current_step=STEP,
    )


def asked_place(code: str | None) -> Place:
    """The place an address names: a stage by its code, `none`, or all of them; NotFound."""
    if not code:
        return EVERYWHERE
    if code == "none":
        return None
    found = journeys.stage_with_code(code)
    if found is None:
        raise NotFound()
    return found.id


def asked_group(code: str | None) -> UUID | None:
    """The group an address names by its code; None where it names none; NotFound."""
    if not code:
        return None
    found = stakeholders.group_with_code(code)
    if found is None:
        raise NotFound()
    return found.id
