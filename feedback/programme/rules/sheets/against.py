"""What cannot stand together in one row, and what this person may not change. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from feedback.errors import Message, ProductError, message
from feedback.programme.rules.sheets import DATES, NUMBER, PLANNED, REPORTED, Change, Known, Refused
from feedback.programme.rules.work import AGREED, IN_PROGRESS, check_days


def against(change: Change, known: Known) -> Iterator[Refused]:
    """What speaks against a change; nothing where it can be made."""
    if change.before == change.after:
        return
    if change.number not in known.may_work:
        yield Refused(NUMBER, message("This is assigned to somebody else. Only they, or a manager, report on it."))
        return
    yield from _of_plan(change, known)
    yield from _of_report(change)


def _of_plan(change: Change, known: Known) -> Iterator[Refused]:
    before, after = change.before, change.after
    for name in ("owner", "area"):
        if change.touches((name,)) and not known.may_assign:
            yield Refused(name, message("Who is in charge is said by those who edit the list of improvements."))
    if change.touches(PLANNED) and not {before.status, after.status} & set(AGREED):
        column = next(name for name in PLANNED if change.touches((name,)))
        yield Refused(column, message("There is nothing to plan here: it was not decided, or it is done already."))
    if change.touches(DATES):
        try:
            check_days(after.planned_from, after.due)
        except ProductError as refused:
            yield Refused("due", _first(refused))


def _first(refused: ProductError) -> Message:
    return next(iter(getattr(refused, "fields", {}).values()), refused.message)


def _of_report(change: Change) -> Iterator[Refused]:
    """Finished work is all done and nothing stands in its way; what is not begun has neither to tell."""
    if change.after.status != IN_PROGRESS:
        for name in REPORTED:
            if change.touches((name,)):
                yield Refused(name, message("Only work in progress can say this."))
