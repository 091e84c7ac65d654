"""Step 4: reading comments one by one and putting right what was read wrongly, by keyboard or by buttons alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import Conflict, Invalid, NotFound, message
from feedback.insights import reader as records
from feedback.insights.actions import corrections, reviewing, stages
from feedback.insights.models import Correction, Theme
from feedback.insights.queries import comments
from feedback.insights.queries import themes as theme_queries
from feedback.insights.queries.comments import WholeComment
from feedback.insights.queries.corrections import THEME
from feedback.insights.queries.reader import Around, Asked, Reading, reviewed_of
from feedback.insights.views.sentences import asked_feeling, asked_question
from feedback.insights.views.themes import STEP, asked_group, asked_place, names
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.guards import act, member
from feedback.web.templating import say, text

blueprint = Blueprint("reader", __name__)
FILTERS = ("theme", "stage", "group", "feeling", "survey", "question", "open")


@blueprint.get("/o/<organisation>/themes/reader")
@member(Permission.VIEW)
def reader() -> ResponseReturnValue:
    """One comment, with the ones before and after it."""
    return _page()


@blueprint.post("/o/<organisation>/themes/reader/<uuid:comment_id>")
@member(Permission.EDIT_THEMES)
def correct(comment_id: UUID) -> ResponseReturnValue:
    """What somebody says about the comment or one of its sentences; the page shows it again, as it now stands."""
    said = _ACTS.get(request.form.get("act", ""))
    if said is None:
        raise NotFound()
    try:
        said(comment_id)
    except (Invalid, Conflict) as refused:
        flash(say(refused.message), "warn")
        return _page(comment_id), 422
    return redirect(_url(_filters(), comment=comment_id, sentence=request.args.get("sentence")), 303)


def _feel(comment_id: UUID) -> None:
    act(corrections.feel, _mention(), sentiment=request.form.get("sentiment", ""), by=g.access)


def _add(comment_id: UUID) -> None:
    act(corrections.move, _mention(), taken_from=(), into=_theme(), by=g.access)


def _instead(comment_id: UUID) -> None:
    act(corrections.move, _mention(), taken_from=list(theme_queries.by_id().values()), into=_theme(), by=g.access)


def _not_this(comment_id: UUID) -> None:
    act(corrections.move, _mention(), taken_from=[_theme()], into=None, by=g.access)


def _place(comment_id: UUID) -> None:
    """At a stage of the map, or at none of them."""
    code = request.form.get("stage", "")
    stage = journeys.stage_with_code(code) if code else None
    if code and code != "none" and stage is None:
        raise NotFound()
    if not code:
        missing = message("Choose a stage.")
        raise Invalid(missing, {"stage": missing})
    act(stages.place, comment_id, stage=stage, by=g.access)


def _right(comment_id: UUID) -> None:
    act(reviewing.confirm, comment_id, by=g.access)


def _undo(comment_id: UUID) -> None:
    act(reviewing.undo_last, comment_id, by=g.access)


_ACTS: Mapping[str, Callable[[UUID], None]] = {
    "feel": _feel,
    "add": _add,
    "instead": _instead,
    "not": _not_this,
    "stage": _place,
    "right": _right,
    "undo": _undo,
}


def _mention() -> UUID:
    try:
        return UUID(request.form.get("mention", ""))
    except ValueError:
        raise NotFound() from None


def _theme() -> Theme:
    code = request.form.get("theme", "")
    if not code:
        missing = message("Choose a theme.")
        raise Invalid(missing, {"theme": missing})
    return theme_queries.theme(code)


def _page(comment_id: UUID | None = None) -> str:
    asked = _filters()
    theme = theme_queries.theme(asked["theme"]) if asked["theme"] else None
    question = asked_question(asked["survey"], asked["question"])
    reading = Reading(
        Asked(
            theme_id=theme.id if theme else None,
            place=asked_place(asked["stage"]),
            group_id=asked_group(asked["group"]),
            sentiment=asked_feeling(asked["feeling"]),
            answering=question and (question[0].id, question[1].id),
            unread=bool(asked["open"]),
        )
    )
    around = reading.around(comment_id or _asked_comment())
    return render_template(
        "insights/reader.html",
        asked=asked,
        subject=theme,
        question=question and question[1],
        theme_options=sorted(
            ((one.code, text(one.names)) for one in theme_queries.counting().values()),
            key=lambda one: one[1].casefold(),
        ),
        stages=journeys.stages(),
        groups=stakeholders.groups(),
        progress=reading.progress(),
        **_shown(reading, around, asked, theme),
        current_step=STEP,
    )


def _shown(reading: Reading, around: Around, asked: Mapping[str, str], theme: Theme | None) -> dict[str, Any]:
    """The comment that is read, its sentence, and the list beside it."""
    known, found = names(), comments.comments(around.ids)
    reviewed = reviewed_of(around.ids)
    same = reading.same([one.fold for one in found if one.fold])
    current = next((one for one in found if one.id == around.current), None)
    listed = [
        records.entry(one, known, _url(asked, comment=one.id), reviewed, same.get(one.fold or "", 1)) for one in found
    ]
    shown: dict[str, Any] = {"entries": listed, "comment": None, "same": 1}
    if current is None:
        return shown
    chosen = _chosen(current, theme)
    said = comments.corrections_of(current.id)
    return {
        **shown,
        "comment": records.whole(current, known, chosen),
        "sentence": _sentence(current, chosen, said),
        "chosen": chosen,
        "sentence_urls": [_url(asked, comment=current.id, sentence=place) for place in range(len(current.parts))],
        "previous_url": _step(around, -1, asked),
        "next_url": _step(around, 1, asked),
        "post_url": url_for("reader.correct", comment_id=current.id, sentence=chosen, **_kept(asked)),
        "same": same.get(current.fold or "", 1),
        "reviewed": current.id in reviewed,
        "said": said,
        "proposed_stage_id": current.suggested_stage_id,
        "placed": current.stage_id is not None and not current.suggested and not current.decided,
    }


def _sentence(current: WholeComment, chosen: int, said: list[Correction]) -> dict[str, Any] | None:
    if not current.parts:
        return None
    part = current.parts[chosen]
    own = [row for row in said if row.kind == THEME and row.belongs and (row.start, row.end) == (part.start, part.end)]
    given = {row.theme_id for row in own if row.theme_id}
    return records.sentence(current, part, theme_queries.by_id(), theme_queries.codebook(), given)


def _chosen(current: WholeComment, theme: Theme | None) -> int:
    """The sentence the address names; else the first about the theme that is read, else the first."""
    asked = request.args.get("sentence", "")
    if asked.isascii() and asked.isdigit() and int(asked[:6]) < len(current.parts):
        return int(asked[:6])
    return next((place for place, part in enumerate(current.parts) if theme and theme.id in part.themes), 0)


def _step(around: Around, step: int, asked: Mapping[str, str]) -> str:
    beside = around.beside(step)
    return _url(asked, comment=beside) if beside else ""


def _filters() -> dict[str, str]:
    return {name: request.args.get(name) or "" for name in FILTERS}


def _kept(asked: Mapping[str, str]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value}


def _url(asked: Mapping[str, str], **more: Any) -> str:
    known = {name: value for name, value in more.items() if value is not None}
    return url_for("reader.reader", **_kept(asked), **known)


def _asked_comment() -> UUID | None:
    asked = request.args.get("comment")
    if not asked:
        return None
    try:
        return UUID(asked)
    except ValueError:
        raise NotFound() from None
