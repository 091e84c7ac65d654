"""What people are told came of answers: the text of a notice under a greeting, with the line that ends mails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import force_locale, gettext

from feedback.accounts import queries as accounts
from feedback.mail import Mail
from feedback.outreach.actions.delivering import Letter
from feedback.outreach.models import Mailing
from feedback.outreach.queries.unsubscribing import unsubscribe_address
from feedback.outreach.rules import mail_texts
from feedback.outreach.rules.mail_texts import Rendered
from feedback.web.languages import INTERFACE


@dataclass(frozen=True, slots=True)
class Telling:
    """What is the same for everybody who is told."""

    texts: Mapping[str, Mapping[str, str]]
    sender: str
    organisation: str
    fallbacks: Sequence[str]
    reply_to: str = ""


def telling_of(mailing: Mailing) -> Telling:
    """The mailing ready to be addressed."""
    return prepared(mailing.texts, mailing.sender, mailing.reply_to)


def prepared(texts: Mapping[str, Mapping[str, str]], sender: str = "", reply_to: str = "") -> Telling:
    """Texts ready to be addressed; without a sender the organisation signs."""
    organisation = accounts.organisation()
    return Telling(texts, sender or organisation.name, organisation.name, organisation.languages, reply_to)


def notice_to(letter: Letter, telling: Telling) -> Mail:
    """The mail to one person."""
    language = mail_texts.language_for(letter.lang, telling.texts, telling.fallbacks)
    leave = unsubscribe_address(letter.contact_id)
    filled = addressed(telling, language, name=letter.name, leave=leave)
    return Mail(
        to=letter.to,
        subject=filled.subject,
        body=filled.body,
        message_id=letter.delivery_id.hex,
        to_name=letter.name,
        from_name=telling.sender,
        language=language,
        unsubscribe=leave,
        reply_to=telling.reply_to,
    )


def addressed(telling: Telling, language: str, *, name: str, leave: str) -> Rendered:
    """Subject and body in one language. What was published is read as it is: it has no placeholders."""
    text = telling.texts[language]
    with force_locale(language if language in INTERFACE else "en"):
        why = gettext("You get this mail because you agreed to hear from %(name)s.", name=telling.organisation)
        end = gettext("No more mails like this: %(link)s", link=leave)
    greeting = mail_texts.greeting(language, name)
    return Rendered(text["subject"], f"{greeting}\n\n{text['body']}\n\n{telling.sender}\n\n-- \n{why}\n{end}\n")
