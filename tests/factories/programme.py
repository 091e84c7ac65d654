"""Work on improvements, and notices about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from feedback.programme import actions
from feedback.programme.queries import publishing
from tests.factories.backlog import decided, found, improvement
from tests.factories.people import Member

HEARD = {"es": "Que nadie sabe la hora.", "en": "That nobody knows the hour."}
ANSWER = {"es": "Avisamos a las ocho.", "en": "We send a message at eight."}


def agreed(of: Member, stage: str | None = None, **values: Any) -> int:
    """An improvement with a yes, by its number."""
    number = improvement(of, stage, **values)
    decided(of, number)
    return number


def started(of: Member, stage: str | None = None, **values: Any) -> int:
    """An improvement in progress, by its number."""
    number = agreed(of, stage, **values)
    of.do(lambda: actions.start(found(number).id).id)
    return number


def notice(of: Member, number: int, *, published: bool = True, **values: Any) -> UUID:
    """A notice about the improvement, by its id."""
    given = {"kind": "done", "heard": HEARD, "answer": ANSWER, **values}
    made: UUID = of.do(lambda: actions.draft_notice(found(number).id, **given).id)
    if published:
        published_now(of, made)
    return made


def published_now(of: Member, notice_id: UUID, **values: Any) -> None:
    """Everyone may read it, after it was looked at."""
    of.do(lambda: actions.publish(notice_id, checked=publishing.checked(notice_id), **values).id)
