"""Rows that never change once they are written: refused by the ORM, whoever asks.

A published version is what answers point at, and a survey's launch is what its respondents were promised.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

_frozen: dict[type, frozenset[str]] = {}
WHOLE: frozenset[str] = frozenset()


class FrozenError(RuntimeError):
    """Code tried to change what was published or launched: a bug, never shown to anyone."""


def freeze(model: type, *columns: str) -> None:
    """Refuse updates of these columns, of any column and deletion where none is named."""
    _frozen[model] = frozenset(columns)
    event.listen(model, "before_update", _before_update)
    if not columns:
        event.listen(model, "before_delete", _before_delete)


def _before_update(mapper: Mapper[Any], connection: Any, row: Any) -> None:
    columns = _frozen[type(row)] or {attribute.key for attribute in mapper.column_attrs}
    state = inspect(row)
    if any(state.attrs[name].history.has_changes() for name in columns):
        raise FrozenError(f"{type(row).__name__} does not change")


def _before_delete(mapper: Mapper[Any], connection: Any, row: Any) -> None:
    raise FrozenError(f"{type(row).__name__} is never deleted")


@event.listens_for(Session, "do_orm_execute")
def _before_bulk(state: ORMExecuteState) -> None:
    """The same for statements that name the model instead of a row."""
    if not (state.is_update or state.is_delete) or state.bind_mapper is None:
        return
    columns = _frozen.get(state.bind_mapper.class_)
    if columns is None or (columns and state.is_delete):
        return
    if not columns or columns & set(state.statement.compile().params):  # type: ignore[attr-defined]
        raise FrozenError(f"{state.bind_mapper.class_.__name__} does not change")
