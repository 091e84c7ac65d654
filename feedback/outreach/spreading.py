"""One open link in every form it can be passed on: messages, sheets to print, links that say where they hung."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import force_locale, gettext
from markupsafe import Markup

from feedback import qr
from feedback.accounts import queries as accounts
from feedback.db import text_in
from feedback.errors import Conflict
from feedback.outreach.queries.channels import Channel
from feedback.outreach.rules import channels as rules
from feedback.outreach.rules.channels import Length, Sheet
from feedback.surveys import embedding
from feedback.surveys.addresses import link
from feedback.surveys.piping import pipe
from feedback.surveys.presenting import Tongue, tongue
from feedback.surveys.rules import IDENTIFIED, promise_title
from feedback.web.languages import INTERFACE
from feedback.web.templating import say


@dataclass(frozen=True, slots=True)
class Shared:
    """A text to send in one language, and the addresses that open it in a messenger."""

    tongue: Tongue
    text: str
    whatsapp: str
    sms: str
    length: Length


@dataclass(frozen=True, slots=True)
class Named:
    """A link that says where it was handed out."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One face of a sheet."""

    who: str
    title: str
    code: Markup
    how: str
    promise: str
    place: str
    address: str


def url_of(channel: Channel, values: Mapping[str, str] | None = None) -> str:
    """The open link. Conflict where it is to bring values along and the survey's mode takes none."""
    if values and (refused := rules.why_no_values(channel.survey.mode)) is not None:
        raise Conflict(refused)
    return link(channel.survey, channel.group, channel.stage, values)


def named_links(channel: Channel, value: str, names: Sequence[str]) -> list[Named]:
    """A link per name: `value` = the name rides along, sealed."""
    return [Named(name, url_of(channel, {value: name})) for name in names]


def title_of(channel: Channel, lang: str) -> str:
    """What respondents read at the top, in their language."""
    base = channel.document.base_language
    named = {"stage": channel.asks_about.name if channel.asks_about else {}, "group": channel.group.name}
    words = {code: text_in(dict(texts), lang, base) for code, texts in named.items()}
    return pipe(channel.document.title.text_in(lang, base), words.get)


def embedded(channel: Channel, lang: str) -> str:
    """What somebody pastes into a page of theirs."""
    return embedding.snippet(current_app.config["FEEDBACK"].base_url, url_of(channel), title_of(channel, lang))


def shared(channel: Channel) -> list[Shared]:
    """The text to send, in every language of the questionnaire."""
    url, organisation = url_of(channel), accounts.organisation().name
    return [_shared(channel, lang, url, organisation) for lang in channel.document.languages]


def _shared(channel: Channel, lang: str, url: str, organisation: str) -> Shared:
    with force_locale(_spoken(lang)):
        text = gettext(
            "%(organisation)s would like to hear from you. %(title)s %(link)s",
            organisation=organisation,
            title=title_of(channel, lang),
            link=url,
        )
    return Shared(tongue(lang), text, rules.whatsapp(text), rules.sms(text), rules.sms_length(text))


def _spoken(lang: str) -> str:
    """Our own words are there in these languages; beside a questionnaire in another one they are English."""
    plain = lang.partition("-")[0]
    return plain if plain in INTERFACE else "en"


def pages(channel: Channel, sheet: Sheet, lang: str, links: Sequence[Named]) -> list[tuple[Card, ...]]:
    """The faces of a sheet, page by page; without names one page full of the same."""
    cards = list(_cards(channel, sheet, lang, links or [Named("", url_of(channel))]))
    if sheet.kind == "table":
        return [(card, card) for card in cards]
    if not links:
        cards *= sheet.on_a_page
    return [tuple(cards[start : start + sheet.on_a_page]) for start in range(0, len(cards), sheet.on_a_page)]


def _cards(channel: Channel, sheet: Sheet, lang: str, links: Sequence[Named]) -> Iterator[Card]:
    organisation, plain = accounts.organisation().name, url_of(channel)
    with force_locale(_spoken(lang)):
        for one in links:
            yield Card(
                who=gettext("%(organisation)s would like to hear from you.", organisation=organisation),
                title=title_of(channel, lang),
                code=_code(one.url, sheet),
                how=gettext("Point the camera of your telephone at it. No app, no account."),
                promise="" if channel.survey.mode == IDENTIFIED else say(promise_title(channel.survey.mode)),
                place=one.name,
                address=plain,
            )


def _code(url: str, sheet: Sheet) -> Markup:
    side = sheet.side_of(qr.modules(url, sheet.error))
    return qr.inline(url, side, gettext("QR code that opens the questionnaire"), sheet.error)
