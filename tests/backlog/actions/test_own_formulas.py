"""Formulas of one's own: what is kept, what is refused, and that it is recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from feedback.accounts.models import AuditEntry
from feedback.backlog.actions import own_formulas as actions
from feedback.backlog.queries import own_formulas as queries
from feedback.db import db
from feedback.errors import Invalid
from tests.factories.backlog import access
from tests.factories.people import Member


def write(of: Member, **more: Any) -> UUID:
    given = {"name": "Value per day", "text": " people / effort_likely ", "higher_first": True, **more}
    made: UUID = of.do(lambda: actions.write_formula(**given, by=access(of)).id)
    return made


def test_a_formula_is_kept_changed_and_removed_on_record(acme: Member) -> None:
    made = write(acme)
    acme.do(
        lambda: actions.change_formula(
            queries.formula(made), name="Cheap", text="cost", higher_first=False, by=access(acme)
        )
    )
    with acme.at_work():
        [row] = queries.formulas()
        assert (row.name, row.text, row.higher_first, row.written_by) == ("Cheap", "cost", False, acme.user_id)
    acme.do(lambda: actions.remove_formula(queries.formula(made), by=access(acme)))
    with acme.at_work():
        assert queries.formulas() == []
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.act.like("formula.%")))
        assert sorted((one.act, one.subject, one.detail["text"]) for one in entries) == [
            ("formula.removed", "Cheap", "cost"),
            ("formula.saved", "Cheap", "cost"),
            ("formula.saved", "Value per day", "people / effort_likely"),
        ]


@pytest.mark.parametrize(
    ("wrong", "at", "says"),
    [
        ({"name": " "}, "name", "Write something here."),
        ({"name": "There"}, "name", "There is a formula of this name already."),
        ({"text": "people +"}, "text", "Letter 9: the formula stops here and something is missing."),
        ({"text": "people.__class__"}, "text", "Letter 7: “.” has no meaning in a formula."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(acme: Member, wrong: dict[str, str], at: str, says: str) -> None:
    write(acme, name="There")
    with pytest.raises(Invalid) as refused:
        write(acme, **wrong)
    assert {name: str(text) for name, text in refused.value.fields.items()} == {at: says}


def test_there_are_not_endlessly_many(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    write(acme)
    with pytest.raises(Invalid, match="There are 1 formulas"):
        write(acme, name="Another")
