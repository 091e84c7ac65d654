"""Members talk about an improvement; only who wrote a remark changes it."""

from __future__ import annotations

import pytest

from feedback.backlog.actions import remarks as actions
from feedback.backlog.queries import remarks as queries
from feedback.errors import Invalid, NotAllowed
from feedback.permissions import Role
from tests.factories.backlog import access, found, improvement
from tests.factories.people import Member, member


def test_remarks_stand_in_order_and_say_when_they_were_changed(acme: Member) -> None:
    number = improvement(acme)

    def talk() -> None:
        first = actions.remark(found(number).id, text="  We tried\r\nit once. ", by=access(acme))
        actions.remark(found(number).id, text="And it worked.", by=access(acme))
        actions.change_remark(first.id, text="We tried it twice.", by=access(acme))
        actions.change_remark(queries.remarks(found(number).id)[1].id, text="And it worked.", by=access(acme))

    acme.do(talk)
    with acme.at_work():
        said = queries.remarks(found(number).id)
        assert [(one.text, one.changed_at is not None, one.written_by) for one in said] == [
            ("We tried it twice.", True, acme.user_id),
            ("And it worked.", False, acme.user_id),
        ]


def test_somebody_else_changes_and_removes_nothing(acme: Member) -> None:
    number, other = improvement(acme), member(acme.app, "acme", Role.MANAGER)
    said = acme.do(lambda: actions.remark(found(number).id, text="Mine.", by=access(acme)).id)
    for act in (
        lambda: actions.change_remark(said, text="Yours.", by=access(other)),
        lambda: actions.remove_remark(said, by=access(other)),
    ):
        with pytest.raises(NotAllowed):
            other.do(act)
    with acme.at_work():
        assert [one.text for one in queries.remarks(found(number).id)] == ["Mine."]
    acme.do(lambda: actions.remove_remark(said, by=access(acme)))
    with acme.at_work():
        assert queries.remarks(found(number).id) == []


@pytest.mark.parametrize("text", [" \n ", "x" * (actions.LONGEST + 1)])
def test_nothing_and_too_much_is_refused(acme: Member, text: str) -> None:
    number = improvement(acme)
    with pytest.raises(Invalid):
        acme.do(lambda: actions.remark(found(number).id, text=text, by=access(acme)))
