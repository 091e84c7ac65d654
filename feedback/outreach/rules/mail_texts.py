"""What a mail to a contact says: subject and body per language, with placeholders; the texts to start from. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from feedback.errors import Invalid, Message, message
from feedback.names import lines, one_line

PLACEHOLDERS = ("name", "link", "organisation", "survey", "stage", "closes", "sender")
LONGEST_SUBJECT, LONGEST_BODY = 150, 10_000
INVITATION, REMINDER = "invitation", "reminder"
_PLACEHOLDER = re.compile(r"\{([^{}\s]{1,40})\}")
_WITH_ITS_SPACE = re.compile(r"( ?)\{([^{}\s]{1,40})\}")
Text = dict[str, str]
"""{"subject": …, "body": …} in one language."""
Texts = dict[str, Text]
"""Language -> subject and body."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail as one person gets it, without the line that ends mails."""

    subject: str
    body: str


def placeholder_meaning(name: str) -> Message:
    """What stands in place of {name} in the mail."""
    return {
        "name": message("the person’s name, or nothing where it is not known"),
        "link": message("the person’s own link; every text needs it"),
        "organisation": message("the name of your organisation"),
        "survey": message("the title of the questionnaire"),
        "stage": message("the stage it asks about, where it is one"),
        "closes": message("the last day to answer, where there is one"),
        "sender": message("who signs it"),
    }[name]


def checked(typed: Mapping[str, Mapping[str, str]], first: str, prefix: str = "") -> Texts:
    """The texts as they are kept; `first` is the language that must be there. Fields are `<prefix>subject_<language>`
    and `<prefix>body_<language>`.

    Raises:
        Invalid: a text is missing, too long, has an unknown placeholder or no {link}, or a subject has a line break.
    """
    wrong: dict[str, Message] = {}
    kept: Texts = {}
    for language, text in typed.items():
        subject, body = text.get("subject", "").strip(), lines(text.get("body", ""))
        if subject or body or language == first:
            wrong |= _wrong(f"{prefix}subject_{language}", f"{prefix}body_{language}", subject, body)
            kept[language] = {"subject": subject, "body": body}
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    return kept


def _wrong(subject_field: str, body_field: str, subject: str, body: str) -> dict[str, Message]:
    found = {subject_field: _wrong_subject(subject), body_field: _wrong_body(body)}
    return {field: reason for field, reason in found.items() if reason}


def _wrong_subject(subject: str) -> Message | None:
    if len(f"{subject}.".splitlines()) > 1:
        return message("A subject cannot hold a line break.")
    if not subject:
        return message("Write a subject.")
    return _too_long(subject, LONGEST_SUBJECT) or _unknown(subject)


def _wrong_body(body: str) -> Message | None:
    if not body:
        return message("Write what the mail says.")
    if "{link}" not in body:
        return message("Put {link} where the person’s own link goes.")
    return _too_long(body, LONGEST_BODY) or _unknown(body)


def _too_long(text: str, most: int) -> Message | None:
    return message("At most %(most)s characters.", most=most) if len(text) > most else None


