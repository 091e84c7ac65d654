"""The page of a receipt code: thanks right after sending, later what became of the answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback import slots
from feedback.db import everywhere, inside, text_in
from feedback.errors import message
from feedback.surveys import submissions
from feedback.surveys.language import page_language
from feedback.surveys.presenting import tongue
from feedback.surveys.queries import links, receipts
from feedback.surveys.queries.receipts import Receipt
from feedback.surveys.views.answering.messages import after_sending
from feedback.web import headers, limits
from feedback.web.guards import respondent
from feedback.web.languages import INTERFACE

blueprint = Blueprint("receipts", __name__)
WRONG_TRIES, WINDOW = 10, 3600


@blueprint.get("/r/<code>")
@respondent
def receipt(code: str) -> ResponseReturnValue:
    """Thanks where the address says so, else what was done about the stages of this answer."""
    refusal = message("Too many codes that do not exist. Try again in an hour.")
    limits.check("receipt", WRONG_TRIES, WINDOW, limits.visitor(), refuse=refusal)
    plain = submissions.read_code(code)
    found = _find(plain) if plain else None
    if found is None:
        limits.hit("receipt", WRONG_TRIES, WINDOW, limits.visitor(), refuse=refusal)
        return _unknown()
    if _framed(found):
        headers.allow_frames(found.embed_origins)
    template = "answer/thanks.html" if "thanks" in request.args else "answer/receipt.html"
    return render_template(template, **_context(found, plain))


@blueprint.get("/r")
@respondent
def look_up() -> ResponseReturnValue:
    """A code typed into a form, to its own address."""
    plain = submissions.read_code(request.args.get("code", ""))
    return redirect(url_for("receipts.receipt", code=plain), 303) if plain else _unknown()


def _framed(found: Receipt) -> bool:
    """Whether this is the thanks page of a form in a frame, and stays in it."""
    return bool(found.embed_origins and "thanks" in request.args and request.args.get("embed") == "1")


def _find(code: str) -> Receipt | None:
    config = current_app.config["FEEDBACK"]
    mac = submissions.receipt_mac(config.secret_key.encode(), code)
    with everywhere():
        return receipts.receipt(mac, config.buffer_key_file)


def _context(found: Receipt, code: str) -> dict[str, Any]:
    with everywhere():
        document = links.edition(found.version_id).document
    accepted = request.accept_languages.values()
    lang = g.language = page_language(document.languages, document.base_language, request.args.get("lang"), accepted)
    with inside(found.organisation_id):
        heard = [one for filler in slots.fillers("receipt.heard") for one in filler(receipt=found, lang=lang)]
    return {
        "organisation_name": found.organisation_name,
        "lang": lang,
        "languages": [tongue(code) for code in document.languages],
        "language_links": _language_links(document.languages),
        "said_url": url_for("programme.said", organisation_code=found.organisation_code, lang=lang),
        "receipt_code": code,
        "receipt_url": url_for("receipts.receipt", code=code, lang=lang),
        "round_name": text_in(found.wave_name, lang),
        "heard": heard,
        "frames": " ".join(found.embed_origins) if _framed(found) else "",
        **after_sending(document, lang, found.organisation_id),
    }


def _language_links(languages: Any) -> dict[str, str]:
    thanks = "thanks&" if "thanks" in request.args else ""
    embed = "&embed=1" if request.args.get("embed") == "1" else ""
    return {code: f"?{thanks}lang={code}{embed}" for code in languages}


def _unknown() -> ResponseReturnValue:
    asked, accepted = request.args.get("lang"), request.accept_languages.values()
    lang = g.language = page_language(INTERFACE, current_app.config["FEEDBACK"].default_language, asked, accepted)
    page = render_template(
        "answer/message.html", organisation_name="", lang=lang, languages=[], state="unknown", code_wanted=True
    )
    return make_response(page, 404)
