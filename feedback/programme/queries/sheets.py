"""The programme as lines of a file, and what a file that comes back is read against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from feedback.accounts import queries as accounts
from feedback.backlog.models import Improvement
from feedback.db import iso, text_in
from feedback.journeys.queries import functions
from feedback.permissions import Access
from feedback.programme import rules
from feedback.programme.models import Implementation
from feedback.programme.queries.standing import Area, Standing, areas_by_id, standings
from feedback.programme.queries.work import all_work, implementations
from feedback.programme.rules.sheets import HEADER, Known, Line

Work = tuple[Improvement, Implementation | None]


def addresses() -> dict[UUID, str]:
    """Member -> e-mail address, in lower case: what a file calls people by."""
    return {one.user_id: one.user.email.lower() for one in accounts.members()}


def rows(access: Access, today: date) -> Iterator[Sequence[object]]:
    """The header and a row for every piece of work, titles in the organisation's own language."""
    people, languages = addresses(), accounts.organisation().languages
    yield HEADER
    for one in standings(access, today):
        yield _row(one, people, languages)


def _row(one: Standing, people: Mapping[UUID, str], languages: Sequence[str]) -> Sequence[object]:
    line, (done, checks) = _line(one.row, one.work, people, one.area), one.checked
    parts = one.work.milestones if one.work else []
    return (
        *(one.row.number, text_in(one.row.title, *languages, "es", "en"), line.status, line.owner, line.area),
        *(
            iso(line.planned_from),
            iso(line.due),
            line.percent if one.work and one.work.starts_on else None,
            line.blocker,
        ),
        *(iso(one.work.starts_on) if one.work else None, iso(one.work.done_on) if one.work else None),
        *(
            f"{sum(1 for part in parts if part.done_on)} / {len(parts)}" if parts else "",
            f"{done} / {checks}" if checks else "",
            " ".join(issue.url for issue in one.issues),
        ),
    )


def _line(row: Improvement, work: Implementation | None, people: Mapping[UUID, str], area: Area | None) -> Line:
    return Line(
        status=row.status,
        owner=people.get(row.owner_id, "") if row.owner_id else "",
        area=area.code if area else "",
        planned_from=work.planned_on if work else None,
        due=row.due_on,
        percent=work.percent if work else 0,
        blocker=work.blocker if work else "",
    )


def known(access: Access | None) -> tuple[Known, dict[int, UUID]]:
    """What a file is read against, and number -> improvement: five reads. Without a person, everything may be done."""
    works, areas, people = implementations(), areas_by_id(), addresses()
    found = all_work()
    lines = {
        row.number: _line(row, works.get(row.id), people, areas.get(row.function_id) if row.function_id else None)
        for row in found
    }
    mine = {row.number for row in found if access is None or rules.may_work(access, row.owner_id)}
    against = Known(
        lines=lines,
        may_work=frozenset(mine),
        may_assign=access is None or rules.may_assign(access),
        owners=frozenset(people.values()),
        areas=frozenset(one.code for one in functions.functions()),
    )
    return against, {row.number: row.id for row in found}
