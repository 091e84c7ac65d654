"""The questionnaire an export writes."""

from __future__ import annotations

from sqlalchemy import select

from feedback.db import db, everywhere
from feedback.errors import UnknownName, message
from feedback.surveys.document import Questionnaire as Document
from feedback.surveys.models import Questionnaire
from feedback.surveys.reading import loads


def draft_anywhere(code: str) -> Document:
    """The draft with this code, of whatever organisation, for the command line; UnknownName."""
    with everywhere():
        draft = db.session.scalar(select(Questionnaire.draft).where(Questionnaire.code == code))
    if draft is None:
        raise UnknownName(message("There is no questionnaire “%(code)s”.", code=code))
    return loads(draft)
