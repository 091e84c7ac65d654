"""How a questionnaire looks to who answers it, before anybody does."""

from __future__ import annotations

from flask import g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.accounts import queries as accounts
from feedback.permissions import Permission
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.document import questions_for
from feedback.surveys.paging import pages
from feedback.surveys.presenting import present, speak, tongue
from feedback.surveys.queries import questionnaires as queries
from feedback.surveys.views.design.page import blueprint, stage_names
from feedback.web.guards import member
from feedback.web.headers import POLICY
from feedback.web.languages import INTERFACE

FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""The editor shows it in a frame; nobody else may."""


@blueprint.get("/<code>/preview")
@member(Permission.VIEW)
def preview(code: str) -> ResponseReturnValue:
    """The draft in one language, `?lang=`, and for one stage, `?stage=`; nothing can be sent from here.

    With `?framed=1` it stands in a frame of the editor.
    """
    draft = queries.draft_of(queries.questionnaire(code))
    stages = stage_names()
    stage = request.args.get("stage") if request.args.get("stage") in stages else None
    lang = _language(draft)
    if lang in INTERFACE:
        g.language = lang
    shown = pages(draft, questions_for(draft, stage, list(stages)))
    framed = bool(request.args.get("framed"))
    html = render_template(
        "surveys/preview.html",
        code=code,
        framed=framed,
        organisation_name=accounts.organisation().name,
        lang=lang,
        languages=[tongue(one) for one in draft.languages],
        language_links={
            one: url_for("questionnaires.preview", code=code, lang=one, stage=stage, framed=framed or None)
            for one in draft.languages
        },
        title=speak(draft, draft.title, lang),
        intro=speak(draft, draft.intro, lang),
        questions=present(draft, [question for one in shown for question in one.questions], lang),
        starts={one.questions[0].id: number for number, one in enumerate(shown, 1)},
    )
    answer = make_response(html)
    if framed:
        answer.headers["Content-Security-Policy"] = FRAMED
    return answer


def _language(draft: Document) -> str:
    asked = request.args.get("lang", "")
    return asked if asked in draft.languages else draft.base_language
