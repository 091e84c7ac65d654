"""What is taken out of a text, and the word that stands in its place."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["email", "link", "handle", "card", "account", "phone", "document"]

# Content, not interface: a placeholder is stored with the comment, in the comment's language.
_PLACEHOLDERS: dict[str, dict[Kind, str]] = {
    "es": {
        "email": "[correo]",
        "link": "[enlace]",
        "handle": "[usuario]",
        "card": "[tarjeta]",
        "account": "[cuenta]",
        "phone": "[teléfono]",
        "document": "[documento]",
    },
    "en": {
        "email": "[e-mail]",
        "link": "[link]",
        "handle": "[username]",
        "card": "[card]",
        "account": "[account]",
        "phone": "[phone]",
        "document": "[document]",
    },
    "pt": {
        "email": "[e-mail]",
        "link": "[link]",
        "handle": "[usuário]",
        "card": "[cartão]",
        "account": "[conta]",
        "phone": "[telefone]",
        "document": "[documento]",
    },
}


class Found(NamedTuple):
    """A piece of a text to replace: offsets in characters, `end` exclusive."""

    start: int
    end: int
    kind: Kind


def placeholder(kind: Kind, lang: str) -> str:
    """The word for a kind in the language of a comment ("es", "pt-BR", …); English where we have no other."""
    return _PLACEHOLDERS.get(lang.lower().replace("_", "-").split("-")[0], _PLACEHOLDERS["en"])[kind]
