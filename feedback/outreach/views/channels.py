"""Step 3: every way to pass an open link on, and what can be printed, sent or pasted for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import jobs, printing, qr
from feedback.errors import Conflict, Invalid, NotFound
from feedback.outreach import plan_cards, spreading
from feedback.outreach.forms import EmbeddingForm, NamesForm, names_form
from feedback.outreach.queries import channels as queries
from feedback.outreach.queries.channels import Channel
from feedback.outreach.rules import channels as rules
from feedback.outreach.rules.channels import SHEETS, Sheet
from feedback.outreach.spreading import Named
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition
from feedback.surveys.actions import surveys
from feedback.surveys.presenting import tongue
from feedback.web.guards import act, member
from feedback.web.templating import language_code, say

blueprint = Blueprint("channels", __name__, url_prefix="/o/<organisation>/outreach/channels")
STEP = 3
PICTURES = {"svg": (qr.svg, "image/svg+xml"), "png": (qr.png, "image/png")}
STYLES = "css/sheet.css"


@blueprint.get("")
@member(Permission.VIEW)
def index() -> ResponseReturnValue:
    """Every link that is open now."""
    links = [(one, plan_cards.channel_url(one)) for one in queries.open_links()]
    return render_template("outreach/channels.html", links=links, current_step=STEP)


@blueprint.get("/<code>/<group>")
@member(Permission.VIEW)
def one(code: str, group: str) -> ResponseReturnValue:
    """One link and how to spread it; `?stage=` narrows it, `?value=` and `?names=` make a link per name."""
    channel = _channel(code, group)
    form = names_form(channel)
    if "names" not in request.args:
        return _page(channel, form)
    links = _named(channel, form)
    return _page(channel, form, links) if links else (_page(channel, form), 422)


def _channel(code: str, group: str) -> Channel:
    return queries.channel(code, group, request.args.get("stage", ""))


def _named(channel: Channel, form: NamesForm) -> list[Named] | None:
    """The links that were asked for; None where the form says what is wrong with them."""
    if (refused := rules.why_no_values(channel.survey.mode)) is not None:
        raise Conflict(refused)
    if not form.validate():
        return None
    try:
        return spreading.named_links(channel, form.value.data, rules.names_of(form.names.data))
    except Invalid as error:
        form.refuse(error)
        return None


def _page(
    channel: Channel, form: NamesForm, links: Sequence[Named] = (), embedding: EmbeddingForm | None = None
) -> str:
    allowed = "\n".join(channel.survey.embed_origins)
    return render_template(
        "outreach/channel.html",
        channel=channel,
        title=spreading.title_of(channel, language_code()),
        url=spreading.url_of(channel),
        form=form,
        links=links,
        no_values=rules.why_no_values(channel.survey.mode),
        shared=spreading.shared(channel),
        sheets=SHEETS,
        languages=[tongue(lang) for lang in channel.document.languages],
        snippet=spreading.embedded(channel, _sheet_language(channel)),
        embedding=embedding or EmbeddingForm(data={"origins": allowed}),
        here=_here(channel),
        current_step=STEP,
    )


def _here(channel: Channel) -> dict[str, Any]:
    """What every address about this link names."""
    stage = {"stage": channel.stage.code} if channel.stage else {}
    return {"code": channel.survey.code, "group": channel.group.code, **stage}


@blueprint.get("/<code>/<group>/qr.<format>")
@member(Permission.VIEW)
def picture(code: str, group: str, format: str) -> ResponseReturnValue:
    """The QR code of the link, or of the link of one name (`?value=` and `?name=`), to download."""
    if format not in PICTURES:
        raise NotFound()
    channel = _channel(code, group)
    draw, mimetype = PICTURES[format]
    name = request.args.get("name", "")
    url = spreading.url_of(channel, {_value(channel): name} if name else None)
    title = " ".join(filter(None, ("QR", spreading.title_of(channel, language_code()), name)))
    return _file(draw(url), mimetype, title, format)


def _file(made: bytes, mimetype: str, title: str, extension: str) -> Response:
    headers = {"Content-Disposition": content_disposition(title, extension)}
    return Response(made, mimetype=mimetype, headers=headers)


def _value(channel: Channel) -> str:
    """The name of the value a link is to bring along; NotFound where the questionnaire keeps none such."""
    value = request.args.get("value", "")
    if value not in channel.values:
        raise NotFound()
    return value


@blueprint.get("/<code>/<group>/sheet/<kind>")
@member(Permission.VIEW)
def sheet(code: str, group: str, kind: str) -> ResponseReturnValue:
    """A sheet to print from the browser; `?in=` is its language, `?value=` and `?names=` print one per name."""
    channel, paper = _channel(code, group), _sheet(kind)
    return _printed(channel, paper)


@blueprint.get("/<code>/<group>/sheet/<kind>.pdf")
@member(Permission.VIEW)
def sheet_pdf(code: str, group: str, kind: str) -> ResponseReturnValue:
    """The same as a file; NotFound where this installation makes no PDF."""
    channel, paper = _channel(code, group), _sheet(kind)
    if not printing.is_available():
        raise NotFound()
    html, styles = _printed(channel, paper, linked=False), _styles()
    with jobs.pool(1) as executor:
        made = executor.submit(printing.pdf, html, styles).result()
    return _file(made, "application/pdf", f"{say(paper.name)} {spreading.title_of(channel, language_code())}", "pdf")


def _sheet(kind: str) -> Sheet:
    if kind not in SHEETS:
        raise NotFound()
    return SHEETS[kind]


def _printed(channel: Channel, paper: Sheet, *, linked: bool = True) -> str:
    """The page; `linked` names its stylesheet and icon, which a file brings along instead."""
    links: Sequence[Named] = ()
    if "names" in request.args:
        names = rules.names_of(request.args["names"])
        links = spreading.named_links(channel, _value(channel), names)
    lang, asked = _sheet_language(channel), _asked(channel)
    return render_template(
        "outreach/sheet.html",
        linked=linked,
        kind=paper.kind,
        name=paper.name,
        lang=lang,
        pages=spreading.pages(channel, paper, lang, links),
        back=url_for("channels.one", **asked),
        pdf=url_for("channels.sheet_pdf", kind=paper.kind, **asked) if printing.is_available() else "",
    )


def _asked(channel: Channel) -> dict[str, Any]:
    """What the address asks for, and nothing else of it: `url_for` takes orders from names such as _scheme."""
    return {name: request.args[name] for name in ("value", "names", "in") if name in request.args} | _here(channel)


def _sheet_language(channel: Channel) -> str:
    """The language asked for, else the reader's, else the questionnaire's own."""
    spoken = channel.document.languages
    wanted = (request.args.get("in", ""), language_code(), channel.document.base_language)
    return next((lang for lang in wanted if lang in spoken), spoken[0])


def _styles() -> str:
    with current_app.open_resource(f"static/{STYLES}", "r", "utf-8") as sheet:
        return str(sheet.read())


@blueprint.post("/<code>/<group>/embedding")
@member(Permission.LAUNCH_SURVEYS)
def embed(code: str, group: str) -> ResponseReturnValue:
    """Say which websites may show the form of this survey."""
    channel, form = _channel(code, group), EmbeddingForm()
    try:
        act(surveys.allow_embedding, channel.survey, form.lines())
    except Invalid as error:
        form.refuse(error)
        return _page(channel, names_form(channel), embedding=form), 422
    flash(gettext("The websites are saved."), "ok")
    return redirect(url_for("channels.one", **_here(channel), _anchor="h-embed"), 303)
