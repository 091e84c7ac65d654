"""Adding, changing, moving on and deciding."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import delete, update

from feedback import events
from feedback.accounts import queries as accounts
from feedback.backlog.actions import improvements as actions
from feedback.backlog.models import Decision
from feedback.backlog.queries import improvements as queries
from feedback.db import db
from feedback.errors import Conflict, Invalid, NotFound
from feedback.permissions import Access, Role
from feedback.surveys.freezing import FrozenError
from tests.factories.backlog import (
    TITLE,
    decided,
    found,
    ground,
    improvement,
    listed,
    reread,
    said_and_proposed,
)
from tests.factories.heard import theme
from tests.factories.people import Member


def acts(of: Member) -> list[tuple[str, str, dict[str, object]]]:
    with of.at_work():
        return [(entry.act, entry.subject, entry.detail) for entry in accounts.audit() if "improvement" in entry.act]


def by(of: Member) -> Access:
    return Access(of.user_id, of.organisation_id, Role.OWNER)


def test_numbers_go_on_and_what_is_added_by_hand_is_open(acme: Member, globex: Member) -> None:
    ground(acme)
    assert [improvement(acme), improvement(acme), improvement(globex)] == [1, 2, 1]
    assert (reread(acme, 1).status, reread(acme, 1).title) == ("open", TITLE)


def test_everything_a_person_may_write_is_kept(acme: Member) -> None:
    ground(acme)
    number = improvement(acme, "visit", theme_ids=[theme(acme)])
    values = {
        "title": {"es": "Otra"},
        "hypothesis": "If we tell,\nthey wait less",
        "owner_id": acme.user_id,
        "due_on": date(2027, 1, 15),
        "effort": (1.0, 2.5, 4.0),
        "theme_ids": [theme(acme, "treatment")],
    }
    acme.do(lambda: actions.change_improvement(found(number).id, **values))
    row = reread(acme, number)
    assert (row.title, row.hypothesis, row.owner_id) == ({"es": "Otra"}, "If we tell,\nthey wait less", acme.user_id)
    assert (row.due_on, row.effort_low, row.effort_likely, row.effort_high) == (date(2027, 1, 15), 1.0, 2.5, 4.0)
    assert queries.theme_ids(row) == {theme(acme, "treatment")}
    assert row.stage_id is not None, "what is not given stays"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": {}}, "title"),
        ({"direction": "both"}, "direction"),
        ({"owner_id": uuid4()}, "owner"),
        ({"effort": (3.0, 2.0, 4.0)}, "effort_likely"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(acme: Member, values: dict[str, object], field: str) -> None:
    ground(acme)
    with pytest.raises(Invalid) as refused:
        improvement(acme, **values)  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("values", [{"theme_ids": [uuid4()]}, {"stage_id": uuid4()}, {"strategy_id": uuid4()}])
def test_somebody_elses_things_do_not_exist(acme: Member, values: dict[str, object]) -> None:
    ground(acme)
    with pytest.raises(NotFound):
        acme.do(lambda: actions.add_improvement(title=TITLE, direction="reduce", **values))  # type: ignore[arg-type]


def test_a_decision_keeps_what_it_was_made_on_and_is_told(acme: Member) -> None:
    said_and_proposed(acme)
    first = listed(acme).lines[0]
    heard_of: list[events.ImprovementDecided] = []
    events.subscribe(events.ImprovementDecided, heard_of.append)
    number = first.improvement.number
    acme.do(lambda: actions.decide(found(number).id, verdict="yes", reason="", by=by(acme)))
    with acme.at_work():
        [decision] = queries.decisions(first.improvement.id)
    assert first.score is not None
    assert decision.frozen["score"]["value"] == pytest.approx(first.score.value)
    assert decision.frozen["score"]["groups"].keys() == first.score.groups.keys()
    assert (decision.frozen["ranking"]["weights_name"], decision.frozen["ranking"]["draws"]) == ("equal", 2000)
    assert decision.frozen["inputs"]["status"] == "proposed"
    assert (decision.decided_by, reread(acme, number).status) == (acme.user_id, "decided")
    assert [(one.improvement_id, one.verdict) for one in heard_of] == [(first.improvement.id, "yes")]
    assert acts(acme) == [("improvement.decided", f"#{number}", {"verdict": "yes"})]


def test_a_decision_never_changes_and_is_never_deleted(acme: Member) -> None:
    ground(acme)
    decided(acme, improvement(acme), "no", "Too dear.")

    def rewrite() -> None:
        db.session.scalars(db.select(Decision)).one().reason = "Somebody else said so."

    def remove() -> None:
        db.session.delete(db.session.scalars(db.select(Decision)).one())

    def bulk() -> None:
        db.session.execute(update(Decision).values(verdict="yes"))

    def wipe() -> None:
        db.session.execute(delete(Decision))

    for attempt in (rewrite, remove, bulk, wipe):
        with pytest.raises(FrozenError):
            acme.do(attempt)
    with acme.at_work():
        assert [(row.verdict, row.reason) for row in db.session.scalars(db.select(Decision))] == [("no", "Too dear.")]


def test_a_no_without_a_reason_leaves_nothing_behind(acme: Member) -> None:
    ground(acme)
    number = improvement(acme)
    with pytest.raises(Invalid):
        decided(acme, number, "no", " ")
    assert reread(acme, number).status == "open"


def test_a_history_is_kept_and_the_newest_counts(acme: Member) -> None:
    ground(acme)
    number = improvement(acme)
    for verdict in ("later", "yes", "no"):
        decided(acme, number, verdict)
    with acme.at_work():
        row = found(number)
        assert [one.verdict for one in queries.decisions(row.id)] == ["no", "yes", "later"]
        assert queries.newest_decisions([row.id])[row.id].verdict == "no"


def test_no_move_decides(acme: Member) -> None:
    ground(acme)
    number = improvement(acme)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.move(found(number).id, "decided"))
    decided(acme, number)
    acme.do(lambda: actions.move(found(number).id, "in_progress"))
    assert reread(acme, number).status == "in_progress"
