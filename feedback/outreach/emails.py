"""What a contact gets: the text of a mailing, in the contact's language, with the link of one person in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import force_locale, format_date, gettext

from feedback.accounts import queries as accounts
from feedback.db import find, text_in
from feedback.journeys.models import Stage
from feedback.mail import Mail
from feedback.outreach.actions.delivering import Letter
from feedback.outreach.models import Invitation, Mailing
from feedback.outreach.queries.invitations import address_of
from feedback.outreach.queries.unsubscribing import unsubscribe_address
from feedback.outreach.rules import mail_texts
from feedback.surveys.models import Survey
from feedback.surveys.queries import links
from feedback.web.languages import INTERFACE

EXAMPLE_NAME = "Ana Pérez"
EXAMPLE_LINK, EXAMPLE_LEAVE = "https://…/i/…", "https://…/u/…"


@dataclass(frozen=True, slots=True)
class Writing:
    """What is the same for everybody who gets a mail."""

    texts: Mapping[str, Mapping[str, str]]
    sender: str
    organisation: str
    survey: Mapping[str, str]
    stage: Mapping[str, str]
    closes: date | None
    fallbacks: Sequence[str]
    """Languages in which somebody is written to whose own has no text, in this order."""
    reply_to: str = ""


def writing_of(mailing: Mailing, survey: Survey) -> Writing:
    """The mailing ready to be filled in."""
    stage = find(Stage, mailing.stage_id) if mailing.stage_id else None
    return replace(written(survey, mailing.texts, mailing.sender, stage), reply_to=mailing.reply_to)


def writing_about(invitation: Invitation, texts: Mapping[str, Mapping[str, str]], sender: str = "") -> Writing:
    """One mail with the link of this invitation, ready to be filled in."""
    stage = find(Stage, invitation.stage_id) if invitation.stage_id else None
    return written(find(Survey, invitation.survey_id), texts, sender, stage)


def written(
    survey: Survey, texts: Mapping[str, Mapping[str, str]], sender: str = "", stage: Stage | None = None
) -> Writing:
    """Texts about a survey, ready to be filled in; without a sender the organisation signs."""
    organisation = accounts.organisation()
    document = links.edition(survey.version_id).document
    fallbacks = (document.base_language, *organisation.languages)
    about = stage.name if stage else {}
    name = organisation.name
    title = document.title.by_language
    return Writing(texts, sender or name, name, title, about, survey.closes_on, fallbacks)


def mail_to(letter: Letter, writing: Writing) -> Mail:
    """The mail to one person."""
    language = mail_texts.language_for(letter.lang, writing.texts, writing.fallbacks)
    leave = unsubscribe_address(letter.contact_id)
    assert letter.invitation_id is not None, "it asks about a survey"
    filled = rendered(writing, language, name=letter.name, link=address_of(letter.invitation_id), leave=leave)
    return Mail(
        to=letter.to,
        subject=filled.subject,
        body=filled.body,
        message_id=letter.delivery_id.hex,
        to_name=letter.name,
        from_name=writing.sender,
        language=language,
        unsubscribe=leave,
        reply_to=writing.reply_to,
    )


def test_mail(to: str, writing: Writing, language: str, message_id: str) -> Mail:
    """A mailing as a person would get it, with links that lead nowhere."""
    code = mail_texts.language_for(language, writing.texts, writing.fallbacks)
    filled = rendered(writing, code, name=EXAMPLE_NAME, link=EXAMPLE_LINK, leave=EXAMPLE_LEAVE)
    return Mail(
        to,
        filled.subject,
        filled.body,
        message_id,
        from_name=writing.sender,
        language=code,
        reply_to=writing.reply_to,
    )


def rendered(writing: Writing, language: str, *, name: str, link: str, leave: str) -> mail_texts.Rendered:
    """Subject and body in one language, with the line that ends mails."""
    with force_locale(language if language in INTERFACE else "en"):
        filled = mail_texts.render(writing.texts[language], _values(writing, language, name, link))
        why = gettext("You get this mail because %(name)s would like your opinion.", name=writing.organisation)
        end = gettext("No more mails like this: %(link)s", link=leave)
    return mail_texts.Rendered(filled.subject, f"{filled.body}\n\n-- \n{why}\n{end}\n")


def _values(writing: Writing, language: str, name: str, link: str) -> dict[str, str]:
    return {
        "name": name,
        "link": link,
        "organisation": writing.organisation,
        "survey": text_in(writing.survey, language, *writing.fallbacks),
        "stage": text_in(writing.stage, language, *writing.fallbacks),
        "closes": format_date(writing.closes, "long") if writing.closes else "",
        "sender": writing.sender,
    }
