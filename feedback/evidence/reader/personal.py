"""Columns that are about the person and not what the person said, or that number rows: proposed to be left out."""

from __future__ import annotations

import re

from feedback.tables.folding import lookup_key

from .columns import ColumnProfile
from .tools import kobo, limesurvey, qualtrics, surveymonkey
from .tools.words import words

PERSONAL = words(
    "email | e-mail | mail | correo | correo electronico | email address | e-mail address | emailaddress | "
    "direccion de correo electronico | endereco de e-mail | nombre | nombres | nombre completo | nombre y apellido | "
    "nombre y apellidos | apellido | apellidos | name | first name | last name | full name | firstname | lastname | "
    "surname | nome | nome completo | sobrenome | telefono | celular | movil | numero de telefono | whatsapp | phone | "
    "phone number | mobile | cell phone | telefone | phonenumber | direccion | domicilio | address | "
    "street address | endereco | dni | nif | nie | cedula | rut | curp | rfc | cpf | pasaporte | passport | ssn | "
    "documento | documento de identidad | numero de documento | ip | ip address | ipaddr | ipaddress | direccion ip | "
    "endereco ip | "
    "username | user name | usuario | recipientlastname | recipientfirstname | recipientemail | fecha de nacimiento | "
    "date of birth | data de nascimento | custom_data | first_name | last_name | email_address | ip_address"
)
NUMBERING = words(
    "id | no | no. | nr | num | numero | # | folio | uuid | guid | token | codigo | code | row | fila | linha | "
    "response id | response_id | responseid | respondent_id | respondentid | respondent id | customer_id | user_id | "
    "ticket_id | order_id | id de respuesta | id_encuestado | seed | semilla | index"
)
OWN = qualtrics.OWN | kobo.OWN | limesurvey.OWN | surveymonkey.OWN
_OLD_QUALTRICS = re.compile(r"v(?:10|[1-9])")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+?[(0-9][0-9 ().-]{6,}[0-9]")
_CODE = re.compile(r"(?=\S*[0-9])[-A-Za-z0-9_:.#/]+")
MOSTLY, FEWEST = 0.6, 5


def is_personal(column: ColumnProfile) -> bool:
    """Names, addresses, numbers of telephones and documents: by the header, or by what stands in the cells."""
    key = lookup_key(column.name).strip(" :*.¿?")
    return key in PERSONAL or _share(column, _MAIL) >= MOSTLY or _is_phone(column)


def _is_phone(column: ColumnProfile) -> bool:
    """Long numbers with the marks of a telephone number; hardly anyone has the same."""
    marked = any(mark in text for text in column.values for mark in "+()")
    return marked and column.filled >= FEWEST and column.varied > 0.9 and _share(column, _PHONE) >= 0.8


def is_of_the_tool(column: ColumnProfile, tool: str) -> bool:
    """Metadata: what a tool writes about the answer, and no answer itself."""
    key = lookup_key(column.name).strip(" :")
    return bool(tool) and (key in OWN or bool(tool == "qualtrics" and _OLD_QUALTRICS.fullmatch(key)))


def numbers_rows(column: ColumnProfile) -> bool:
    """A different code in every row, or a header that says so."""
    key = lookup_key(column.name).strip(" :")
    coded = _share(column, _CODE) >= 0.95 and column.varied >= 0.98
    named = key in NUMBERING or key.endswith(("_id", " id", ".id")) or key.startswith(("id_", "id "))
    return (named and coded) or (coded and column.filled >= 3 * FEWEST and _long_codes(column))


def _long_codes(column: ColumnProfile) -> bool:
    """Codes of letters and digits, or numbers too long to count anything."""
    return not column.numeric or column.mean_length >= 5


def _share(column: ColumnProfile, pattern: re.Pattern[str]) -> float:
    counted = sum(column.values.values())
    fits = sum(count for text, count in column.values.items() if len(text) <= 120 and pattern.fullmatch(text))
    return fits / counted if counted else 0.0
