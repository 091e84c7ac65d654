"""What is written to people whose answer somebody looks after."""

from __future__ import annotations

from flask_babel import force_locale, gettext

from feedback.mail import Mail
from feedback.web.languages import INTERFACE


def reply(*, to: str, to_name: str, language: str, organisation: str, text: str, name: str, reply_to: str = "") -> Mail:
    """The words of whoever looks after it, in a mail in the person's language. `name`: what makes its Message-ID."""
    spoken = language if language in INTERFACE else "en"
    with force_locale(spoken):
        subject = gettext("About your answer to %(organisation)s", organisation=organisation)
        ending = gettext("You get this mail because of an answer you gave us.")
    body = f"{text}\n\n{organisation}\n\n-- \n{ending}\n"
    return Mail(to, subject, body, name, to_name=to_name, from_name=organisation, language=spoken, reply_to=reply_to)
