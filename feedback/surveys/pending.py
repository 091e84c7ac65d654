"""An import between its preview and "Import it": it travels in the page, signed, and nothing of it is kept here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer

from feedback.errors import Gone, Invalid, Message, message
from feedback.surveys.canonical import canonical
from feedback.surveys.document import Questionnaire
from feedback.surveys.importers.normalised import Entry
from feedback.surveys.reading import loads

SECONDS = 24 * 3600
LARGEST = 900_000
"""Characters that fit into a form of ours."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What was read of a file and can be saved as it was shown."""

    file_name: str
    source_hash: str
    document: Questionnaire
    report: tuple[Entry, ...] = ()


def hand_out(pending: Pending, secret: str, organisation_id: UUID) -> str:
    """A text for a hidden field that only this organisation can hand back.

    Raises:
        Invalid: it is too large for a page.
    """
    value = {
        "name": pending.file_name,
        "hash": pending.source_hash,
        "draft": canonical(pending.document).decode("utf-8"),
        "report": [[one.question, one.construct, one.what.id, _plain(one.what)] for one in pending.report],
    }
    token = str(_signer(secret, organisation_id).dumps(value))
    if len(token) > LARGEST:
        raise Invalid(
            message("This questionnaire is too large for a page. Import it with the command “feedback survey import”.")
        )
    return token


def take_back(token: str, secret: str, organisation_id: UUID) -> Pending:
    """What `hand_out` was given.

    Raises:
        Gone: the page is older than a day, or was changed, or is another organisation's.
    """
    try:
        value = _signer(secret, organisation_id).loads(token, max_age=SECONDS)
    except BadData:
        raise Gone(message("This preview is no longer valid. Choose the file again.")) from None
    report = tuple(
        Entry(question, construct, Message(what, params)) for question, construct, what, params in value["report"]
    )
    return Pending(value["name"], value["hash"], loads(value["draft"]), report)


def _signer(secret: str, organisation_id: UUID) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"questionnaire-import-{organisation_id}")


def _plain(what: Message) -> Mapping[str, Any]:
    return {name: value if isinstance(value, int) else str(value) for name, value in what.params.items()}
