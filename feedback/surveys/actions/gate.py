"""The last look before a write: does the survey still take answers?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from feedback.errors import Gone, message
from feedback.statements import Prepared
from feedback.surveys.models import Survey
from feedback.surveys.queries.links import OpenLink
from feedback.surveys.rules import takes
from feedback.surveys.submissions import Submission

_STATE = Prepared(
    select(Survey.closes_on, Survey.closed_at)
    .where(Survey.id == bindparam("survey"))
    .with_for_update(read=True, key_share=True)
)


def must_be_open(connection: Connection, link: OpenLink, submission: Submission | None, moment: datetime) -> None:
    """The same rule as the page asks, once more in the transaction that stores; closing waits for us or we see it.

    Raises:
        Gone: it takes no answers any more.
    """
    survey = _STATE.first(connection, {"survey": link.survey_id})
    if survey is None or not takes(
        closes_on=survey[0], closed_at=survey[1], opened=submission.opened if submission else None, moment=moment
    ):
        raise Gone(message("This questionnaire is closed"))
