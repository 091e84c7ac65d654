"""Knowing again who was erased on request, without knowing who they were. Pure.

An old file would bring an erased person back. So a keyed fingerprint of each address they had is kept: it answers
whether a given address is one of them, and nobody can read an address out of it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from feedback.errors import Invalid, Message, message

KEPT = timedelta(days=3 * 365)
"""After that the fingerprint goes as well: a file that old is nobody's list any more."""


class ErasedBefore(Invalid):
    """This person was erased on request, and is not taken in again by itself."""


def marks_of(key: bytes, organisation_id: UUID, *who: str | None) -> list[str]:
    """The fingerprints of an e-mail address, a telephone number, a reference: one of each that is there."""
    kinds = zip(("mail", "tel", "ref"), who, strict=True)
    return [_mark(key, organisation_id, kind, value) for kind, value in kinds if value]


def _mark(key: bytes, organisation_id: UUID, kind: str, value: str) -> str:
    said = b"\x1f".join((b"erased", organisation_id.bytes, kind.encode(), value.encode()))
    return hmac.digest(key, said, "sha256").hex()


def erased_label(day: date | str) -> Message:
    """What a report says of such a row; the day in ISO, as reports are kept."""
    return message("erased on request on %(day)s", day=str(day))


def refuse(day: date) -> ErasedBefore:
    """The refusal of such a person, at the field with which a member takes them in all the same."""
    said = message(
        "This person was erased on request on %(day)s. Take them in again only where they asked for it themselves.",
        day=str(day),
    )
    return ErasedBefore(said, {"despite_erasure": said})


def earliest(found: Mapping[str, date]) -> date | None:
    """The day that is told, of several fingerprints that fit."""
    return min(found.values(), default=None)
