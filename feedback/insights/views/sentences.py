"""The sentences behind a figure: by theme, stage, group and feeling."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.errors import NotFound
from feedback.insights.presenting import hidden_records, quote_record
from feedback.insights.queries import mentions
from feedback.insights.queries import themes as theme_queries
from feedback.insights.queries.questions import Commentable, question_of
from feedback.insights.views.themes import STEP, asked_group, asked_place, names
from feedback.journeys import queries as journeys
from feedback.permissions import Permission
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.models import Survey
from feedback.surveys.queries import surveys
from feedback.web.guards import member

blueprint = Blueprint("sentences", __name__)
PAGE = 20
FEELINGS = ("neg", "neu", "pos")
FILTERS = ("theme", "stage", "group", "feeling", "survey", "question")


@blueprint.get("/o/<organisation>/themes/sentences")
@member(Permission.VIEW)
def sentences() -> ResponseReturnValue:
    """One page of sentences; what an unknown name asks for does not exist."""
    asked = {name: request.args.get(name) or "" for name in FILTERS}
    theme = theme_queries.theme(asked["theme"]) if asked["theme"] else None
    page = _page(request.args.get("page"))
    question = asked_question(asked["survey"], asked["question"])
    found = mentions.mentions_of(
        [theme.id] if theme else None,
        place=asked_place(asked["stage"]),
        group_id=asked_group(asked["group"]),
        sentiment=asked_feeling(asked["feeling"]),
        answering=question and (question[0].id, question[1].id),
        offset=(page - 1) * PAGE,
        limit=PAGE,
    )
    known = names()
    return render_template(
        "insights/sentences.html",
        asked=asked,
        subject=theme,
        question=question and question[1],
        themes=theme_queries.themes(),
        stages=journeys.stages(),
        groups=stakeholders.groups(),
        quotes=[quote_record(one, known) for one in found.found],
        hidden=hidden_records(found, known),
        pages=_pages(asked, page, found.total, len(found.found)),
        current_step=STEP,
    )


def _page(text: str | None) -> int:
    if text is None:
        return 1
    number = int(text[:9]) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise NotFound()
    return number


def asked_question(survey: str, question: str) -> tuple[Survey, Commentable] | None:
    """The survey and its question; one without the other asks for nothing there is."""
    if not survey and not question:
        return None
    found = surveys.survey(survey)
    return found, question_of(found, question)


def asked_feeling(asked: str) -> str | None:
    """The feeling an address names; NotFound."""
    if asked and asked not in FEELINGS:
        raise NotFound()
    return asked or None


def _pages(asked: dict[str, str], page: int, total: int, shown: int) -> dict[str, Any]:
    """What `components/pagination.html` wants."""
    first = (page - 1) * PAGE + 1
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    last = first + shown - 1

    def url(number: int) -> str:
        return url_for("sentences.sentences", **kept, page=number)

    return {
        "first": first,
        "last": last,
        "total": total,
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if last < total else "",
    }
