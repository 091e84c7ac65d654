"""What a page of several carries along: the answers so far, sealed, because the server keeps no draft. Pure.

Only this installation can open it, and only for the survey, group and submission it was sealed for.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from feedback.surveys import sealing
from feedback.surveys.sealing import Unreadable

PURPOSE = b"page"


@dataclass(frozen=True, slots=True)
class Carried:
    """The state of one visit between two pages.

    `at` names the page by the question it begins with, `shown` are the questions it showed, `furthest` the last page
    that was come to; `form` is what was typed so far, by field, as it was sent; `asked` are the questions that were
    asked for once more when left empty; `resumed`: it is saved under a link too, so every further page is.
    """

    at: str = ""
    shown: tuple[str, ...] = ()
    furthest: str = ""
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    resumed: bool = False


def bound_to(purpose: bytes, survey_id: UUID, group_id: UUID, submission_id: UUID | None = None) -> bytes:
    """What a seal is bound to; opened for anything else it does not open."""
    return b"".join((purpose, survey_id.bytes, group_id.bytes, submission_id.bytes if submission_id else b""))


def as_value(carried: Carried) -> dict[str, Any]:
    """As JSON."""
    form = {name: list(values) for name, values in carried.form.items()}
    return {
        "at": carried.at,
        "shown": list(carried.shown),
        "furthest": carried.furthest,
        "form": form,
        "asked": list(carried.asked),
        "resumed": carried.resumed,
    }


def from_value(value: Mapping[str, Any]) -> Carried:
    """From JSON that this installation sealed itself."""
    shown, asked = tuple(value["shown"]), tuple(value["asked"])
    return Carried(value["at"], shown, value["furthest"], value["form"], asked, value["resumed"])


def pack(carried: Carried, key_file: Path, bound: bytes) -> str:
    """The hidden field `page`."""
    sealed = sealing.seal_bound(key_file, bound, as_value(carried))
    return base64.urlsafe_b64encode(sealed).decode("ascii")


def unpack(text: str, key_file: Path, bound: bytes) -> Carried:
    """What a posted `page` holds; nothing so far where there is none.

    Raises:
        Unreadable: it was changed, or sealed for another survey, group or submission, or with a key that is lost.
    """
    if not text:
        return Carried()
    try:
        sealed = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        raise Unreadable from None
    return from_value(sealing.unseal_bound(key_file, bound, sealed))
