"""Every write of the business functions: take the ready ones, add, rename, move, archive, bring back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.exc import IntegrityError

from feedback.accounts.actions import record
from feedback.db import Texts, db, now
from feedback.errors import Conflict, message
from feedback.journeys import rules
from feedback.journeys.models import BusinessFunction
from feedback.journeys.queries import functions as queries
from feedback.journeys.rules import functions as function_rules
from feedback.names import code_of, free_code, refusal, texts_of
from feedback.permissions import Access


def ready(codes: Iterable[str] | None = None, *, by: Access | None = None) -> list[BusinessFunction]:
    """Take the ready areas with these codes, all where none are said; those added, in order.

    A code that is there already is left as it is, archived or renamed.
    """
    there = queries.codes()
    wanted = set(codes) if codes is not None else {one.code for one in function_rules.ready()}
    missing = [one for one in function_rules.ready() if one.code in wanted and one.code not in there]
    return [add(name=dict(one.name), code=one.code, by=by) for one in missing]


def add(*, name: Texts, code: str | None = None, by: Access | None = None) -> BusinessFunction:
    """A new area at the end of the list; Invalid at the field that cannot be."""
    cleaned = texts_of("name", name)
    there = queries.all_functions()
    rules.room_for_one(len(there), function_rules.MOST_FUNCTIONS)
    function = BusinessFunction(
        code=_code(code, cleaned, {one.code for one in there}),
        name=cleaned,
        position=max((one.position for one in there), default=0) + 1,
    )
    _keep(function)
    record(by, "function.added", function.code)
    return function


def _code(typed: str | None, name: Texts, taken: set[str]) -> str:
    if not typed:
        return free_code(next(iter(name.values())), taken, "area")
    if (code := code_of(typed)) in taken:
        raise refusal("code", message("The code “%(code)s” is taken.", code=code))
    return code


def _keep(function: BusinessFunction) -> None:
    """Two people may give the same code at once; the database lets one of them have it."""
    db.session.add(function)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Conflict(message("The code “%(code)s” is taken.", code=function.code)) from error


def rename(function: BusinessFunction, *, name: Texts) -> BusinessFunction:
    """Another name; its code, its roles and its touchpoints stay."""
    function.name = texts_of("name", name)
    return function


def move(function: BusinessFunction, *, direction: str) -> BusinessFunction:
    """One place up or down among the areas in use; archived ones follow behind."""
    in_use = queries.functions()
    if function in in_use:
        _number([*rules.moved(in_use, function, direction), *queries.archived()])
    return function


def _number(functions: Sequence[BusinessFunction]) -> None:
    for position, function in enumerate(functions, start=1):
        function.position = position


def archive(function: BusinessFunction, *, by: Access | None = None) -> BusinessFunction:
    """Take an area out of use; its roles and touchpoints stay for when it comes back. Twice changes nothing."""
    if function.archived_at is None:
        function.archived_at = now()
        record(by, "function.archived", function.code)
    return function


def restore(function: BusinessFunction, *, by: Access | None = None) -> BusinessFunction:
    """Bring an archived area back, at the end of the list."""
    if function.archived_at is not None:
        last = max(one.position for one in queries.all_functions())
        function.archived_at, function.position = None, last + 1
        record(by, "function.restored", function.code)
    return function
