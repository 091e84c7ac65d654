"""What the columns of a file of people are: proposed by their headers and by what stands in them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from feedback.errors import Message, message
from feedback.names import one_line

IGNORE, SEGMENT = "ignore", "segment"
ADDRESSES = ("email", "phone", "reference")
ONCE = ("name", "first_name", "last_name", *ADDRESSES, "lang", "consent", "opted_out")
"""Roles that one column of a file has at most; segments there may be many."""
OWN_SEGMENT = "segment:"
"""How our own files begin the header of a segment's column."""
MOSTLY = 0.6
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|"))


HEADERS: Mapping[str, frozenset[str]] = {
    "email": _words(
        "email | e-mail | mail | correo | correo electronico | email address | e-mail address | emailaddress | "
        "direccion de correo | direccion de correo electronico | endereco de e-mail | email_address"
    ),
    "phone": _words(
        "phone | telephone | telefono | tel | tel. | movil | celular | mobile | cell | whatsapp | numero de telefono | "
        "phone number | telefono movil | telefone | telemovel | phone_number"
    ),
    "first_name": _words("first name | firstname | given name | nombre de pila | first_name | primeiro nome | nombres"),
    "last_name": _words("last name | lastname | surname | family name | apellido | apellidos | sobrenome | last_name"),
    "name": _words(
        "name | full name | fullname | nombre | nombre completo | nombre y apellidos | nombre y apellido | nome | "
        "nome completo | contacto | contact | persona"
    ),
    "lang": _words("language | lang | idioma | lengua | lingua | locale"),
    "consent": _words(
        "consent | consentimiento | consentimento | acepta | agreed | opt in | opt-in | optin | gdpr | rgpd | lopd | "
        "acepta comunicaciones | autoriza | permiso"
    ),
    "opted_out": _words(
        "opted out | opted_out | unsubscribed | baja | opt out | opt-out | optout | dado de baja | descadastrado"
    ),
    "reference": _words(
        "reference | referencia | ref | id | customer id | customer_id | client id | id cliente | id de cliente | "
        "codigo | codigo cliente | codigo de cliente | numero de cliente | n de cliente | customer number | "
        "employee id | id empleado | numero de empleado | supplier id | id proveedor | matricula | external id"
    ),
    SEGMENT: _words(
        "segment | segmento | region | zona | zone | provincia | ciudad | city | cidade | pais | country | sede | "
        "site | oficina | office | tienda | store | sucursal | branch | departamento | department | area | equipo | "
        "team | turno | shift | plan | tarifa | tipo | type | tipo de cliente | customer type | categoria | category"
    ),
}
"""Role -> headers that mean it, in lower case and without accents; a role takes the first that fits."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a file becomes people. `roles`: column -> role. `region`: the country of numbers without one. `consent`:
    what holds for rows that say nothing of it. What is None is guessed from the file."""

    roles: Mapping[str, str]
    region: str = ""
    consent: bool | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    segments: Mapping[str, str] = field(default_factory=dict)
    """What holds for everybody of the file."""

    def column_of(self, role: str) -> str | None:
        return next((column for column, one in self.roles.items() if one == role), None)


def folded(header: str) -> str:
    """A header as it is looked up: one line, lower case, no accents, no decoration."""
    letters = unicodedata.normalize("NFKD", one_line(header)).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).strip(" :*.¿?º°")


def propose(
    header: Sequence[str], sample: Sequence[Mapping[str, str]], attributes: Collection[str] = ()
) -> dict[str, str]:
    """Column -> role. `sample`: the first rows; `attributes`: what the group's segments are called already.

    What nothing tells is left out: data of people is taken in only where somebody says what it is for.
    """
    known = {folded(one) for one in attributes}
    roles: dict[str, str] = {}
    for column in header:
        role = _by_header(column, known) or _by_content(column, sample)
        roles[column] = IGNORE if role in ONCE and role in roles.values() else role
    return _whole_names(roles)


def _by_header(column: str, attributes: Collection[str]) -> str:
    if column.casefold().startswith(OWN_SEGMENT):
        return SEGMENT
    key = folded(column)
    found = next((role for role, words in HEADERS.items() if key in words), "")
    return found or (SEGMENT if key in attributes else "")


def _by_content(column: str, sample: Sequence[Mapping[str, str]]) -> str:
    filled = [row[column].strip() for row in sample if row.get(column, "").strip()]
    mails = sum(bool(_MAIL.fullmatch(cell)) for cell in filled)
    return "email" if filled and mails >= MOSTLY * len(filled) else IGNORE


def _whole_names(roles: dict[str, str]) -> dict[str, str]:
    """ "Nombre" beside "Apellidos" is the first name."""
    if "last_name" in roles.values() and "first_name" not in roles.values():
        return {column: "first_name" if role == "name" else role for column, role in roles.items()}
    return roles


def attribute_of(column: str) -> str:
    """The attribute a column of segments is about."""
    return column[len(OWN_SEGMENT) :].strip() if column.casefold().startswith(OWN_SEGMENT) else column


def problems(roles: Mapping[str, str]) -> dict[str, Message]:
    """Column -> what is wrong with its role; "" for what is wrong with all of them together."""
    found: dict[str, Message] = {}
    taken: dict[str, str] = {}
    for column, role in roles.items():
        if role in ONCE and role in taken:
            found[column] = message("“%(name)s” is that already.", name=taken[role])
        taken.setdefault(role, column)
    if not any(role in taken for role in ADDRESSES):
        found[""] = message("Choose a column of e-mail addresses, telephone numbers or references.")
    return found


def region_of(language: str) -> str:
    """The country whose telephone numbers people of this language most probably mean; '' where that is open."""
    return {"es": "ES", "pt": "BR"}.get(language, "")


def stored(recipe: Recipe) -> dict[str, Any]:
    """The recipe as JSON: what the next file of the group starts from."""
    return {"roles": dict(recipe.roles), "region": recipe.region}


def recipe_from(mapping: Mapping[str, Any]) -> Recipe:
    """The recipe that `stored` kept."""
    return Recipe(dict(mapping.get("roles", {})), mapping.get("region", ""))