def _unknown(text: str) -> Message | None:
    unknown = [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    if not unknown:
        return None
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return message("There is no %(wrong)s. There are: %(known)s.", wrong=f"{{{unknown[0]}}}", known=known)


def language_for(wanted: str | None, texts: Iterable[str], fallbacks: Sequence[str]) -> str:
    """Of the languages of `texts` the person's, else its plain form (es for es-MX), else a fallback, else any."""
    there = list(texts)
    for code in (wanted or "", (wanted or "").partition("-")[0], *fallbacks):
        if code in there:
            return code
    return there[0]


def render(text: Mapping[str, str], values: Mapping[str, str]) -> Rendered:
    """The text with its placeholders filled in; one that is empty goes with the space before it.

    What a value holds is never read as a placeholder, and brings no line break into the subject.
    """
    plain = {name: one_line(values.get(name, "")) for name in PLACEHOLDERS}
    return Rendered(one_line(_filled(text["subject"], plain)), _filled(text["body"], plain))


def _filled(text: str, values: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        if found[2] not in values:
            return found[0]
        return found[1] + values[found[2]] if values[found[2]] else ""

    return _WITH_ITS_SPACE.sub(value, text)


# --- texts to start from ----------------------------------------------------------------------------

_SUBJECTS = {
    INVITATION: {
        "es": "Tu opinión sobre {organisation}",
        "en": "Your opinion of {organisation}",
        "pt": "Sua opinião sobre {organisation}",
    },
    REMINDER: {
        "es": "Todavía estás a tiempo: {survey}",
        "en": "There is still time: {survey}",
        "pt": "Ainda dá tempo: {survey}",
    },
}
_GREETINGS = {"es": "Hola {name}:", "en": "Hello {name},", "pt": "Olá {name},"}
_REQUESTS = {
    INVITATION: {
        "es": "Queremos saber cómo lo has vivido tú: «{survey}». Son pocos minutos y leemos todas las respuestas.",
        "en": "We would like to know how it was for you: “{survey}”. It takes a few minutes, and we read every answer.",
        "pt": "Queremos saber como foi para você: “{survey}”. São poucos minutos e lemos todas as respostas.",
    },
    REMINDER: {
        "es": "Hace unos días te preguntamos por «{survey}». Todavía puedes contarnos cómo lo has vivido; son pocos "
        "minutos. Si acabas de responder, gracias: no tienes que hacer nada más.",
        "en": "A few days ago we asked you about “{survey}”. You can still tell us how it was; it takes a few minutes. "
        "If you have just answered, thank you: there is nothing left to do.",
        "pt": "Há alguns dias perguntamos a você sobre “{survey}”. Ainda dá para nos contar como foi; são poucos "
        "minutos. Se você acabou de responder, obrigado: não precisa fazer mais nada.",
    },
}
_PROMISES = {
    "identified": {
        "es": "El enlace es solo tuyo: no lo reenvíes, por favor.",
        "en": "The link is yours alone: please do not pass it on.",
        "pt": "O link é só seu: por favor, não o encaminhe.",
    },
    "confidential": {
        "es": "Tu respuesta es confidencial: solo se ven cifras de varias personas juntas. El enlace es solo tuyo.",
        "en": "Your answer is confidential: only figures of several people together are shown. The link is only yours.",
        "pt": "Sua resposta é confidencial: só se mostram números de várias pessoas juntas. O link é só seu.",
    },
    "anonymous": {
        "es": "Tu respuesta es anónima: el enlace solo sirve para que cada persona responda una vez, y lo que escribes "
        "no se guarda unido a él.",
        "en": "Your answer is anonymous: the link only makes sure that everybody answers once, and what you say is not "
        "kept together with it.",
        "pt": "Sua resposta é anônima: o link serve apenas para que cada pessoa responda uma vez, e o que você escreve "
        "não fica guardado junto com ele.",
    },
}
_CLOSINGS = {
    "es": "Puedes responder hasta el {closes}.",
    "en": "You can answer until {closes}.",
    "pt": "Você pode responder até {closes}.",
}
_THANKS = {"es": "Gracias,\n{sender}", "en": "Thank you,\n{sender}", "pt": "Obrigado,\n{sender}"}
READY = tuple(_GREETINGS)
"""Languages there are texts to start from in."""


def greeting(language: str, name: str) -> str:
    """How a mail begins, to somebody whose name may not be known."""
    return _filled(_GREETINGS.get(language, _GREETINGS["en"]), {"name": one_line(name)})


def starting_texts(kind: str, languages: Iterable[str], *, mode: str, closes: bool) -> Texts:
    """The texts one starts from, in those of the languages we have; `mode` is what the survey promises."""
    return {code: _starting_text(kind, code, mode, closes) for code in languages if code in READY}


def _starting_text(kind: str, language: str, mode: str, closes: bool) -> Text:
    parts = [_GREETINGS[language], _REQUESTS[kind][language], "{link}", _PROMISES[mode][language]]
    parts += [_CLOSINGS[language]] if closes else []
    return {"subject": _SUBJECTS[kind][language], "body": "\n\n".join([*parts, _THANKS[language]])}
