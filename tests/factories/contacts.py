"""Contacts of groups."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from werkzeug.datastructures import FileStorage

from feedback import files
from feedback.stakeholders.actions import imports
from feedback.stakeholders.actions.contacts import keep_contact
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from tests.factories.people import Member

HEADER = "Nombre;Correo;Teléfono;Idioma;Consentimiento;Región;Código cliente"


def person(of: Member, group: StakeholderGroup, email: str | None = "ana@acme.example", **values: Any) -> UUID:
    """A contact of the group, by id; `values` are those of `keep_contact`."""
    given = {"email": email, "source": "typed", **values}
    kept: UUID = of.do(lambda: keep_contact(group=group, **given)[0].id)
    return kept


def reread(of: Member, contact_id: UUID) -> Contact:
    """The contact as the database has it now."""
    with of.at_work():
        return queries.contact(contact_id)


def everybody(of: Member, group: StakeholderGroup) -> list[Contact]:
    """All contacts of the group, by name."""
    with of.at_work():
        return sorted(queries.contacts(group.id, limit=20_000), key=lambda one: (one.name, one.key))


def upload(of: Member, group: StakeholderGroup) -> UUID:
    """A stored file of people that somebody is looking at, by the id of its import."""
    with of.app.app_context():
        key = files.keep(FileStorage(io.BytesIO(people_csv(2)), "gente.csv"))
    given = {"group": group, "file_key": key, "file_name": "gente.csv", "sha256": "0" * 64}
    kept: UUID = of.do(lambda: imports.keep_file(**given).id)
    return kept


def people_csv(count: int, wrong: Mapping[int, str] | None = None, encoding: str = "utf-8") -> bytes:
    """A file of people as a Spanish spreadsheet saves one; `wrong`: line in the spreadsheet -> another address."""
    lines = [HEADER]
    for line in range(2, count + 2):
        mail = (wrong or {}).get(line, f"persona{line}@example.org")
        lines.append(f"Persona {line};{mail};6{line:08d};español;sí;{'norte' if line % 2 else 'sur'};C-{line}")
    return ("\r\n".join(lines) + "\r\n").encode(encoding)
