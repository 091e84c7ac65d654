"""The language review, and the tone check that forms ask while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.accounts.queries import organisation
from feedback.analysis.tone import KINDS, Finding, marked
from feedback.cocreation.language import PLACES, Reviewed, review
from feedback.cocreation.queries.written import written
from feedback.cocreation.texts import Written
from feedback.errors import Invalid, message
from feedback.permissions import Permission
from feedback.web import tone
from feedback.web.addresses import page_asked
from feedback.web.guards import member

blueprint = Blueprint("language", __name__)
PAGE = 25
AROUND = 160
"""Characters of a long unmarked piece that stay on either side of what is marked."""


@blueprint.get("/o/<organisation>/language")
@member(Permission.VIEW)
def language() -> ResponseReturnValue:
    """Counts by place and by month; `?place=` opens the marked texts of one place, `?page=` goes on."""
    found = review(_readable(), organisation().languages, tone.avoided())
    place = request.args.get("place", "")
    open_place = place if place in found.by_place else ""
    texts = found.of_place(open_place)
    page = min(page_asked(), max(1, -(-len(texts) // PAGE)))
    return render_template(
        "cocreation/language.html",
        review=found,
        places=PLACES,
        open_place=open_place,
        texts=[_shown(one) for one in texts[(page - 1) * PAGE : page * PAGE]],
        pages=_pages(open_place, page, len(texts)),
    )


def _readable() -> list[Written]:
    """What the reader may read: workshops and cases are for those who work on them."""
    return [one for one in written() if g.access.may(one.readers)]


def _shown(one: Reviewed) -> dict[str, Any]:
    reachable = g.access.may(one.written.permission)
    return {
        "written": one.written,
        "pieces": pieces(one.written.text, one.findings),
        "findings": one.findings,
        "url": url_for(one.written.page, **one.written.values) if reachable else "",
    }


def pieces(text: str, findings: Sequence[Finding]) -> list[tuple[str, bool]]:
    """The text in pieces, marked or not; of a long text only what stands around the marks."""
    cut = marked(text, findings)
    return [
        (piece.text if piece.marked else _short(piece.text, place, len(cut)), piece.marked)
        for place, piece in enumerate(cut)
    ]


def _short(text: str, place: int, of: int) -> str:
    """The end of the first piece, the beginning of the last, both of one in between."""
    if len(text) <= 2 * AROUND:
        return text
    before = "" if place == 0 and of > 1 else text[:AROUND]
    behind = "" if place == of - 1 else text[-AROUND:]
    return f"{before} … {behind}"


def _pages(place: str, page: int, total: int) -> dict[str, Any]:
    """What `components/pagination.html` wants."""

    def url(number: int) -> str:
        return url_for("language.language", place=place, page=number)

    return {
        "first": (page - 1) * PAGE + 1,
        "last": min(page * PAGE, total),
        "total": total,
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if page * PAGE < total else "",
    }


@blueprint.post("/o/<organisation>/language/check")
@member(Permission.VIEW)
def check() -> ResponseReturnValue:
    """What to mind in `text`, written in `lang` (empty: one of the organisation's), of this `kind`: a piece of HTML."""
    kind = request.form.get("kind", "text")
    if kind not in KINDS:
        raise Invalid(message("There is no such kind of text."))
    text, lang = request.form.get("text", ""), request.form.get("lang", "")
    return render_template("cocreation/tone.html", text=text, lang=lang, kind=kind)
