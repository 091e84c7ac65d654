"""Taking a questionnaire of another tool in as a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from feedback.db import db
from feedback.surveys.actions.questionnaires import create_from
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.importers.normalised import Entry
from feedback.surveys.models import Questionnaire
from feedback.surveys.queries import questionnaires as queries


def source_hash(raw: bytes) -> str:
    """What a file is known by: SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def take_in(*, document: Document, report: Iterable[Entry], source_hash: str) -> Questionnaire:
    """A draft of the file with that hash; the one it became before, where it was imported already."""
    if known := queries.questionnaire_from(source_hash):
        return known
    row = create_from(document=document, source_hash=source_hash)
    row.report = [report_line(entry) for entry in report]
    db.session.flush()
    return row


def report_line(entry: Entry) -> dict[str, Any]:
    """A line of the report as it is stored: the sentence by its id and parameters, to be said in any language."""
    params = {name: str(value) for name, value in entry.what.params.items()}
    return {"question": entry.question, "construct": entry.construct, "what": entry.what.id, "params": params}
