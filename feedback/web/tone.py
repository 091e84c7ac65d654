"""The tone check at the forms in which members write: offered beneath a field, never in the way of saving.

A field that carries `Tone` in its validators shows what to mind in its text (`components/form.html`), and its form
has a button that checks without saving. A script asks while one types; without one the button does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Flask, Response, current_app, flash, g, has_request_context, request
from flask_babel import gettext, ngettext
from wtforms import Field, Form

from feedback.analysis.tone import Avoided, Finding, Kind, check_in, group_name
from feedback.analysis.tone.checking import MOST
from feedback.web.languages import INTERFACE
from feedback.web.templating import language_code

BUTTON = "check_wording"
"""Name of the button that checks and does not save."""
SPOKEN = "feedback.spoken"
"""Where `app.extensions` keeps who knows the languages of the organisation of this request."""
AVOIDED = "feedback.avoided"
"""Where `app.extensions` keeps who knows the words that the organisation of this request avoids."""


class Tone:
    """Marks a field whose text is checked. It accepts everything: what a text says is its author's to decide.

    `only` limits the check to some choices of another field of the form, "kind=observation figure": with the others
    the text is somebody else's words.
    """

    def __init__(self, kind: Kind = "text", only: str = "") -> None:
        self.field_flags = {"tone": kind, "tone_only": only}

    def __call__(self, form: Form, field: Field) -> None:
        return None


def init(app: Flask) -> None:
    app.jinja_env.globals.update(
        tone_findings=findings,
        tone_of=findings_of,
        tone_language=language_of,
        tone_reader=language_code,
        tone_group=group_name,
        tone_button=BUTTON,
    )
    app.after_request(_as_asked)


def findings(text: str | None, language: str = "", kind: Kind = "text") -> tuple[Finding, ...]:
    """What to mind in a text; without a language, in the organisation's."""
    return check_in((text or "")[:MOST], (language,) if language else spoken(), kind, avoided())


def findings_of(field: Field) -> tuple[Finding, ...]:
    """What to mind in what stands in a field now; nothing where it is not to be checked."""
    if not field.flags.tone or field.flags.tone_silent or not isinstance(field.data, str):
        return ()
    return findings(field.data, language_of(field), field.flags.tone)


def language_of(field: Field) -> str:
    """The language a field is written in, "" where it may be any of the organisation's."""
    return str((field.render_kw or {}).get("lang", ""))


def silence(form: Form) -> None:
    """Leave out the fields whose text is somebody else's words, as another field of the form says."""
    for field in form:
        if only := field.flags.tone_only:
            name, _, values = only.partition("=")
            field.flags.tone_silent = form[name].data not in values.split()


def spoken() -> Sequence[str]:
    """The languages of the organisation of this request."""
    known = current_app.extensions.get(SPOKEN)
    return tuple(known()) if known and g.get("access") else INTERFACE


def avoided() -> Sequence[Avoided]:
    """The words that the organisation of this request avoids."""
    known = current_app.extensions.get(AVOIDED)
    return tuple(known()) if known and g.get("access") else ()


def only_checks() -> bool:
    """Whether the posted form asks for its wording and not for being saved."""
    return has_request_context() and request.method == "POST" and BUTTON in request.form


def say_what_was_saved(form: Form) -> None:
    """After saving: a line about words that may hurt, which stand marked where the text is opened again."""
    found = [one for field in form for one in findings_of(field) if one.severity == "mind"]
    if found:
        flash(
            ngettext(
                "It is saved. One wording in it may hurt: %(words)s. Open it again to see why, and a better one.",
                "It is saved. %(num)s wordings in it may hurt: %(words)s. Open it again to see why, and better ones.",
                len(found),
                words=_listed(one.words for one in found),
            ),
            "info",
        )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(gettext("“%(words)s”", words=one) for one in dict.fromkeys(words))


def _as_asked(response: Response) -> Response:
    """A form that was only checked is shown again as it was asked for: nothing in it is wrong."""
    if response.status_code == 422 and only_checks():
        response.status_code = 200
    return response
