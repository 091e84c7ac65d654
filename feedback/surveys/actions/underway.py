"""What is kept of answers under way: those somebody saved to go on later, and how many came to each page.

Only of surveys that are not anonymous. Of an anonymous one the server keeps nothing before it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from feedback.db import Write, db, table_of
from feedback.surveys import sealing
from feedback.surveys.actions.gate import must_be_open
from feedback.surveys.carrying import bound_to
from feedback.surveys.models import PageTally, PartialResponse
from feedback.surveys.queries.links import OpenLink
from feedback.surveys.submissions import Submission

KEPT = timedelta(days=30)
"""How long saved answers wait, from the last time they were saved; also past the closing of their survey, so that
whoever comes back too late can still copy what they wrote."""
PURPOSE = b"saved"
_PARTIALS, _PAGES = table_of(PartialResponse), table_of(PageTally)


def save(
    write: Write,
    link: OpenLink,
    token_mac: str,
    value: Mapping[str, Any],
    key_file: Path,
    page: int,
    moment: datetime,
    submission: Submission | None = None,
) -> None:
    """Keep the answers so far, sealed, under the hash of their token; saved again they replace what was there.

    Raises:
        Gone: the survey takes no answers any more.
    """
    if link.anonymous:
        raise TypeError("of an anonymous survey nothing is kept before it is sent")
    must_be_open(write.connection, link, submission, moment)
    sealed = sealing.seal_bound(key_file, bound_to(PURPOSE, link.survey_id, link.group_id), dict(value))
    row = {
        "id": uuid4(),
        "organisation_id": link.organisation_id,
        "survey_id": link.survey_id,
        "group_id": link.group_id,
        "token_mac": token_mac,
        "sealed": sealed,
        "page": page,
        "saved_at": moment,
    }
    write.connection.execute(_saving(write.connection.dialect.name), row)


_FORGETTING = delete(_PARTIALS).where(_PARTIALS.c.token_mac == bindparam("mac"))


def forget(write: Write, token_mac: str) -> None:
    """Remove saved answers: they have been sent."""
    write.connection.execute(_FORGETTING, {"mac": token_mac})


def forget_old(moment: datetime) -> int:
    """Remove what nobody came back to; how many."""
    gone = db.session.execute(delete(PartialResponse).where(PartialResponse.saved_at < moment - KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def kept_until(saved_at: datetime, closes_on: date | None) -> date:
    """The last day on which one can go on with what was saved."""
    last = (saved_at + KEPT).date()
    return min(last, closes_on) if closes_on else last


def count_page(write: Write, link: OpenLink, question_id: UUID) -> None:
    """One more went on to the page that begins with this question."""
    if link.anonymous:
        raise TypeError("of an anonymous survey nothing is counted before it is sent")
    row = {
        "organisation_id": link.organisation_id,
        "survey_id": link.survey_id,
        "group_id": link.group_id,
        "question_id": question_id,
        "count": 1,
    }
    write.connection.execute(_counting(write.connection.dialect.name), row)


@cache
def _saving(dialect: str) -> Any:
    adding = (postgresql if dialect == "postgresql" else sqlite).insert(_PARTIALS)
    again = {name: adding.excluded[name] for name in ("sealed", "page", "saved_at")}
    return adding.on_conflict_do_update(index_elements=["token_mac"], set_=again)


@cache
def _counting(dialect: str) -> Any:
    adding = (postgresql if dialect == "postgresql" else sqlite).insert(_PAGES)
    keys = ["survey_id", "group_id", "question_id"]
    return adding.on_conflict_do_update(index_elements=keys, set_={"count": _PAGES.c.count + 1})
